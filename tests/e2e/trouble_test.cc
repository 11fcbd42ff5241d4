// Full disks, locked and lost databases: a message, exit 4, and a run that can be taken up again.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "base/file.h"
#include "e2e/batch.h"
#include "support/postgres_server.h"

namespace oit::test {
namespace {

/// The command line of oitcheck with `arguments` where no file grows beyond `blocks` of 512 bytes.
std::vector<std::string> cramped(int blocks, std::vector<std::string> arguments) {
  auto words = command(std::move(arguments));
  words.insert(words.begin(),
               {"sh", "-c", "ulimit -f " + std::to_string(blocks) + " && exec \"$0\" \"$@\""});
  return words;
}

/// The same waiting `wait` at most for a database.
std::vector<std::string> impatient(const std::string& wait, std::vector<std::string> arguments) {
  auto words = command(std::move(arguments));
  words.insert(words.begin(), {"env", "OITCHECK_DB_WAIT=" + wait});
  return words;
}

class Trouble : public testing::Test {
 protected:
  Trouble() : list_(write_list(folder_, province_)) {}

  /// What an undisturbed run finds.
  std::vector<std::string> undisturbed() {
    oitcheck(scan_list(list_, {"--json", path("expected.json")}));
    return verdicts_of(read_json(path("expected.json")));
  }

  std::string path(const std::string& name) const { return folder_.path(name); }

  /// Takes the store's last run up again and looks whether it ends as an undisturbed one.
  void expect_resumes(const std::string& store) {
    const auto ended =
        oitcheck({"scan", "--resume", "--db", store, "--json", path("resumed.json"), "--quiet"});
    EXPECT_EQ(ended.exit, 1) << ended.err;
    const auto batch = read_json(path("resumed.json"));
    EXPECT_EQ(ids_of(batch), ids_of(province_));
    EXPECT_EQ(verdicts_of(batch), undisturbed());
    EXPECT_EQ(runs_of(store)[0].at("state"), "complete");
  }

  Province province_{12, 20};
  TempFolder folder_;
  std::string list_;
};

TEST_F(Trouble, NoRoomForTheReport) {
  ASSERT_TRUE(write_file(path("all.json"), "before"));
  const auto ended =
      run(cramped(200, scan_list(list_, {"--json", path("all.json"), "--sites-at-once", "1"})));
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("all.json"), std::string::npos) << ended.err;
  EXPECT_EQ(read_file(path("all.json")).value(), "before");
}

TEST_F(Trouble, AFullDevice) {
  const auto ended = oitcheck(scan_list(list_, {"--json", "/dev/full", "--db", path("runs.db")}));
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("/dev/full"), std::string::npos) << ended.err;
  expect_resumes(path("runs.db"));
}

TEST_F(Trouble, NoRoomForTheStore) {
  ASSERT_EQ(oitcheck(scan_list(list_, {"--db", path("runs.db"), "--max-pages", "1"})).exit, 1);
  const auto before = runs_of(path("runs.db")).at(0);
  const auto size = std::filesystem::file_size(path("runs.db")) / 512;
  const auto ended =
      run(cramped(static_cast<int>(size) + 40, scan_list(list_, {"--db", path("runs.db")})));
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("runs.db"), std::string::npos) << ended.err;
  const auto runs = runs_of(path("runs.db"));
  EXPECT_EQ(runs.back(), before);
  if (runs.size() == 2) expect_resumes(path("runs.db"));
}

TEST_F(Trouble, NoRoomForCaptures) {
  const auto ended =
      run(cramped(20, scan_list(list_, {"--keep", path("captures"), "--json", "/dev/null"})));
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("captures"), std::string::npos) << ended.err;
}

TEST_F(Trouble, AFolderThatCannotBeWritten) {
  for (const char* option : {"--json", "--csv", "--html", "--keep", "--db"}) {
    const auto ended = oitcheck(scan_list(list_, {option, "/proc/oitcheck-test/x"}));
    EXPECT_EQ(ended.exit, 4) << option << ended.err;
    EXPECT_NE(ended.err.find("/proc/oitcheck-test"), std::string::npos) << ended.err;
  }
}

