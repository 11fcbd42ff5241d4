#include "store/database.h"

#include <algorithm>

#include "store/postgres_database.h"
#include "store/sqlite_database.h"

namespace oit::store {
namespace {

/// "(?1, ?2), (?3, ?4)" for rows of two columns.
std::string placeholders(std::size_t rows, std::size_t columns) {
  std::string out;
  for (std::size_t n = 0; n < rows * columns; ++n) {
    out += n % columns != 0 ? ", ?" : n == 0 ? "(?" : "), (?";
    out += std::to_string(n + 1);
  }
  return out + ')';
}

}  // namespace

bool Row::is_null(std::size_t column) const {
  return std::holds_alternative<std::monostate>(columns_.at(column));
}

std::int64_t Row::integer(std::size_t column) const {
  if (const auto* real = std::get_if<double>(&columns_.at(column)))
    return static_cast<std::int64_t>(*real);
  const auto* integer = std::get_if<std::int64_t>(&columns_[column]);
  return integer != nullptr ? *integer : 0;
}

double Row::real(std::size_t column) const {
  if (const auto* integer = std::get_if<std::int64_t>(&columns_.at(column)))
    return static_cast<double>(*integer);
  const auto* real = std::get_if<double>(&columns_[column]);
  return real != nullptr ? *real : 0;
}

std::string Row::text(std::size_t column) const {
  const auto* text = std::get_if<std::string>(&columns_.at(column));
  return text != nullptr ? *text : "";
}

std::string Row::bytes(std::size_t column) const {
  const auto* blob = std::get_if<Blob>(&columns_.at(column));
  return blob != nullptr ? blob->bytes : "";
}

Result<std::int64_t> insert_rows(Database& database, std::string_view into,
                                 const std::vector<std::vector<Value>>& rows,
                                 std::string_view then) {
  constexpr std::size_t kMostValues = 900;  // far below both engines' limits; parsing stays cheap
  std::int64_t changed = 0;
  for (std::size_t first = 0; first < rows.size();) {
    const std::size_t columns = rows[first].size();
    const std::size_t count =
        std::min(rows.size() - first, std::max<std::size_t>(1, kMostValues / columns));
    std::vector<Value> values;
    values.reserve(count * columns);
    for (std::size_t n = first; n < first + count; ++n)
      values.insert(values.end(), rows[n].begin(), rows[n].end());
    std::string sql = "insert into ";
    sql.append(into).append(" values ").append(placeholders(count, columns));
    if (!then.empty()) sql.append(" ").append(then);
    const auto done = database.execute(sql, std::span<const Value>(values));
    if (!done) return pass_on(done);
    changed += *done;
    first += count;
  }
  return changed;
}

bool is_server_address(std::string_view where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

Result<std::unique_ptr<Database>> open_database(const std::string& where,
                                                const Patience& patience) {
  if (where.empty()) return fail(ErrorCode::bad_argument, "no database is named; give its path");
  return is_server_address(where) ? open_postgres(where, patience) : open_sqlite(where, patience);
}

}  // namespace oit::store
