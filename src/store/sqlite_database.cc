#include "store/sqlite_database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <thread>

#include "base/check.h"
#include "store/sql.h"

namespace oit::store {
namespace {

/// Primary result codes. Source: https://www.sqlite.org/rescode.html
enum SqliteCode {
  kBusy = 5,
  kLocked = 6,
  kReadOnly = 8,
  kInputOutput = 10,
  kCorrupt = 11,
  kFull = 13,
  kCannotOpen = 14,
  kNoDatabase = 26
};
constexpr int kInteger = 1, kFloat = 2, kBlob = 4, kNull = 5;  // of columns

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string name, const std::string& path, const Patience& patience)
      : name_(std::move(name)),
        patience_(patience),
        connection_(path, SQLite::OPEN_READWRITE, static_cast<int>(patience.lock.count())) {}

  /// What holds for as long as the connection does.
  Result<bool> prepare();

  using Database::execute, Database::query;
  const std::string& name() const override { return name_; }
  Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override;
  Result<std::vector<Row>> query(std::string_view sql, std::span<const Value> values) override;
  Result<bool> in_transaction(const Work& work) override;
  Result<bool> lock_schema() override { return true; }  // a writing transaction is alone
  Result<bool> compact() override;

 private:
  SQLite::Statement& statement(std::string_view sql);
  tl::unexpected<Error> say(const SQLite::Exception& error) const;
  /// Runs `sql` to its end, handing on each row.
  template <class OnRow>
  Result<bool> step(std::string_view sql, std::span<const Value> values, const OnRow& on_row);
  Result<bool> use_wal();

  const std::string name_;
  const Patience patience_;
  SQLite::Database connection_;
  std::map<std::string, SQLite::Statement, std::less<>> statements_;  // go before the connection
  bool in_transaction_ = false;
};

tl::unexpected<Error> SqliteDatabase::say(const SQLite::Exception& error) const {
  const auto io = [&](const std::string& words) {
    return fail(ErrorCode::io, name_ + ": " + words);
  };
  switch (error.getErrorCode() & 0xFF) {
    case kBusy:
    case kLocked:
      return io(fmt::format(
          "the database is locked by another process for {:g} s; end it or use another --db",
          std::chrono::duration<double>(patience_.lock).count()));
    case kReadOnly:
      return io("the database is read-only; give the right to write, or use another --db");
    case kFull:
      return io("the disk is full; make room on it or use another --db");
    case kInputOutput:
      return io(fmt::format("the disk fails ({}); look after it", error.what()));
    case kCorrupt:
      return io("the database is damaged; put a copy of it back, or use another --db");
    case kNoDatabase:
      return io("is no database; name another file as --db");
    case kCannotOpen:
      return io("cannot be opened; look at the rights of the file and its folder");
    default:
      return fail(ErrorCode::internal, name_ + ": " + error.what());
  }
}

SQLite::Statement& SqliteDatabase::statement(std::string_view sql) {
  constexpr std::size_t kMost = 64;
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kMost) statements_.clear();
  return statements_.try_emplace(std::string(sql), connection_, std::string(sql)).first->second;
}

void bind(SQLite::Statement& statement, int place, const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value))
    statement.bind(place, *integer);
  else if (const auto* real = std::get_if<double>(&value))
    statement.bind(place, *real);
  else if (const auto* text = std::get_if<std::string>(&value))
    statement.bind(place, storable(*text));
  else if (const auto* blob = std::get_if<Blob>(&value))
    statement.bindNoCopy(place, blob->bytes.data(), static_cast<int>(blob->bytes.size()));
  else
    statement.bind(place);
}

Value read(const SQLite::Column& column) {
  switch (column.getType()) {
    case kInteger:
      return column.getInt64();
    case kFloat:
      return column.getDouble();
    case kBlob:
      return Blob{column.getString()};
    case kNull:
      return std::monostate{};
    default:
      return column.getString();
  }
}

Row read_row(SQLite::Statement& statement) {
  std::vector<Value> columns;
  for (int n = 0; n < statement.getColumnCount(); ++n)
    columns.push_back(read(statement.getColumn(n)));
  return Row(std::move(columns));
}

/// Frees a statement's locks and its view of our values whatever happens.
class Rewind {
 public:
  explicit Rewind(SQLite::Statement& statement) : statement_(statement) {}
  ~Rewind() {
    statement_.tryReset();
    try {
      statement_.clearBindings();
    } catch (const SQLite::Exception&) {  // nothing was bound, then
    }
  }
  Rewind(const Rewind&) = delete;
  Rewind& operator=(const Rewind&) = delete;

 private:
  SQLite::Statement& statement_;
};

