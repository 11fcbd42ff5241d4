#include "store/postgres_database.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <thread>

#include "base/check.h"
#include "store/sql.h"

namespace oit::store {
namespace {

using std::chrono::steady_clock;

/// Types of columns and placeholders. Source: PostgreSQL's catalogue, pg_type.dat.
constexpr Oid kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kFloat4 = 700,
              kFloat8 = 701, kNumeric = 1700;

struct FreeResult {
  void operator()(PGresult* result) const { ::PQclear(result); }
};
struct FreeConnection {
  void operator()(PGconn* connection) const { ::PQfinish(connection); }
};
using Answer = std::unique_ptr<PGresult, FreeResult>;
using Connection = std::unique_ptr<PGconn, FreeConnection>;

/// Values as libpq takes them; they outlive it. Bytes travel as they are, the rest as text.
class Parameters {
 public:
  explicit Parameters(std::span<const Value> values) {
    texts_.reserve(values.size());  // pointers into it stay good
    for (const auto& value : values) add(value);
  }

  Answer run(PGconn* connection, const std::string& sql) const {
    return Answer(::PQexecParams(connection, sql.c_str(), static_cast<int>(types_.size()),
                                 types_.data(), pointers_.data(), lengths_.data(), formats_.data(),
                                 0));
  }

 private:
  void add(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      add_text(std::to_string(*integer), kInt8);
    } else if (const auto* real = std::get_if<double>(&value)) {
      add_text(fmt::format("{}", *real), kFloat8);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      add_text(storable(*text), kText);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
      add_bytes(blob->bytes.data(), blob->bytes.size(), kBytea, 1);
    } else {
      add_bytes(nullptr, 0, 0, 0);
    }
  }
  void add_text(std::string text, Oid type) {
    texts_.push_back(std::move(text));
    add_bytes(texts_.back().c_str(), texts_.back().size(), type, 0);
  }
  void add_bytes(const char* bytes, std::size_t size, Oid type, int format) {
    types_.push_back(type);
    pointers_.push_back(bytes);
    lengths_.push_back(static_cast<int>(size));
    formats_.push_back(format);
  }

