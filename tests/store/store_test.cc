#include "store/store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "engines.h"

namespace oit::store {
namespace {

using namespace std::chrono_literals;
using model::Status;
using test::april;
using test::make_finding;
using test::make_report;
using test::make_run;
using test::make_site;

class Stores : public OnBothEngines {};
OIT_ON_BOTH_ENGINES(Stores);

/// A run that ended on its day, each of its sites with one verdict on O1.
void add_run(Store& store, const std::string& id, unsigned day,
             const std::vector<std::string>& sites, RunState state = RunState::complete,
             Status status = Status::published) {
  std::vector<SiteRow> inventory;
  for (const auto& site : sites) inventory.push_back(make_site(site));
  ASSERT_EQ(words_of(store.begin_run(make_run(id, day), inventory)), "");
  for (const auto& site : sites) {
    const auto report = make_report({make_finding("O1", status, "http://" + site + "/1", "h")});
    ASSERT_EQ(words_of(store.save_site(id, site, report, "{}")), "");
  }
  if (state == RunState::running) return;
  ASSERT_EQ(words_of(store.finish_run(id, state, april(day) + 1h)), "");
}

std::vector<std::string> ids_of(const std::vector<Run>& runs) {
  std::vector<std::string> ids;
  for (const auto& run : runs) ids.push_back(run.id);
  return ids;
}

TEST_P(Stores, ARunComesBackAsItWasBegun) {
  const auto store = open();
  auto run = make_run("20230401-ก'; drop table run; --", 1);
  const std::vector sites = {make_site("b"), make_site("a'); --")};
  ASSERT_EQ(words_of(store->begin_run(run, sites)), "");
  EXPECT_EQ(store->find_run(run.id).value(), run);
  EXPECT_EQ(store->sites_of(run.id).value(), sites);
  EXPECT_EQ(words_of(store->finish_run(run.id, RunState::stopped, april(2))), "");
  run.state = RunState::stopped;
  run.finished_at = april(2);
  EXPECT_EQ(open()->find_run("last").value(), run);
  EXPECT_EQ(words_of(store->reopen_run(run.id)), "");
  EXPECT_EQ(store->find_run("last")->state, RunState::running);
  EXPECT_EQ(store->find_run("last")->finished_at, std::nullopt);
}

TEST_P(Stores, ARunIsBegunOnceAndItsSitesDiffer) {
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a")}));
  EXPECT_NE(words_of(store->begin_run(make_run("r1", 2), {})).find("has a run \"r1\" already"),
            std::string::npos);
  EXPECT_EQ(words_of(store->begin_run(make_run("r2", 2), {make_site("a"), make_site("a")})),
            "two sites of the inventory have the id a");
  EXPECT_EQ(store->runs()->size(), 1U);
}

TEST_P(Stores, ACompleteRunStaysComplete) {
  const auto store = open();
  add_run(*store, "r1", 1, {"a"});
  EXPECT_NE(words_of(store->reopen_run("r1")).find("is complete; begin a new one"),
            std::string::npos);
  EXPECT_NE(words_of(store->reopen_run("r9")).find("has no run \"r9\""), std::string::npos);
  EXPECT_NE(words_of(store->finish_run("r9", RunState::failed, april(1))).find("has no run"),
            std::string::npos);
  EXPECT_EQ(store->find_run("r1")->state, RunState::complete);
}

TEST_P(Stores, FindsRunsByNameWordAndBeginning) {
  const auto store = open();
  EXPECT_NE(words_of(store->find_run("last")).find("no run is stored yet; scan with --db"),
            std::string::npos);
  add_run(*store, "april-1", 1, {"a"}, RunState::stopped);
  EXPECT_NE(words_of(store->find_run("last-complete")).find("no run is complete yet"),
            std::string::npos);
  add_run(*store, "april-12", 12, {"a"});
  add_run(*store, "april-13", 13, {"a"}, RunState::failed);
  EXPECT_EQ(store->find_run("last")->id, "april-13");
  EXPECT_EQ(store->find_run("last-complete")->id, "april-12");
  EXPECT_EQ(store->find_run("april-1")->id, "april-1");
  EXPECT_EQ(store->find_run("april-13")->id, "april-13");
  EXPECT_NE(words_of(store->find_run("apr")).find("3 runs begin with \"apr\", such as april-13"),
            std::string::npos);
  EXPECT_NE(words_of(store->find_run("may")).find("has no run \"may\"; the last one is april-13"),
            std::string::npos);
  EXPECT_EQ(store->find_run("may").error().code, ErrorCode::bad_argument);
  EXPECT_EQ(ids_of(*store->runs()), (std::vector<std::string>{"april-13", "april-12", "april-1"}));
}

TEST_P(Stores, FindsSitesByIdAndAddress) {
  const auto store = open();
  EXPECT_NE(words_of(store->find_sites("a")).find("no run is stored yet"), std::string::npos);
  add_run(*store, "r1", 1, {"nongkhla", "thepha"});
  add_run(*store, "r2", 2, {"nongkhla"});
  for (const char* name : {"nongkhla", "www.nongkhla.go.th", "https://nongkhla.go.th",
                           "http://NONGKHLA.go.th/index.php"})
    EXPECT_EQ(store->find_sites(name).value(), std::vector<std::string>{"nongkhla"}) << name;
  const auto unknown = store->find_sites("http://other.go.th/");
  EXPECT_NE(words_of(unknown).find("no run has a site \"http://other.go.th/\"; there are "
                                   "nongkhla, thepha"),
            std::string::npos)
      << words_of(unknown);
}

TEST_P(Stores, ASitesReportComesBackByteForByte) {
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a"), make_site("b")}));
  std::string json = "{\"th\":\"";
  while (json.size() < 200'000)
    json += "แผนการจัดซื้อจัดจ้าง ประจำปี ๒๕๖๖ " + std::to_string(json.size());
  json += "\"}\n";
  EXPECT_TRUE(store->save_site("r1", "a", make_report({}), json).value());
  EXPECT_EQ(open()->report_json("r1", "a").value(), json);
  EXPECT_NE(words_of(store->report_json("r1", "b")).find("has no report of \"b\""),
            std::string::npos);
  ASSERT_TRUE(open_raw()->execute("update site_run set report_size = 5"));
  EXPECT_NE(words_of(store->report_json("r1", "a")).find("is damaged"), std::string::npos);
}

TEST_P(Stores, VerdictsComeInInventoryAndItemOrder) {
  const auto store = open();
  std::vector<SiteRow> sites;
  for (int n = 0; n < 120; ++n) sites.push_back(make_site("s" + std::to_string(n)));
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), sites));
  auto stale = make_finding("O10", Status::stale, "http://x/10", "h10");
  stale.found = model::ReportPeriod{
      "fiscal_year", 2566,
      text::DaySpan{*text::read_iso_day("2022-10-01"), *text::read_iso_day("2023-09-30")}};
  auto unread = make_finding("O9", Status::unverified);
  unread.reasons.clear();
  unread.cause = model::Cause{"robots", {"ห้ามอ่าน", ""}, {}};
  for (auto site = sites.rbegin(); site != sites.rend(); ++site)
    ASSERT_TRUE(store->save_site("r1", site->id, make_report({unread, stale}), "{}"));
  std::vector<model::Verdict> all;
  ASSERT_TRUE(store->verdicts("r1", [&](const model::Verdict& one) {
    all.push_back(one);
    EXPECT_TRUE(store->counts_of("r1").has_value());  // from inside, too
  }));
  ASSERT_EQ(all.size(), 240U);
  for (std::size_t n = 0; n < all.size(); ++n) EXPECT_EQ(all[n].site, sites[n / 2].id);
  EXPECT_EQ(all[0], (model::Verdict{"s0", "O9", "topic-of-O9", Status::unverified, "", "", "",
                                    "กองคลัง", "ห้ามอ่าน"}));
  EXPECT_EQ(all[1], (model::Verdict{"s0", "O10", "topic-of-O10", Status::stale, "http://x/10",
                                    "h10", "2022-10-01/2023-09-30", "กองคลัง", "เหตุผลของ O10"}));
  EXPECT_EQ(store->verdicts("r1", "s7").value(),
            (std::vector<model::Verdict>(all.begin() + 14, all.begin() + 16)));
  EXPECT_TRUE(store->verdicts("r1", "s777")->empty());
}

