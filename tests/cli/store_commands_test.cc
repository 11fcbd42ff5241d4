// runs, history, diff and prune over a store made for the test.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "cli/cli.h"
#include "report/json.h"
#include "support/store_place.h"

namespace oit::cli {
namespace {

using model::Status;
using store::RunState;
using test::april;
using test::make_finding;
using test::make_site;

struct Ran {
  int exit;
  std::string out, err;

  bool says(const std::string& words) const { return out.find(words) != std::string::npos; }
  bool warns(const std::string& words) const { return err.find(words) != std::string::npos; }
};

class StoreCommands : public testing::Test {
 protected:
  StoreCommands() : where_(folder_.file()) { ::setenv("OITCHECK_DB", where_.c_str(), 1); }
  ~StoreCommands() override { ::unsetenv("OITCHECK_DB"); }

  static Ran run(std::vector<const char*> words) {
    words.insert(words.begin(), "oitcheck");
    std::istringstream in;
    std::ostringstream out, err;
    Context context{in, out, err, false, 100, 0};
    const int exit = cli::run(static_cast<int>(words.size()), words.data(), context);
    return {exit, out.str(), err.str()};
  }

  /// A run over the sites "nongkhla" and "thepha" with the same findings.
  void add_run(const std::string& id, unsigned day, const std::vector<model::Finding>& findings,
               RunState state = RunState::complete) {
    const auto store = store::Store::open(where_).value();
    ASSERT_TRUE(
        store->begin_run(test::make_run(id, day), {make_site("nongkhla"), make_site("thepha")}));
    auto report = test::make_report(findings);
    report.finished_at = april(day);
    ASSERT_TRUE(store->save_site(id, "nongkhla", report, "{}").value_or(false));
    report.outcome = "timeout";
    ASSERT_TRUE(store->save_site(id, "thepha", report, "{}").value_or(false));
    ASSERT_TRUE(store->finish_run(id, state, april(day)).has_value());
  }

  void add_two_runs() {
    add_run("first", 1,
            {make_finding("O1", Status::missing),
             make_finding("O2", Status::published, "http://a.go.th/2", "h"),
             make_finding("O3", Status::published, "http://a.go.th/3", "h"),
             make_finding("O4", Status::missing)});
    add_run("second", 2,
            {make_finding("O1", Status::published, "http://a.go.th/1", "h"),
             make_finding("O2", Status::broken, "http://a.go.th/2"),
             make_finding("O3", Status::published, "http://a.go.th/3", "h3"),
             make_finding("O4", Status::unverified)});
  }