template <class OnRow>
Result<bool> SqliteDatabase::step(std::string_view sql, std::span<const Value> values,
                                  const OnRow& on_row) {
  try {
    auto& prepared = statement(sql);
    const Rewind rewind(prepared);
    for (std::size_t n = 0; n < values.size(); ++n)
      bind(prepared, static_cast<int>(n) + 1, values[n]);
    while (prepared.executeStep()) on_row(prepared);
    return true;
  } catch (const SQLite::Exception& error) {
    return say(error);
  }
}

Result<std::int64_t> SqliteDatabase::execute(std::string_view sql, std::span<const Value> values) {
  const auto done = step(sql, values, [](SQLite::Statement&) {});
  if (!done) return pass_on(done);
  return std::int64_t{connection_.getChanges()};
}

Result<std::vector<Row>> SqliteDatabase::query(std::string_view sql,
                                               std::span<const Value> values) {
  std::vector<Row> rows;
  const auto done =
      step(sql, values, [&](SQLite::Statement& row) { rows.push_back(read_row(row)); });
  if (!done) return pass_on(done);
  return rows;
}

/// Undoes a transaction unless it was committed.
class Undo {
 public:
  Undo(SQLite::Database& connection, bool& is_open) : connection_(connection), is_open_(is_open) {}
  ~Undo() {
    if (is_open_) connection_.tryExec("rollback");  // a full disk has perhaps undone it already
    is_open_ = false;
  }
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;

 private:
  SQLite::Database& connection_;
  bool& is_open_;
};

Result<bool> SqliteDatabase::in_transaction(const Work& work) {
  OIT_CHECK(!in_transaction_);
  if (const auto begun = execute("begin immediate"); !begun) return pass_on(begun);
  in_transaction_ = true;
  const Undo undo(connection_, in_transaction_);
  auto done = work(*this);
  if (!done) return done;
  if (const auto committed = execute("commit"); !committed) return pass_on(committed);
  in_transaction_ = false;
  return done;
}

/// Two processes that make a database at once: one of them is told "busy" without any wait.
Result<bool> SqliteDatabase::use_wal() {
  const auto until = std::chrono::steady_clock::now() + patience_.lock;
  for (;;) {
    const auto mode = query("pragma journal_mode");
    if (!mode) return pass_on(mode);
    if (!mode->empty() && mode->front().text(0) == "wal") return true;
    try {
      connection_.exec("pragma journal_mode = wal");
      return true;
    } catch (const SQLite::Exception& error) {
      if (error.getErrorCode() == kReadOnly) return true;  // it can be read as it is
      if (error.getErrorCode() != kBusy || std::chrono::steady_clock::now() >= until)
        return say(error);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Result<bool> SqliteDatabase::prepare() {
  const auto pages = query("pragma page_count");
  if (!pages) return pass_on(pages);
  // Room is given back bit by bit only in a file that was made for it.
  if (pages->front().integer(0) == 0)
    if (const auto done = execute("pragma auto_vacuum = incremental"); !done) return pass_on(done);
  for (const char* sql : {"pragma foreign_keys = on", "pragma synchronous = normal",
                          "select count(*) from sqlite_master"})
    if (const auto done = execute(sql); !done) return pass_on(done);
  return use_wal();
}

Result<bool> SqliteDatabase::compact() {
  for (const char* sql : {"pragma incremental_vacuum", "pragma wal_checkpoint(truncate)"})
    if (const auto done = execute(sql); !done) return pass_on(done);
  return true;
}

/// Makes the file unless it is there: our own mode, not SQLite's.
Result<bool> make_file(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) {
    if (S_ISDIR(found.st_mode))
      return fail(ErrorCode::io, path + ": is a folder; name a file in it as --db");
    if (!S_ISREG(found.st_mode))
      return fail(ErrorCode::io, path + ": is no regular file; name another as --db");
    return true;
  }
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return fail(ErrorCode::io, fmt::format("{}: cannot be made ({}); use another --db", path,
                                           std::strerror(errno)));
  ::close(file);
  return true;
}

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, const Patience& patience) {
  if (const auto made = make_file(path); !made) return pass_on(made);
  try {
    // An absolute path cannot be taken for ":memory:" and the like.
    const auto whole = std::filesystem::absolute(path).string();
    auto database = std::make_unique<SqliteDatabase>(path, whole, patience);
    if (const auto ready = database->prepare(); !ready) return pass_on(ready);
    return database;
  } catch (const SQLite::Exception& error) {
    return fail(ErrorCode::io,
                path + ": cannot be opened (" + error.what() + "); use another --db");
  }
}

}  // namespace oit::store