TEST_P(Stores, ASitesRowNeverChanges) {
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a")}));
  const auto first = make_report({make_finding("O1", Status::published, "http://x/1", "h")});
  EXPECT_TRUE(store->save_site("r1", "a", first, "first").value());
  const auto before = store->verdicts("r1", "a").value();
  const auto second =
      make_report({make_finding("O1", Status::missing), make_finding("O2", Status::missing)});
  EXPECT_FALSE(store->save_site("r1", "a", second, "second").value());
  EXPECT_EQ(store->verdicts("r1", "a").value(), before);
  EXPECT_EQ(store->report_json("r1", "a").value(), "first");
  EXPECT_EQ(open_raw()->query("select count(*) from evidence")->front().integer(0), 1);
}

TEST_P(Stores, OnlySitesOfTheRunAreSaved) {
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a")}));
  EXPECT_NE(words_of(store->save_site("r1", "b", make_report({}), "")).find("has no site \"b\""),
            std::string::npos);
  EXPECT_NE(words_of(store->save_site("r2", "a", make_report({}), "")).find("has no site"),
            std::string::npos);
}

TEST_P(Stores, FailedSitesCount) {
  const auto store = open();
  ASSERT_TRUE(
      store->begin_run(make_run("r1", 1), {make_site("a"), make_site("b"), make_site("c")}));
  auto failed = make_report({make_finding("O1", Status::unverified)});
  failed.outcome = "no_such_host";
  EXPECT_TRUE(store->save_site("r1", "c", failed, "{}").value());
  EXPECT_TRUE(store->save_site("r1", "a", make_report({}), "{}").value());
  const auto counts = store->counts_of("r1").value();
  EXPECT_EQ(counts.sites, 3U);
  EXPECT_EQ(counts.done, 2U);
  EXPECT_EQ(counts.failed, 1U);
  EXPECT_EQ(store->sites_done("r1").value(), (std::vector<std::string>{"a", "c"}));
  EXPECT_EQ(store->verdicts("r1", "c")->size(), 1U);
}

