#include "store/database.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "engines.h"
#include "store/migrations.h"

namespace oit::store {
namespace {

using namespace std::chrono_literals;

class Databases : public OnBothEngines {};
OIT_ON_BOTH_ENGINES(Databases);

std::int64_t count(Database& database, const std::string& table) {
  const auto rows = database.query("select count(*) from " + table);
  EXPECT_TRUE(rows.has_value()) << words_of(rows);
  return rows ? rows->front().integer(0) : -1;
}

TEST_P(Databases, EveryKindOfValueComesBack) {
  auto database = open_raw();
  ASSERT_TRUE(database->execute("create table t (a text, b bigint, c double precision, d blob)"));
  const std::string thai = "แผน'; drop table t; -- \"๒๕๖๖\" \\ $1 ?1";
  const Blob bytes{std::string("\0\xFF'\\x00", 7)};
  const auto inserted =
      insert_rows(*database, "t (a, b, c, d)",
                  {{thai, std::int64_t{INT64_MIN}, 0.1, bytes},
                   {std::string(), std::int64_t{-1}, -1e300, Blob{}},
                   {std::monostate{}, std::monostate{}, std::monostate{}, std::monostate{}}});
  ASSERT_TRUE(inserted.has_value()) << words_of(inserted);
  EXPECT_EQ(*inserted, 3);
  const auto rows = database->query("select a, b, c, d from t order by coalesce(b, 1)");
  ASSERT_TRUE(rows.has_value()) << words_of(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[0].text(0), thai);
  EXPECT_EQ((*rows)[0].integer(1), INT64_MIN);
  EXPECT_EQ((*rows)[0].real(2), 0.1);
  EXPECT_EQ((*rows)[0].bytes(3), bytes.bytes);
  EXPECT_EQ((*rows)[1].real(2), -1e300);
  EXPECT_FALSE((*rows)[1].is_null(0));
  for (std::size_t n = 0; n < 4; ++n) EXPECT_TRUE((*rows)[2].is_null(n));
  EXPECT_EQ(database->query("select 1 from t where a = ?1", {thai})->size(), 1U);
}

TEST_P(Databases, InsertsMoreRowsThanOneStatementTakes) {
  auto database = open_raw();
  ASSERT_TRUE(database->execute("create table t (a bigint primary key, b text)"));
  std::vector<std::vector<Value>> rows;
  for (std::int64_t n = 0; n < 2'000; ++n) rows.push_back({n, std::string("ก")});
  EXPECT_EQ(insert_rows(*database, "t (a, b)", rows).value(), 2'000);
  rows.push_back({std::int64_t{2'000}, std::string("ข")});
  EXPECT_EQ(insert_rows(*database, "t (a, b)", rows, "on conflict do nothing").value(), 1);
  EXPECT_EQ(count(*database, "t"), 2'001);
}

TEST_P(Databases, ATransactionIsAllOrNothing) {
  auto database = open_raw();
  ASSERT_TRUE(database->execute("create table t (a bigint primary key)"));
  const auto insert = [](Database& inside) { return inside.execute("insert into t values (1)"); };
  const auto refused = database->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(insert(inside).has_value());
    return fail(ErrorCode::io, "enough");
  });
  EXPECT_EQ(words_of(refused), "enough");
  EXPECT_EQ(count(*database, "t"), 0);
  EXPECT_THROW((void)database->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(insert(inside).has_value());
    throw std::runtime_error("thrown");
  }),
               std::runtime_error);
  EXPECT_EQ(count(*database, "t"), 0);
  const auto twice = database->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(insert(inside).has_value());
    const auto again = insert(inside);
    EXPECT_FALSE(again.has_value());
    return pass_on(again);
  });
  EXPECT_FALSE(twice.has_value());
  EXPECT_EQ(count(*database, "t"), 0);
  EXPECT_TRUE(database->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(insert(inside).has_value());
    return true;
  }));
  EXPECT_EQ(count(*database, "t"), 1);
}

TEST_P(Databases, AWriterWaitsForTheLockAndThenSaysSo) {
  auto one = open_raw(), two = open_raw({.lock = 100ms});
  ASSERT_TRUE(one->execute("create table t (a bigint primary key, b bigint)"));
  ASSERT_TRUE(one->execute("insert into t values (1, 1)"));
  const auto held = one->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(inside.execute("update t set b = 2").has_value());
    const auto refused = two->in_transaction([](Database& other) -> Result<bool> {
      const auto done = other.execute("update t set b = 3");
      if (!done) return pass_on(done);
      return true;
    });
    EXPECT_NE(words_of(refused).find(": the database is locked by another process for 0.1 s; end "
                                     "it or use another --db"),
              std::string::npos)
        << words_of(refused);
    return true;
  });
  EXPECT_TRUE(held.has_value()) << words_of(held);
  EXPECT_EQ(two->query("select b from t")->front().integer(0), 2);
}