  test::StoreFolder folder_;
  std::string where_;
};

TEST_F(StoreCommands, ExplainReadsTheNewestRunOrTheOneNamed) {
  const auto store = store::Store::open(where_).value();
  for (const unsigned day : {1U, 2U}) {
    const auto id = "run-" + std::to_string(day);
    ASSERT_TRUE(store->begin_run(test::make_run(id, day), {make_site("nongkhla")}));
    auto report = test::make_report({make_finding("O1", Status::missing)});
    report.run_id = id;
    report.rulebook_id = "ita-2566";
    ASSERT_TRUE(store->save_site(id, "nongkhla", report, report::write_json_line(report)).value());
  }
  const auto newest = run({"explain", "nongkhla", "๐๑"});
  EXPECT_EQ(newest.exit, 0) << newest.err;
  EXPECT_TRUE(newest.says("run-2") && newest.says("O1 ") && newest.says("ไม่พบ")) << newest.out;
  EXPECT_TRUE(newest.says("คำที่ยอมรับ")) << "the rules of the report are shown";
  EXPECT_TRUE(run({"explain", "nongkhla", "O1", "--run", "run-1"}).says("run-1"));
  EXPECT_TRUE(run({"explain", "nongkhla", "O77"}).warns("there are O1"));
  EXPECT_EQ(run({"explain", "nongkhla", "O77"}).exit, 2);
  EXPECT_EQ(run({"explain", "nongkhla", "O1", "--run", "no-such"}).exit, 2);
}

TEST_F(StoreCommands, ExplainReadsAFileOfReports) {
  const auto path = folder_.file("r.jsonl");
  std::ofstream out(path);
  for (const char* address : {"https://a.go.th/", "https://b.go.th/"}) {
    auto report = test::make_report({make_finding("O1", Status::published, address, "h")});
    report.seed_url = report.final_url = address;
    report.rulebook_id = "ita-2566";
    out << report::write_json_line(report);
  }
  out.close();
  EXPECT_TRUE(run({"explain", path.c_str(), "O1"}).warns("name one with --of: https://a.go.th/"));
  const auto ran = run({"explain", path.c_str(), "1", "--of", "b.go.th"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.says("https://b.go.th/")) << ran.out;
  EXPECT_EQ(run({"explain", path.c_str(), "O1", "--run", "last"}).exit, 2);
}

TEST_F(StoreCommands, RunsAreListedTheNewestFirst) {
  add_two_runs();
  add_run("third", 3, {}, RunState::stopped);
  const auto ran = run({"runs"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_LT(ran.out.find("third"), ran.out.find("second"));
  EXPECT_LT(ran.out.find("second"), ran.out.find("first"));
  EXPECT_TRUE(ran.says("1 เม.ย. 2566 19:00 น.")) << ran.out;
  EXPECT_TRUE(ran.says("เสร็จสิ้น"));
  EXPECT_TRUE(ran.says("หยุดก่อนเสร็จ"));
  EXPECT_TRUE(ran.says("2/2"));
  EXPECT_TRUE(run({"runs", "--lang", "en"}).says("1 Apr 2023 19:00 (Bangkok)"));
  const auto json = run({"runs", "--json"});
  EXPECT_TRUE(json.says("\"schema\": \"oitcheck/runs/1\""));
  EXPECT_TRUE(json.says("\"started_at\": \"2023-04-01T12:00:00.000Z\""));
  EXPECT_TRUE(json.says("\"failed\": 1"));
}

TEST_F(StoreCommands, AnEmptyStoreSaysHowToFillIt) {
  (void)store::Store::open(where_).value();
  EXPECT_EQ(run({"runs"}).exit, 0);
  EXPECT_TRUE(run({"runs"}).says("ยังไม่มีการตรวจ"));
  EXPECT_TRUE(run({"runs", "--json"}).says("\"runs\": []"));
  for (const auto& words : {std::vector<const char*>{"diff"}, {"history", "nongkhla"}}) {
    const auto ran = run(words);
    EXPECT_EQ(ran.exit, 2);
    EXPECT_TRUE(ran.warns("no run is stored yet; scan with --db")) << ran.err;
  }
}

TEST_F(StoreCommands, ADatabaseThatIsNotThereIsNotMade) {
  for (const auto& words :
       {std::vector<const char*>{"runs"}, {"diff"}, {"history", "a"}, {"prune", "--keep", "90d"}}) {
    const auto ran = run(words);
    EXPECT_EQ(ran.exit, 4);
    EXPECT_TRUE(ran.warns("there is no such database; a scan with --db makes it")) << ran.err;
  }
  EXPECT_FALSE(std::filesystem::exists(where_));
  std::ofstream(where_) << "this is no database, but long enough to be taken for one";
  EXPECT_EQ(run({"runs"}).exit, 4);
  EXPECT_TRUE(run({"runs"}).warns("is no database")) << run({"runs"}).err;
}

TEST_F(StoreCommands, WithoutADatabaseTheOptionIsNamed) {
  ::unsetenv("OITCHECK_DB");
  const auto ran = run({"runs"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_TRUE(ran.warns("give --db WHERE or set OITCHECK_DB")) << ran.err;
  add_two_runs();
  EXPECT_EQ(run({"runs", "--db", where_.c_str()}).exit, 0);
}

TEST_F(StoreCommands, DiffShowsTheWorseFirst) {
  add_two_runs();
  const auto ran = run({"diff"});
  EXPECT_EQ(ran.exit, 1) << ran.err;
  EXPECT_TRUE(ran.says("first (1 เม.ย. 2566) → second (2 เม.ย. 2566)")) << ran.out;
  EXPECT_TRUE(
      ran.says("\nอบต.nongkhla · nongkhla\n"
               "  ✗ O2 ลิงก์เสีย: เผยแพร่ครบถ้วน → ลิงก์เสีย · กองคลัง\n"
               "      เหตุผลของ O2\n"
               "      http://a.go.th/2\n"
               "  ✓ O1 เผยแพร่ใหม่: ไม่พบ → เผยแพร่ครบถ้วน · กองคลัง\n"
               "      http://a.go.th/1\n"))
      << ran.out;
  EXPECT_TRUE(ran.says("แย่ลง 2 · ดีขึ้น 2 · อื่น ๆ 0 · ไม่ได้แสดง 4 (ใช้ --all)")) << ran.out;
  EXPECT_FALSE(ran.says("O3"));
  const auto all = run({"diff", "first", "second", "--all", "--lang", "en"});
  EXPECT_TRUE(all.says("· O3 file replaced")) << all.out;
  EXPECT_TRUE(all.says("· O4 out of sight")) << all.out;
  EXPECT_TRUE(all.says("worse 2 · better 2 · other 4\n")) << all.out;
}

TEST_F(StoreCommands, DiffTheOtherWayIsNoRegression) {
  add_two_runs();
  EXPECT_EQ(run({"diff", "second", "second"}).exit, 0);
  EXPECT_EQ(run({"diff", "second", "first"}).exit, 1);  // O1 is lost
  const auto one = run({"diff", "--site", "http://nongkhla.go.th", "--json"});
  EXPECT_EQ(one.exit, 1);
  EXPECT_TRUE(one.says("\"kind\": \"broke\"")) << one.out;
  EXPECT_TRUE(one.says("\"regressions\": 1"));
  EXPECT_FALSE(one.says("thepha"));
}

TEST_F(StoreCommands, DiffTakesCompleteRunsAndSaysWhenThereIsOne) {
  add_run("first", 1, {make_finding("O1", Status::published, "http://a/1")});
  add_run("stopped", 2, {make_finding("O1", Status::missing)}, RunState::stopped);
  const auto alone = run({"diff"});
  EXPECT_EQ(alone.exit, 0);
  EXPECT_TRUE(alone.says("เพียงรอบเดียว")) << alone.out;
  EXPECT_TRUE(run({"diff", "--json"}).says("\"before\": null"));
  add_run("third", 3, {make_finding("O1", Status::published, "http://a/1")});
  EXPECT_EQ(run({"diff"}).exit, 0);
  const auto named = run({"diff", "first", "stop"});
  EXPECT_EQ(named.exit, 1);
  EXPECT_TRUE(named.says("ซึ่งตรวจไม่ครบ")) << named.out;
}

TEST_F(StoreCommands, WhatIsUnknownIsSaid) {
  add_two_runs();
  EXPECT_TRUE(run({"diff", "may", "second"}).warns("has no run \"may\""));
  EXPECT_EQ(run({"diff", "may", "second"}).exit, 2);
  EXPECT_TRUE(run({"diff", "first"}).warns("give two runs to compare"));
  EXPECT_EQ(run({"diff", "first"}).exit, 2);
  EXPECT_TRUE(run({"diff", "--site", "x"}).warns("there are nongkhla, thepha"));
  EXPECT_TRUE(run({"history", "x"}).warns("there are nongkhla, thepha"));
  EXPECT_TRUE(run({"history", "thepha", "--item", "O77"}).warns("there are O1, O2, O3, O4"));
  EXPECT_EQ(run({"history", "thepha", "--item", "O77"}).exit, 2);
  EXPECT_EQ(run({"history"}).exit, 2);
  EXPECT_EQ(run({"prune"}).exit, 2);
  EXPECT_TRUE(run({"prune", "--keep", "3 weeks"}).warns("write 90d"));
  EXPECT_EQ(run({"prune", "--keep", "-1d"}).exit, 2);
}

TEST_F(StoreCommands, HistoryTellsWhenAStatusChanged) {
  add_two_runs();
  add_run("third", 3,
          {make_finding("O1", Status::published, "http://a.go.th/1", "h"),
           make_finding("O2", Status::published, "http://a.go.th/2", "h")});
  const auto ran = run({"history", "www.nongkhla.go.th"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_TRUE(ran.says("อบต.nongkhla · http://www.nongkhla.go.th/\n")) << ran.out;
  EXPECT_TRUE(
      ran.says("\nO1 topic-of-O1\n"
               "  1 เม.ย. 2566 19:00 น.   ไม่พบ\n"
               "  2 เม.ย. 2566 19:00 น.   เผยแพร่ครบถ้วน       http://a.go.th/1\n"))
      << ran.out;
  const auto one = run({"history", "nongkhla", "--item", "๐๒"});
  EXPECT_FALSE(one.says("O1 "));
  EXPECT_TRUE(one.says("ลิงก์เสีย"));
  const auto json = run({"history", "nongkhla", "--item", "2", "--json"});
  EXPECT_TRUE(json.says("\"schema\": \"oitcheck/history/1\""));
  EXPECT_TRUE(json.says("\"run\": \"third\"")) << json.out;
}

TEST_F(StoreCommands, PruneTellsAndDeletes) {
  add_two_runs();
  const auto would = run({"prune", "--keep", "90d", "--dry-run"});
  EXPECT_EQ(would.exit, 0) << would.err;
  EXPECT_TRUE(would.says("first\nจะลบ: รอบการตรวจ 1")) << would.out;
  EXPECT_TRUE(run({"runs"}).says("first"));
  EXPECT_TRUE(run({"prune", "--keep", "90", "--lang", "en"}).says("deleted: runs 1"));
  EXPECT_FALSE(run({"runs"}).says("first"));
  EXPECT_TRUE(run({"runs"}).says("second"));
  EXPECT_EQ(run({"prune", "--keep", "36500d"}).exit, 0);
}

TEST_F(StoreCommands, NamesFromTheWebCannotPaintTheTerminal) {
  const auto store = store::Store::open(where_).value();
  auto site = make_site("a");
  site.name = "อบต.\x1b[31m\xE2\x80\xAE";
  for (const unsigned day : {1U, 2U}) {
    const auto id = "r" + std::to_string(day);
    ASSERT_TRUE(store->begin_run(test::make_run(id, day), {site}));
    auto finding =
        make_finding("O1", day == 1 ? Status::published : Status::missing, "http://a/\x1b]0;x\x07");
    finding.reasons = {{"เหตุผล\x1b[2J", ""}};
    finding.unit = "\x1b[1m";
    ASSERT_TRUE(store->save_site(id, "a", test::make_report({finding}), "{}").value_or(false));
    ASSERT_TRUE(store->finish_run(id, RunState::complete, april(2)).has_value());
  }
  for (const auto& words :
       {std::vector<const char*>{"diff", "--all"}, {"history", "a"}, {"runs"}}) {
    const auto ran = run(words);
    EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
    EXPECT_EQ(ran.out.find("\xE2\x80\xAE"), std::string::npos);
  }
}

}  // namespace
}  // namespace oit::cli