TEST_P(Stores, EveryTextTakesWhatSitesWrite) {
  const auto store = open();
  const std::string odd = "x'; delete from run; -- \"ก\" ๑ \xF0\x9F\x98\x80 $1 ?1 \\";
  auto site = make_site(odd);
  site.name = site.requested = site.url = site.agency_type = site.province = site.district = odd;
  site.tags = {odd, ""};
  site.entry = odd;
  auto run = make_run(odd, 1);
  run.rulebook_id = run.rulebook_revision = run.tool_version = run.options = odd;
  ASSERT_EQ(words_of(store->begin_run(run, {site})), "");
  EXPECT_EQ(store->find_run(odd).value(), run);
  EXPECT_EQ(store->sites_of(odd).value(), std::vector{site});
  auto finding = make_finding(odd, Status::published, odd, odd);
  finding.topic = finding.unit = finding.wording = odd;
  finding.reasons = {{odd, ""}};
  finding.cause = model::Cause{odd, {}, {}};
  auto& evidence = finding.evidence.front();
  evidence.title = evidence.kind = evidence.quote = evidence.place = evidence.text_from = odd;
  evidence.path = {odd};
  auto report = make_report({finding});
  report.outcome = report.site_name = report.final_url = report.score.band = odd;
  report.limits_hit = {odd};
  report.problems = {{odd, odd, {odd, odd}}};
  ASSERT_EQ(words_of(store->save_site(odd, odd, report, odd)), "");
  EXPECT_EQ(
      store->verdicts(odd, odd).value(),
      (std::vector<model::Verdict>{{odd, odd, odd, Status::published, odd, odd, "", odd, odd}}));
  EXPECT_EQ(store->report_json(odd, odd).value(), odd);
  const auto raw = open_raw();
  EXPECT_EQ(raw->query("select quote from evidence")->front().text(0), odd);
  EXPECT_EQ(raw->query("select th from problem")->front().text(0), odd);
  EXPECT_EQ(raw->query("select count(*) from run")->front().integer(0), 1);
}