TEST_F(Trouble, AStoreThatAnotherProcessLocks) {
  ASSERT_EQ(oitcheck(scan_list(list_, {"--db", path("runs.db")})).exit, 1);
  Process other({"python3", "-c",
                 "import sqlite3, sys\n"
                 "other = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
                 "other.execute('begin immediate')\n"
                 "print('locked', flush=True)\n"
                 "sys.stdin.read()\n",
                 path("runs.db")},
                "", Process::Input::stays_open);
  ASSERT_EQ(other.first_line(), "locked");
  const auto ended = run(impatient("300ms", scan_list(list_, {"--db", path("runs.db")})));
  EXPECT_EQ(ended.exit, 4);
  EXPECT_NE(ended.err.find("locked"), std::string::npos) << ended.err;
  EXPECT_EQ(runs_of(path("runs.db")).size(), 1U) << "it can still be read";
}

TEST_F(Trouble, ALockInMidRun) {
  const auto store = path("runs.db");
  Process scan(
      impatient("300ms", scan_list(list_, {"--db", store, "--sites-at-once", "2", "--verbose"})));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!std::filesystem::exists(store) && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  Process other({"python3", "-c",
                 "import sqlite3, sys, time\n"
                 "other = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)\n"
                 "while True:\n"
                 "  try:\n"
                 "    if other.execute('select count(*) from site_run').fetchone()[0]: break\n"
                 "  except sqlite3.OperationalError: pass\n"
                 "  time.sleep(0.01)\n"
                 "other.execute('begin immediate')\n"
                 "print('locked', flush=True)\n"
                 "sys.stdin.read()\n",
                 store},
                "", Process::Input::stays_open);
  ASSERT_EQ(other.first_line(), "locked");
  const auto ended = scan.wait(std::chrono::seconds(30));
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("locked"), std::string::npos) << ended.err;
  other.send_signal(SIGKILL);
  other.wait();
  expect_resumes(store);
}

TEST_F(Trouble, AServerThatIsNotThere) {
  const auto ended =
      run(impatient("300ms", scan_list(list_, {"--db", "postgresql://oit:secret@127.0.0.1:9/oit",
                                               "--json", path("all.json")})));
  EXPECT_EQ(ended.exit, 4);
  EXPECT_NE(ended.err.find("127.0.0.1"), std::string::npos) << ended.err;
  EXPECT_EQ(ended.err.find("secret"), std::string::npos) << ended.err;
}

TEST_F(Trouble, AServerThatComesBackInMidRun) {
  auto* server = PostgresServer::shared();
  if (server == nullptr) GTEST_SKIP() << "no PostgreSQL here";
  const auto store = server->make_database();
  Process scan(command(scan_list(
      list_, {"--db", store, "--sites-at-once", "2", "--json", path("all.json"), "--verbose"})));
  ASSERT_TRUE(scan.wait_for_error(province_.url(3)));
  server->restart();
  const auto ended = scan.wait(std::chrono::seconds(60));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  EXPECT_EQ(verdicts_of(read_json(path("all.json"))), undisturbed());
  EXPECT_EQ(runs_of(store)[0].at("state"), "complete");
}

TEST_F(Trouble, AServerThatStaysAwayInMidRun) {
  auto* server = PostgresServer::shared();
  if (server == nullptr) GTEST_SKIP() << "no PostgreSQL here";
  const auto store = server->make_database();
  Process scan(impatient("300ms", scan_list(list_, {"--db", store, "--sites-at-once", "2", "--json",
                                                    path("all.json"), "--verbose"})));
  ASSERT_TRUE(scan.wait_for_error(province_.url(3)));
  server->stop();
  const auto ended = scan.wait(std::chrono::seconds(60));
  server->start();
  EXPECT_EQ(ended.exit, 4) << ended.err;
  EXPECT_NE(ended.err.find("server"), std::string::npos) << ended.err;
  const auto sites = read_json(path("all.json")).at("sites");
  EXPECT_EQ(sites.size(), province_.size()) << "a row was lost with the store";
  expect_resumes(store);
}

}  // namespace
}  // namespace oit::test
