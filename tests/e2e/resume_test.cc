// Runs that are killed or stopped and taken up again end as if nothing had happened.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "base/file.h"
#include "e2e/batch.h"
#include "support/postgres_server.h"

namespace oit::test {
namespace {

/// As many as a province has districts; on a server less, it is the store alone that differs.
constexpr std::size_t kSites = 50, kSitesOnServer = 20;

/// What an undisturbed run finds.
std::vector<std::string> undisturbed(const TempFolder& folder, const std::string& list) {
  const auto ended = oitcheck(scan_list(
      list, {"--json", folder.path("undisturbed.json"), "--db", folder.path("undisturbed.db")}));
  EXPECT_EQ(ended.exit, 1) << ended.err;
  return verdicts_of(read_json(folder.path("undisturbed.json")));
}

int kills_wanted() {
  const char* words = std::getenv("OIT_KILLS");  // NOLINT(concurrency-mt-unsafe)
  return words == nullptr ? 10 : std::atoi(words);
}

/// How often a run was killed, and how often it was taken up again with some sites done.
struct Lives {
  int kills = 0, in_mid_run = 0;
};

/// Kills and resumes, `most` times at most, until a run ends by itself.
Lives run_with_kills(const std::vector<std::string>& begin, const std::vector<std::string>& resume,
                     std::minstd_rand& random, int most) {
  constexpr int kLives = 400;
  for (Lives lives; lives.kills < kLives; ++lives.kills) {
    Process process(command(lives.kills == 0 ? begin : resume));
    if (lives.kills < most)
      std::this_thread::sleep_for(
          std::chrono::milliseconds(std::uniform_int_distribution<>(0, 1'000)(random)));
    if (lives.kills < most) process.send_signal(SIGKILL);
    const auto ended = process.wait();
    const auto at = ended.err.find("resuming run");
    const bool is_resumed =
        at != std::string::npos && ended.err.find(": 0 of", at) == std::string::npos;
    if (is_resumed) ++lives.in_mid_run;
    if (ended.exit == 128 + SIGKILL) continue;
    EXPECT_EQ(ended.exit, 1) << ended.err;
    return lives;
  }
  ADD_FAILURE() << "the run never ended";
  return {};
}

class Resume : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam() && PostgresServer::shared() == nullptr) GTEST_SKIP() << "no PostgreSQL here";
  }

  static std::size_t sites() { return GetParam() ? kSitesOnServer : kSites; }

  std::string new_store(const TempFolder& folder) {
    if (GetParam()) return PostgresServer::shared()->make_database();
    return folder.path("runs" + std::to_string(++stores_) + ".db");
  }

 private:
  int stores_ = 0;
};

TEST_P(Resume, EndsAsAnUndisturbedRunDoesHoweverOftenItIsKilled) {
  const Province province(sites());
  const TempFolder folder;
  const auto list = write_list(folder, province);
  const auto expected = undisturbed(folder, list);
  ASSERT_EQ(expected.size(), sites() * 43);
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::minstd_rand random(seed);
  Lives lives;
  while (lives.kills < kills_wanted()) {
    const auto store = new_store(folder);
    const auto json = folder.path("all.json");
    const auto begin = scan_list(list, {"--json", json, "--db", store, "--sites-at-once", "3"});
    auto resume = begin;
    resume.push_back("--resume");
    const auto more = run_with_kills(begin, resume, random, kills_wanted() - lives.kills);
    if (HasFailure()) return;
    lives = {lives.kills + more.kills, lives.in_mid_run + more.in_mid_run};
    const auto batch = read_json(json);
    EXPECT_EQ(ids_of(batch), ids_of(province));
    ASSERT_EQ(verdicts_of(batch), expected);
    const auto runs = runs_of(store);
    EXPECT_EQ(runs[0].at("state"), "complete");
    EXPECT_EQ(runs[0].at("done"), sites());
    std::filesystem::remove(json);
  }
  EXPECT_GT(lives.in_mid_run, 0) << "no kill came between two sites";
}

TEST_P(Resume, GoesOnAfterASignal) {
  const Province province(12, 20);
  const TempFolder folder;
  const auto list = write_list(folder, province);
  const auto expected = undisturbed(folder, list);
  const auto [number, exit] = GetParam() ? std::pair{SIGTERM, 143} : std::pair{SIGINT, 130};
  const auto store = new_store(folder);
  const auto json = folder.path("all.json");
  const std::vector<std::string> more = {"--json",          json, "--db",     store,
                                         "--sites-at-once", "3",  "--verbose"};
  Process process(command(scan_list(list, more)));
  ASSERT_TRUE(process.wait_for_error(province.url(5)));
  process.send_signal(number);
  const auto stopped = process.wait(std::chrono::seconds(20));
  EXPECT_EQ(stopped.exit, exit) << stopped.err;
  const auto partial = read_json(json);
  EXPECT_EQ(ids_of(partial), ids_of(province));
  EXPECT_EQ(partial.at("end").at("complete"), false);
  const auto outcomes = outcomes_of(partial);
  EXPECT_GT(std::ranges::count(outcomes, "not_started"), 0);
  EXPECT_GT(std::ranges::count(outcomes, "ok"), 0);
  EXPECT_EQ(runs_of(store)[0].at("state"), "stopped");
  const auto ended = oitcheck({"scan", "--resume", "--db", store, "--json", json, "--quiet"});
  EXPECT_EQ(ended.exit, 1) << ended.err;
  EXPECT_EQ(verdicts_of(read_json(json)), expected);
  EXPECT_EQ(runs_of(store)[0].at("state"), "complete");
}

INSTANTIATE_TEST_SUITE_P(, Resume, testing::Bool(), [](const auto& test) {
  return std::string(test.param ? "InPostgres" : "InAFile");
});

/// A site waiting for its second try used to count as done, and was never tried again.
TEST(ResumeOfALateSite, MakesItsSecondTry) {
  const Province province(2);
  std::atomic<bool> is_well{false};
  const HttpServer shaky([&is_well](const Asked& request) {
    if (request.target != "/") return Reply{404, {}, "", 0};
    return is_well ? Reply{200, {}, "<h1>อบต.บ้านช้า</h1>", 0} : Reply{503, {}, "busy", 0};
  });
  const TempFolder folder;
  const auto list = folder.path("sites.csv"), store = folder.path("runs.db");
  const auto json = folder.path("all.json");
  ASSERT_TRUE(write_file(list, province.list() + "shaky," + shaky.url() + ",x\n"));
  Process process(command(scan_list(list, {"--json", json, "--db", store, "--progress", "json"})));
  ASSERT_TRUE(process.wait_for_error("\"late\":1"));
  process.send_signal(SIGTERM);
  EXPECT_EQ(process.wait(std::chrono::seconds(20)).exit, 143);
  const auto stopped = read_json(json);
  EXPECT_EQ(outcomes_of(stopped), (std::vector<std::string>{"ok", "ok", "home_failed"}));
  EXPECT_EQ(stopped.at("end").at("complete"), false);
  EXPECT_EQ(runs_of(store)[0].at("state"), "stopped");
  is_well = true;
  oitcheck({"scan", "--resume", "--db", store, "--json", json, "--quiet"});
  EXPECT_EQ(outcomes_of(read_json(json)), (std::vector<std::string>{"ok", "ok", "ok"}));
}

/// Runs are told apart by when they began: after the clock was set back the unfinished run was
/// taken for an older one, and a new run begun in its place.
TEST(ResumeAfterTheClockWasSetBack, FindsTheRunBegunLast) {
  const Province province(2, 50);
  const TempFolder folder;
  const auto list = write_list(folder, province);
  const auto store = folder.path("runs.db");
  ASSERT_EQ(oitcheck(scan_list(list, {"--db", store})).exit, 1);
  const auto moved = run({"python3", "-c",
                          "import sqlite3, sys\n"
                          "with sqlite3.connect(sys.argv[1]) as store:\n"
                          "  store.execute(\"update run set started_at = '2099' || \"\n"
                          "                \"substr(started_at, 5)\")\n",
                          store});
  ASSERT_EQ(moved.exit, 0) << moved.err;
  Process process(command(scan_list(list, {"--db", store, "--verbose"})));
  ASSERT_TRUE(process.wait_for_error(province.url(0)));
  process.send_signal(SIGTERM);
  EXPECT_EQ(process.wait(std::chrono::seconds(20)).exit, 143);
  const auto ended = oitcheck({"scan", "--resume", "--db", store, "--quiet"});
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto runs = runs_of(store);
  ASSERT_EQ(runs.size(), 2U);
  for (const auto& one : runs) EXPECT_EQ(one.at("state"), "complete");
}

TEST(ResumeOfNothing, IsSaid) {
  const Province province(2);
  const TempFolder folder;
  const auto list = write_list(folder, province);
  const auto store = folder.path("runs.db");
  EXPECT_EQ(oitcheck({"scan", "--resume", "--db", store}).exit, 2);
  EXPECT_EQ(oitcheck(scan_list(list, {"--db", store})).exit, 1);
  const auto done = oitcheck({"scan", "--resume", "--db", store});
  EXPECT_EQ(done.exit, 2);
  EXPECT_NE(done.err.find("unfinished"), std::string::npos) << done.err;
  EXPECT_EQ(oitcheck({"scan", "--resume"}).exit, 2) << "without a store";
  EXPECT_EQ(oitcheck({"scan", "--resume=nonsense", "--db", store}).exit, 2);
}

}  // namespace
}  // namespace oit::test