TEST_P(Stores, BytesThatAreNoTextDoNoHarm) {
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a")}));
  auto finding = make_finding("O1", Status::missing);
  finding.reasons = {{std::string("ก\0\xE0\xB8", 6), ""}};
  auto report = make_report({finding});
  report.limits_hit = {"\xFF"};
  EXPECT_EQ(words_of(store->save_site("r1", "a", report, std::string("\0\xFF", 2))), "");
  EXPECT_EQ(store->report_json("r1", "a").value(), std::string("\0\xFF", 2));
  EXPECT_EQ(store->verdicts("r1", "a")->front().reason, "ก\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_P(Stores, HistoryGoesFromOldToNew) {
  const auto store = open();
  add_run(*store, "r2", 2, {"a", "b"}, RunState::complete, Status::broken);
  add_run(*store, "r1", 1, {"a"});
  const auto history = store->history("a").value();
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].run, "r1");
  EXPECT_EQ(history[0].verdict.status, Status::published);
  EXPECT_EQ(history[0].rulebook_id, "ita-2566");
  EXPECT_EQ(history[0].at, april(1) + 3min);
  EXPECT_EQ(history[1].verdict.status, Status::broken);
  EXPECT_TRUE(store->history("c")->empty());
}

TEST_P(Stores, ChangesFollowTheLaterInventory) {
  const auto store = open();
  add_run(*store, "r1", 1, {"a", "b", "gone"});
  add_run(*store, "r2", 2, {"new", "b", "a"}, RunState::complete, Status::missing);
  const auto before = store->find_run("r1").value(), after = store->find_run("r2").value();
  const auto changes = store->changes(before, after).value();
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].site, "b");
  EXPECT_EQ(changes[0].kind, model::ChangeKind::lost);
  EXPECT_EQ(changes[1].site, "a");
  EXPECT_EQ(store->changes(before, after, "a")->size(), 1U);
  EXPECT_TRUE(store->changes(before, before)->empty());
}

TEST_P(Stores, ADeliveryIsRetriedUntilItIsSent) {
  const auto store = open();
  add_run(*store, "r1", 1, {"a"});
  EXPECT_EQ(store->delivery("r1", "", "mail:ก").value(), std::nullopt);
  Delivery one{"r1", "", "mail:ก", "hash", DeliveryState::failed, 1, "refused", april(2)};
  ASSERT_EQ(words_of(store->note_delivery(one)), "");
  EXPECT_EQ(store->delivery("r1", "", "mail:ก").value(), one);
  EXPECT_EQ(store->deliveries(DeliveryState::failed).value(), std::vector{one});
  one.state = DeliveryState::sent;
  one.tries = 2;
  one.last_error = "";
  ASSERT_TRUE(store->note_delivery(one));
  auto late = one;
  late.state = DeliveryState::held;
  ASSERT_TRUE(store->note_delivery(late));
  EXPECT_EQ(store->delivery("r1", "", "mail:ก").value(), one);
  EXPECT_TRUE(store->deliveries(DeliveryState::held)->empty());
  EXPECT_EQ(store->delivery("r1", "r0", "mail:ก").value(), std::nullopt);
}