TEST_P(Databases, MigratesFromNothingAndFromVersionOne) {
  auto database = open_raw();
  ASSERT_TRUE(migrate(*database, 1));
  ASSERT_TRUE(
      database->execute("insert into run values ('r1', '2023-04-01T12:00:00.000Z', '', "
                        "'2023-04-01', 'complete', 'ita-2566', 'r', 'v', '{}')"));
  EXPECT_FALSE(database->query("select 1 from delivery").has_value());
  database.reset();
  const auto store = open();
  EXPECT_EQ(store->runs()->size(), 1U);
  EXPECT_TRUE(store->deliveries(DeliveryState::held)->empty());
  const auto versions = open_raw()->query("select version from schema_version order by version");
  ASSERT_EQ(versions->size(), static_cast<std::size_t>(newest_schema()));
  EXPECT_EQ(versions->back().integer(0), newest_schema());
}

TEST_P(Databases, RefusesANewerSchema) {
  open().reset();
  ASSERT_TRUE(open_raw()->execute("insert into schema_version values (99, '')"));
  const auto refused = Store::open(where_);
  EXPECT_NE(words_of(refused).find("was written by a newer oitcheck (schema 99, this one knows"),
            std::string::npos);
}

TEST_P(Databases, SeveralMayOpenANewOneAtOnce) {
  std::vector<std::string> troubles(6);
  {
    std::vector<std::jthread> threads;
    for (auto& trouble : troubles)
      threads.emplace_back([&trouble, this] { trouble = words_of(Store::open(where_)); });
  }
  for (const auto& trouble : troubles) EXPECT_EQ(trouble, "");
}

