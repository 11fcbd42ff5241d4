#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace oit::store {

/// Bytes as they are; text is a std::string.
struct Blob {
  std::string bytes;
  bool operator==(const Blob&) const = default;
};

/// What a column holds and a placeholder takes: null, 64-bit integer, double, UTF-8 text or bytes.
/// Bytes of a text that are no UTF-8, and NUL, are stored as U+FFFD in either engine.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;

/// One row of an answer. A null reads as 0, 0.0 or "".
class Row {
 public:
  explicit Row(std::vector<Value> columns) : columns_(std::move(columns)) {}

  bool is_null(std::size_t column) const;
  std::int64_t integer(std::size_t column) const;
  double real(std::size_t column) const;
  std::string text(std::size_t column) const;
  std::string bytes(std::size_t column) const;

 private:
  std::vector<Value> columns_;
};

/// How long a database is waited for.
struct Patience {
  std::chrono::milliseconds lock{30'000};       ///< a file that another process writes to
  std::chrono::milliseconds reconnect{20'000};  ///< a server that went away
};

/// One connection to a file of SQLite or a server of PostgreSQL, behind the same words.
///
/// SQL is written once for both: placeholders `?1`, types text, bigint, double precision and blob,
/// `on conflict … do nothing` or `do update`; times are text in ISO 8601 and UTC. Every error is
/// one sentence that names the database, never its password, and says what to do; its code is io,
/// or internal where our SQL is refused. Not for two threads at once.
class Database {
 public:
  using Work = std::function<Result<bool>(Database&)>;

  virtual ~Database() = default;

  /// Where it is, as people may see it: the path, or the address without its password.
  virtual const std::string& name() const = 0;

  /// Runs one statement; how many rows it changed.
  virtual Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) = 0;
  Result<std::int64_t> execute(std::string_view sql, std::initializer_list<Value> values = {}) {
    return execute(sql, std::span<const Value>(values.begin(), values.size()));
  }

  /// The rows of one `select`, all at once: ask for bounded parts.
  virtual Result<std::vector<Row>> query(std::string_view sql, std::span<const Value> values) = 0;
  Result<std::vector<Row>> query(std::string_view sql, std::initializer_list<Value> values = {}) {
    return query(sql, std::span<const Value>(values.begin(), values.size()));
  }

  /// Runs `work` in a transaction that may write. It is committed when `work` gives a value and
  /// undone when it gives an error or throws. A connection lost before the end is made again and
  /// `work` runs once more, from its start, perhaps after all of it was stored: it must bear that.
  /// Transactions do not nest.
  virtual Result<bool> in_transaction(const Work& work) = 0;

  /// Inside a transaction: waits until no other process is changing the schema.
  virtual Result<bool> lock_schema() = 0;

  /// Gives back the room that deleted rows took, as far as the engine does not by itself.
  virtual Result<bool> compact() = 0;
};

/// Inserts `rows`, each as long as the list of columns in `into` ("evidence (run, site)"), in as
/// few statements as the engines' limits allow; `then` follows the rows ("on conflict do nothing").
/// How many rows were changed.
Result<std::int64_t> insert_rows(Database& database, std::string_view into,
                                 const std::vector<std::vector<Value>>& rows,
                                 std::string_view then = "");

/// True for "postgresql://…" and "postgres://…"; all else is a path.
bool is_server_address(std::string_view where);

/// Opens the database at `where`, a path or the address of a server; a file that is not there is
/// made, readable for its owner only. Source of addresses: PostgreSQL 15, section 34.1.1.2.
/// Errors: io (a folder, no database, no right to it, no server, …).
Result<std::unique_ptr<Database>> open_database(const std::string& where, const Patience& patience);

}  // namespace oit::store