  std::vector<std::string> texts_;
  std::vector<Oid> types_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_, formats_;
};

template <class Number>
Number read_number(std::string_view text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Blob read_bytes(const char* hex) {
  std::size_t size = 0;
  auto* bytes = ::PQunescapeBytea(reinterpret_cast<const unsigned char*>(hex), &size);
  if (bytes == nullptr) return {};
  Blob blob{std::string(reinterpret_cast<const char*>(bytes), size)};
  ::PQfreemem(bytes);
  return blob;
}

Value read(const PGresult* answer, int row, int column) {
  if (::PQgetisnull(answer, row, column) != 0) return std::monostate{};
  const char* text = ::PQgetvalue(answer, row, column);
  switch (::PQftype(answer, column)) {
    case kInt2:
    case kInt4:
    case kInt8:
      return read_number<std::int64_t>(text);
    case kFloat4:
    case kFloat8:
    case kNumeric:
      return read_number<double>(text);
    case kBytea:
      return read_bytes(text);
    default:
      return std::string(text);
  }
}

/// What a server's address says, as far as we speak of it.
struct Address {
  std::string name;      ///< without the password
  std::string password;  ///< as the address gives it, decoded; "" if it gives none
};

std::optional<Address> read_address(const std::string& address) {
  char* why = nullptr;
  PQconninfoOption* options = ::PQconninfoParse(address.c_str(), &why);
  ::PQfreemem(why);  // may quote the password
  if (options == nullptr) return std::nullopt;
  std::string host, port, user, database;
  Address read;
  for (const auto* option = options; option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    const std::string_view keyword = option->keyword;
    if (keyword == "host" || (keyword == "hostaddr" && host.empty())) host = option->val;
    if (keyword == "port") port = option->val;
    if (keyword == "user") user = option->val;
    if (keyword == "dbname") database = option->val;
    if (keyword == "password") read.password = option->val;
  }
  ::PQconninfoFree(options);
  read.name = "postgresql://" + (user.empty() ? "" : user + "@") + host +
              (port.empty() ? "" : ":" + port) + "/" + database;
  return read;
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(std::string address, Address read, const Patience& patience)
      : address_(std::move(address)), read_(std::move(read)), patience_(patience) {}

  /// One try. Errors: io.
  Result<bool> connect();

  using Database::execute, Database::query;
  const std::string& name() const override { return read_.name; }
  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override;
  Result<std::vector<Row>> query(std::string_view sql, std::span<const Value> values) override;
  Result<bool> in_transaction(const Work& work) override;
  Result<bool> lock_schema() override;
  Result<bool> compact() override { return true; }  // the server does so by itself

 private:
  /// Why a transaction did not come to its end, if running it again may help.
  enum class Again { no, lost, conflict };

  Result<Answer> ask(std::string_view sql, std::span<const Value> values);
  Result<Answer> ask_once(std::string_view sql, std::span<const Value> values);
  Result<bool> reconnect();
  Result<bool> run(const Work& work);
  tl::unexpected<Error> say(const PGresult* answer);
  tl::unexpected<Error> failed(const std::string& words) const;
  std::string message() const;

  const std::string address_;
  const Address read_;
  const Patience patience_;
  Connection connection_;
  bool in_transaction_ = false;
  Again again_ = Again::no;
};

/// libpq's own words on one line and without the password, should they hold it.
std::string PostgresDatabase::message() const {
  std::string text = ::PQerrorMessage(connection_.get());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  std::ranges::replace(text, '\n', ' ');
  for (std::size_t at = 0;
       !read_.password.empty() && (at = text.find(read_.password, at)) != std::string::npos;
       at += 3)
    text.replace(at, read_.password.size(), "***");
  return text;
}

tl::unexpected<Error> PostgresDatabase::failed(const std::string& words) const {
  return fail(ErrorCode::io, read_.name + ": " + words);
}

Result<bool> PostgresDatabase::connect() {
  const auto wait = std::to_string(std::max<std::int64_t>(
      2, std::min<std::int64_t>(10, patience_.reconnect / std::chrono::seconds(1))));
  // What stands before the address is changed by it; what stands after holds.
  const std::vector<std::pair<const char*, const char*>> settings = {
      {"connect_timeout", wait.c_str()}, {"keepalives", "1"},
      {"keepalives_idle", "30"},         {"keepalives_interval", "10"},
      {"keepalives_count", "3"},         {"tcp_user_timeout", "60000"},
      {"application_name", "oitcheck"},  {"dbname", address_.c_str()},
      {"client_encoding", "UTF8"}};
  std::vector<const char*> keys, values;
  for (const auto& [key, value] : settings) keys.push_back(key), values.push_back(value);
  keys.push_back(nullptr), values.push_back(nullptr);
  connection_.reset(::PQconnectdbParams(keys.data(), values.data(), 1));
  if (::PQstatus(connection_.get()) != CONNECTION_OK)
    return failed("cannot connect (" + message() +
                  "); look at the address, the server and the rights of the user");
  ::PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  const auto lock = fmt::format("set lock_timeout = {}", patience_.lock.count());
  for (const auto& sql : {std::string("set synchronous_commit = on"), lock,
                          std::string("set standard_conforming_strings = on")})
    if (const auto done = ask_once(sql, {}); !done) return pass_on(done);
  return true;
}

/// Codes: PostgreSQL 15, appendix A.
tl::unexpected<Error> PostgresDatabase::say(const PGresult* answer) {
  const char* field = ::PQresultErrorField(answer, PG_DIAG_SQLSTATE);
  const std::string_view code = field == nullptr ? "" : field;
  // An error without a code is libpq's own: the server could not be spoken to.
  const bool is_gone = code.empty() || ::PQstatus(connection_.get()) != CONNECTION_OK ||
                       code.starts_with("08") || code == "57P01" || code == "57P02" ||
                       code == "57P03";
  if (is_gone) {
    again_ = Again::lost;
    return failed("the server went away; start it and try again");
  }
  if (code == "40001" || code == "40P01") {
    again_ = Again::conflict;
    return failed("another process changes the same rows; try again");
  }
  if (code == "53100") return failed("the server's disk is full; make room on it");
  if (code == "55P03")
    return failed(fmt::format(
        "the database is locked by another process for {:g} s; end it or use another --db",
        std::chrono::duration<double>(patience_.lock).count()));
  if (code == "42501")
    return failed("the user has no right to do this (" + message() + "); grant it");
  if (code == "25006") return failed("the server is read-only; name the one that is not");
  if (code.starts_with("53") || code.starts_with("58") || code.starts_with("XX"))
    return failed("the server fails (" + message() + "); look after it");
  return fail(ErrorCode::internal, read_.name + ": " + message());
}

Result<Answer> PostgresDatabase::ask_once(std::string_view sql, std::span<const Value> values) {
  auto answer = Parameters(values).run(connection_.get(), to_postgres(sql));
  const auto status = ::PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return say(answer.get());
  return answer;
}

Result<bool> PostgresDatabase::reconnect() {
  constexpr std::chrono::milliseconds kFirst{100}, kLongest{2'000};
  const auto until = steady_clock::now() + patience_.reconnect;
  auto pause = kFirst;
  for (;;) {
    again_ = Again::no;
    auto done = connect();
    if (done) return done;
    if (steady_clock::now() + pause >= until)
      return failed(
          fmt::format("the server went away and could not be reached again for {:g} s "
                      "({}); start it and try again",
                      std::chrono::duration<double>(patience_.reconnect).count(), message()));
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongest);
  }
}

/// Outside a transaction a statement stands alone: it is asked once more over a new connection.
Result<Answer> PostgresDatabase::ask(std::string_view sql, std::span<const Value> values) {
  if (in_transaction_) {
    if (again_ == Again::lost) return failed("the server went away; start it and try again");
    return ask_once(sql, values);
  }
  again_ = Again::no;
  auto answer = ask_once(sql, values);
  if (answer || again_ != Again::lost) return answer;
  if (const auto done = reconnect(); !done) return pass_on(done);
  return ask_once(sql, values);
}

Result<std::int64_t> PostgresDatabase::execute(std::string_view sql,
                                               std::span<const Value> values) {
  const auto answer = ask(sql, values);
  if (!answer) return pass_on(answer);
  return read_number<std::int64_t>(::PQcmdTuples(answer->get()));
}

Result<std::vector<Row>> PostgresDatabase::query(std::string_view sql,
                                                 std::span<const Value> values) {
  const auto answer = ask(sql, values);
  if (!answer) return pass_on(answer);
  std::vector<Row> rows;
  const int columns = ::PQnfields(answer->get());
  for (int row = 0; row < ::PQntuples(answer->get()); ++row) {
    std::vector<Value> read_columns;
    for (int column = 0; column < columns; ++column)
      read_columns.push_back(read(answer->get(), row, column));
    rows.emplace_back(std::move(read_columns));
  }
  return rows;
}

/// One transaction, committed or undone. `again_` says whether a failure was the connection's.
Result<bool> PostgresDatabase::run(const Work& work) {
  again_ = Again::no;
  in_transaction_ = true;
  struct End {
    PostgresDatabase& database;
    bool is_committed = false;
    ~End() {
      if (!is_committed && database.again_ != Again::lost) {
        const auto again = database.again_;
        (void)database.ask_once("rollback", {}).has_value();
        if (database.again_ == Again::no) database.again_ = again;
      }
      database.in_transaction_ = false;
    }
  } end{*this};
  if (const auto begun = ask_once("begin", {}); !begun) return pass_on(begun);
  auto done = work(*this);
  if (!done) return done;
  const auto committed = ask("commit", {});
  if (!committed) return pass_on(committed);
  end.is_committed = true;
  return done;
}

Result<bool> PostgresDatabase::in_transaction(const Work& work) {
  OIT_CHECK(!in_transaction_);
  auto done = run(work);
  if (done || again_ == Again::no) return done;
  if (again_ == Again::lost)
    if (const auto back = reconnect(); !back) return pass_on(back);
  return run(work);
}

Result<bool> PostgresDatabase::lock_schema() {
  constexpr std::int64_t kOurs = 0x6f6974636865636b;  // "oitcheck"
  const auto locked = query("select pg_advisory_xact_lock(?1)", {kOurs});
  if (!locked) return pass_on(locked);
  return true;
}

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& address,
                                                const Patience& patience) {
  auto read = read_address(address);
  if (!read)
    return fail(ErrorCode::io,
                "the address given as --db is none of PostgreSQL; write "
                "postgresql://USER@HOST:PORT/DATABASE");
  auto database = std::make_unique<PostgresDatabase>(address, std::move(*read), patience);
  if (const auto done = database->connect(); !done) return pass_on(done);
  return database;
}

}  // namespace oit::store