TEST(SqliteFile, IsForItsOwnerOnlyAndInWal) {
  const test::StoreFolder folder;
  const auto store = Store::open(folder.file());
  ASSERT_TRUE(store.has_value());
  struct stat found {};
  ASSERT_EQ(::stat(folder.file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  const auto raw = open_database(folder.file(), {}).value();
  EXPECT_EQ(raw->query("pragma journal_mode")->front().text(0), "wal");
  EXPECT_EQ(raw->query("pragma auto_vacuum")->front().integer(0), 2);
  EXPECT_EQ(raw->query("pragma foreign_keys")->front().integer(0), 1);
}

TEST(SqliteFile, SaysWhatIsNoDatabase) {
  const test::StoreFolder folder;
  std::ofstream(folder.file("a.txt")) << std::string(4'000, 'x');
  EXPECT_EQ(words_of(Store::open(folder.file("a.txt"))),
            folder.file("a.txt") + ": is no database; name another file as --db");
  EXPECT_EQ(words_of(Store::open(folder.folder().string())),
            folder.folder().string() + ": is a folder; name a file in it as --db");
  EXPECT_EQ(words_of(Store::open("/dev/full")),
            "/dev/full: is no regular file; name another as --db");
  EXPECT_EQ(
      words_of(Store::open(folder.file("no/such.db"))),
      folder.file("no/such.db") + ": cannot be made (No such file or directory); use another --db");
  EXPECT_NE(words_of(Store::open("")), "");
}

/// SQLite tells who switches to WAL "busy" at once, however long it was told to wait.
TEST(SqliteFile, WaitsForAnotherThatIsMakingIt) {
  const test::StoreFolder folder;
  const auto other = open_database(folder.file(), {}).value();
  ASSERT_TRUE(other->query("pragma journal_mode = delete"));
  Result<std::unique_ptr<Database>> opened;
  std::jthread opener;
  ASSERT_TRUE(other->in_transaction([&](Database& inside) -> Result<bool> {
    EXPECT_TRUE(inside.execute("create table t (a text)"));
    opener = std::jthread([&] { opened = open_database(folder.file(), {}); });
    std::this_thread::sleep_for(100ms);
    return true;
  }));
  opener.join();
  EXPECT_EQ(words_of(opened), "");
}

TEST(SqliteFile, NamesThatMeanSomethingToSqliteAreFiles) {
  const test::StoreFolder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.folder());
  EXPECT_EQ(words_of(Store::open(":memory:")), "");
  EXPECT_GT(std::filesystem::file_size(folder.file(":memory:")), 0U);
  std::filesystem::current_path(before);
}

/// Another user for as long as it lives, when we are root: root may write everything.
class AsNobody {
 public:
  AsNobody() {
    if (was_root_ && ::seteuid(65'534) != 0) ADD_FAILURE();
  }
  ~AsNobody() {
    if (was_root_ && ::seteuid(0) != 0) ADD_FAILURE();
  }

 private:
  bool was_root_ = ::geteuid() == 0;
};

TEST(SqliteFile, AReadOnlyOneSaysSoAndStaysAsItWas) {
  const test::StoreFolder folder;
  {
    const auto store = Store::open(folder.file()).value();
    ASSERT_TRUE(store->begin_run(test::make_run("r1", 1), {}));
    ASSERT_TRUE(open_database(folder.file(), {}).value()->compact());
  }
  namespace fs = std::filesystem;
  fs::permissions(folder.file(), fs::perms{0444});
  fs::permissions(folder.folder(), fs::perms{0777});
  const AsNobody nobody;
  const auto store = Store::open(folder.file());
  ASSERT_TRUE(store.has_value()) << words_of(store);
  EXPECT_EQ((*store)->runs()->size(), 1U);
  EXPECT_EQ(
      words_of((*store)->begin_run(test::make_run("r2", 2), {})),
      folder.file() + ": the database is read-only; give the right to write, or use another --db");
  EXPECT_EQ((*store)->runs()->size(), 1U);
}

TEST(SqliteFile, AFullDiskIsSaidAndWhatWasThereStays) {
  const test::StoreFolder folder;
  const auto database = open_database(folder.file(), {}).value();
  ASSERT_TRUE(database->execute("create table t (a blob)"));
  ASSERT_TRUE(database->execute("insert into t values (?1)", {Blob{"first"}}));
  ASSERT_TRUE(database->query("pragma max_page_count = 20"));
  const auto refused = database->in_transaction([](Database& inside) -> Result<bool> {
    const auto done =
        inside.execute("insert into t values (?1)", {Blob{std::string(1 << 20, 'x')}});
    if (!done) return pass_on(done);
    return true;
  });
  EXPECT_EQ(words_of(refused),
            folder.file() + ": the disk is full; make room on it or use another --db");
  EXPECT_EQ(count(*database, "t"), 1);
  ASSERT_TRUE(database->query("pragma max_page_count = 4000"));
  EXPECT_TRUE(database->execute("insert into t values (?1)", {Blob{std::string(1 << 20, 'x')}}));
}

TEST(PostgresAddress, NeverShowsItsPassword) {
  const test::StoreFolder folder;
  const auto where = "postgresql://me:s3cr%65t@/db?host=" + folder.folder().string();
  const auto message = words_of(Store::open(where, {.reconnect = 0ms}));
  EXPECT_NE(message.find("postgresql://me@" + folder.folder().string() + "/db: cannot connect"),
            std::string::npos)
      << message;
  EXPECT_EQ(message.find("s3cr"), std::string::npos) << message;
  const auto bad = words_of(Store::open("postgres://me:s3cret@h:%zz/?nonsense=1"));
  EXPECT_NE(bad.find("none of PostgreSQL"), std::string::npos) << bad;
  EXPECT_EQ(bad.find("s3cret"), std::string::npos);
}

class PostgresRestarts : public testing::Test {
 protected:
  void SetUp() override {
    server_ = test::PostgresServer::shared();
    if (server_ == nullptr) GTEST_SKIP() << "no server binaries: install the package postgresql";
    where_ = server_->make_database();
    database_ = open_database(where_, {.reconnect = 10s}).value();
    ASSERT_TRUE(database_->execute("create table t (a bigint primary key)"));
  }

  test::PostgresServer* server_ = nullptr;
  std::string where_;
  std::unique_ptr<Database> database_;
};

TEST_F(PostgresRestarts, BetweenStatementsIsNotNoticed) {
  server_->restart();
  const auto rows = database_->query("select count(*) from t");
  EXPECT_TRUE(rows.has_value()) << words_of(rows);
  server_->restart();
  const auto done = database_->execute("insert into t values (1)");
  EXPECT_TRUE(done.has_value()) << words_of(done);
}

TEST_F(PostgresRestarts, InsideATransactionRunsAllOfItAgain) {
  int runs = 0;
  const auto done = database_->in_transaction([&](Database& inside) -> Result<bool> {
    for (std::int64_t n = 0; n < 3; ++n) {
      if (n == 1 && runs == 0) server_->restart();
      if (n == 1) ++runs;
      if (const auto put = inside.execute("insert into t values (?1)", {n}); !put)
        return pass_on(put);
    }
    return true;
  });
  EXPECT_TRUE(done.has_value()) << words_of(done);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(*database_, "t"), 3);
}

TEST_F(PostgresRestarts, WaitsWhileTheServerIsDown) {
  server_->stop();
  Result<bool> done = false;
  std::jthread writer([&] {
    done = database_->in_transaction([](Database& inside) -> Result<bool> {
      const auto put = inside.execute("insert into t values (1)");
      if (!put) return pass_on(put);
      return true;
    });
  });
  std::this_thread::sleep_for(300ms);
  server_->start();  // here: the server ends with the thread that started it
  writer.join();
  EXPECT_TRUE(done.has_value()) << words_of(done);
  EXPECT_EQ(count(*database_, "t"), 1);
}

TEST_F(PostgresRestarts, GivesUpInTime) {
  const auto hasty = open_database(where_, {.reconnect = 300ms}).value();
  server_->stop();
  const auto start = std::chrono::steady_clock::now();
  const auto done = hasty->query("select 1");
  EXPECT_NE(words_of(done).find("could not be reached again for 0.3 s"), std::string::npos)
      << words_of(done);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
  server_->start();
  EXPECT_TRUE(hasty->query("select 1").has_value());
}

}  // namespace
}  // namespace oit::store