TEST_P(Stores, PruneKeepsTheNewestCompleteRunOfEverySite) {
  const auto store = open();
  add_run(*store, "r1", 1, {"a", "old"});
  add_run(*store, "r2", 2, {"a"});
  add_run(*store, "r3", 3, {"a"}, RunState::stopped);
  add_run(*store, "r4", 4, {"a"}, RunState::running);
  add_run(*store, "r5", 5, {"a"});
  add_run(*store, "r6", 6, {"a"}, RunState::failed);
  ASSERT_TRUE(store->note_delivery({"r2", "r1", "x", "", DeliveryState::sent, 1, "", april(2)}));
  const auto would = store->prune(std::chrono::days(5), april(11), true).value();
  EXPECT_EQ(would.runs, (std::vector<std::string>{"r2", "r3"}));
  EXPECT_EQ(store->runs()->size(), 6U);
  const auto pruned = store->prune(std::chrono::days(5), april(11));
  ASSERT_TRUE(pruned.has_value()) << words_of(pruned);
  EXPECT_EQ(pruned->runs, would.runs);
  EXPECT_EQ(ids_of(*store->runs()), (std::vector<std::string>{"r6", "r5", "r4", "r1"}));
  const auto raw = open_raw();
  for (const char* table : {"run_site", "site_run", "item_run", "evidence", "problem", "delivery"})
    EXPECT_EQ(
        raw->query("select count(*) from " + std::string(table) + " where run in ('r2', 'r3')")
            ->front()
            .integer(0),
        0)
        << table;
  EXPECT_TRUE(store->prune(std::chrono::days(5), april(11))->runs.empty());
}

TEST_P(Stores, ManyThreadsAndTwoConnectionsSaveAtOnce) {
  const auto one = open(), two = open();
  std::vector<SiteRow> sites;
  for (int n = 0; n < 80; ++n) sites.push_back(make_site("s" + std::to_string(n)));
  ASSERT_TRUE(one->begin_run(make_run("r1", 1), sites));
  const auto report = make_report({make_finding("O1", Status::published, "http://x/1", "h"),
                                   make_finding("O2", Status::missing)});
  std::atomic<int> saved = 0;
  {
    std::vector<std::jthread> threads;
    for (Store* store : {one.get(), two.get(), one.get(), two.get()})
      threads.emplace_back([&, store] {
        for (const auto& site : sites) {
          const auto done = store->save_site("r1", site.id, report, "{}");
          EXPECT_TRUE(done.has_value()) << words_of(done);
          if (done && *done) ++saved;
        }
      });
  }
  EXPECT_EQ(saved, 80);
  EXPECT_EQ(one->counts_of("r1")->done, 80U);
  EXPECT_EQ(open_raw()->query("select count(*) from item_run")->front().integer(0), 160);
}

/// Saves every second site of the run "r1" when it is there; how a process of its own ends.
int save_even_sites(const std::string& where, const std::vector<SiteRow>& sites) {
  const auto store = Store::open(where);
  if (!store) return 1;
  while (!(*store)->find_run("r1")) std::this_thread::sleep_for(1ms);
  for (std::size_t n = 0; n < sites.size(); n += 2) {
    const auto report = make_report({make_finding("O1", Status::missing)});
    if (!(*store)->save_site("r1", sites[n].id, report, "{}").value_or(false)) return 2;
  }
  return 0;
}

TEST_P(Stores, TwoProcessesSaveAtOnce) {
  std::vector<SiteRow> sites;
  for (int n = 0; n < 40; ++n) sites.push_back(make_site("s" + std::to_string(n)));
  const pid_t child = ::fork();  // before we have a connection: those are not inherited
  if (child == 0) ::_exit(save_even_sites(where_, sites));
  const auto store = open();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), sites));
  const auto report = make_report({make_finding("O1", Status::missing)});
  for (std::size_t n = 1; n < 40; n += 2)
    EXPECT_TRUE(store->save_site("r1", sites[n].id, report, "{}").value_or(false));
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(store->counts_of("r1")->done, 40U);
}

TEST(StoreOnAServer, SavesASiteAcrossARestart) {
  auto* server = test::PostgresServer::shared();
  if (server == nullptr) GTEST_SKIP() << "no server binaries: install the package postgresql";
  const auto store = Store::open(server->make_database()).value();
  ASSERT_TRUE(store->begin_run(make_run("r1", 1), {make_site("a")}));
  server->restart();
  const auto report = make_report({make_finding("O1", Status::missing)});
  EXPECT_TRUE(store->save_site("r1", "a", report, "{}").value_or(false));
  EXPECT_EQ(store->verdicts("r1", "a")->size(), 1U);
}

}  // namespace
}  // namespace oit::store
