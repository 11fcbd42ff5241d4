// A capture judged again gives the report of its scan.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <memory>
#include <thread>

#include "e2e/batch.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

using nlohmann::json;

/// A report without what its run alone decides.
json timeless(json report) {
  for (const char* key : {"id", "started_at", "finished_at"}) report.at("run").erase(key);
  return report;
}

/// What differs, as a JSON patch: short enough to read.
std::string difference(const json& scanned, const json& audited) {
  return json::diff(timeless(scanned), timeless(audited)).dump(1);
}

class Audit : public testing::Test {
 protected:
  json report(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--json", folder_.path("report.json"), "--quiet"});
    last_ = oitcheck(std::move(arguments));
    EXPECT_LT(last_.exit, 4) << last_.err;
    return read_json(folder_.path("report.json"));
  }

  /// Scans and keeps a capture.
  json scan_kept(const std::string& url, std::vector<std::string> more = {}) {
    more.insert(more.end(), {"--keep", folder_.path("captures")});
    return report(scan(url, std::move(more)));
  }

  json audit(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"audit", folder_.path("captures")});
    return report(std::move(more));
  }

  TempFolder folder_;
  Ended last_;
};

TEST_F(Audit, GivesTheReportOfTheScan) {
  for (const char* name : {"nongkhla-sao", "donphai-sao"}) {
    SCOPED_TRACE(name);
    auto site = std::make_unique<FixtureSite>(name);
    std::filesystem::remove_all(folder_.path("captures"));
    const auto scanned = scan_kept(site->url());
    const auto exit = last_.exit;
    site.reset();
    EXPECT_EQ(difference(scanned, audit()), "[]");
    EXPECT_EQ(last_.exit, exit);
  }
}

TEST_F(Audit, OfASiteCutShortIsCutAlike) {
  const FixtureSite site("nongkhla-sao");
  const auto scanned = scan_kept(site.url(), {"--max-pages", "12"});
  ASSERT_EQ(scanned.at("run").at("limits_hit"), json({"max_pages"}));
  EXPECT_EQ(difference(scanned, audit()), "[]");
}

TEST_F(Audit, OfASiteWhoseTimeWasUpIsCutAlike) {
  const FixtureSite site("nongkhla-sao");
  auto arguments = std::vector<std::string>{
      "scan",    site.url(), "--as-of",    "2023-04-20", "--rules", "ita-2566",
      "--delay", "100ms",    "--max-time", "2s",         "--keep",  folder_.path("captures")};
  const auto scanned = report(arguments);
  ASSERT_EQ(scanned.at("run").at("limits_hit"), json({"max_time"}));
  EXPECT_EQ(difference(scanned, audit()), "[]");
}

TEST_F(Audit, OfADeadSiteIsDead) {
  const auto scanned = scan_kept(silent_address());
  ASSERT_EQ(scanned.at("site").at("outcome"), "home_failed");
  EXPECT_EQ(difference(scanned, audit()), "[]");
  EXPECT_EQ(last_.exit, 3);
}

TEST_F(Audit, UnderOtherRulesSaysWhatItLacks) {
  const FixtureSite site("nongkhla-sao");
  const auto scanned = scan_kept(site.url(), {"--max-pages", "12"});
  const auto other = audit({"--rules", "ita-2565"});
  EXPECT_EQ(other.at("rulebook").at("id"), "ita-2565");
  std::size_t lacking = 0;
  for (const auto& item : other.at("items"))
    if (!item.at("cause").is_null() && item.at("cause").at("code") == "not_captured") {
      EXPECT_EQ(item.at("status"), "unverified");
      ++lacking;
    }
  EXPECT_GT(lacking, 0U);
  for (const auto& item : other.at("items")) EXPECT_NE(item.at("status"), "missing") << item;
}

TEST_F(Audit, OnAnotherDayIsJudgedAsOfThatDay) {
  const FixtureSite site("nongkhla-sao");
  scan_kept(site.url());
  const auto later = audit({"--as-of", "2023-06-20"});
  EXPECT_EQ(later.at("run").at("as_of"), "2023-06-20");
  EXPECT_EQ(later.at("items").size(), 43U);
}

TEST_F(Audit, OfAListHasARowForEachCapture) {
  const Province province(5);
  const TempFolder folder;
  const auto captures = folder.path("captures");
  oitcheck(scan_list(write_list(folder, province),
                     {"--keep", captures, "--json", folder.path("scan.json")}));
  const auto ended = oitcheck({"audit", captures, "--json", folder.path("audit.json"), "--quiet"});
  EXPECT_EQ(ended.exit, 1) << ended.err;
  const auto scanned = read_json(folder.path("scan.json"));
  const auto audited = read_json(folder.path("audit.json"));
  EXPECT_EQ(verdicts_of(audited), verdicts_of(scanned));
  EXPECT_EQ(ids_of(audited), ids_of(scanned));
}

/// What a kill leaves behind is no capture, and the run taken up again makes the missing ones.
TEST_F(Audit, OfARunThatWasKilledLacksNothing) {
  const Province province(6, 20);
  const TempFolder folder;
  const auto captures = folder.path("captures"), file = folder.path("scan.json");
  const std::vector<std::string> more = {
      "--keep",          captures, "--json",   file, "--db", folder.path("runs.db"),
      "--sites-at-once", "2",      "--verbose"};
  const auto begin = scan_list(write_list(folder, province), more);
  Process process(command(begin));
  ASSERT_TRUE(process.wait_for_error(province.url(3)));
  process.send_signal(SIGKILL);
  EXPECT_EQ(process.wait().exit, 128 + SIGKILL);
  // Captures are named by site and second: the next one needs a second of its own.
  std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
  auto resume = begin;
  resume.push_back("--resume");
  const auto scanned = oitcheck(resume);
  EXPECT_EQ(scanned.exit, 1) << scanned.err;
  EXPECT_NE(scanned.err.find("resuming run"), std::string::npos) << scanned.err;
  const auto audited =
      oitcheck({"audit", captures, "--newest", "--json", folder.path("audit.json"), "--quiet"});
  EXPECT_EQ(audited.exit, 1) << audited.err;
  EXPECT_EQ(verdicts_of(read_json(folder.path("audit.json"))), verdicts_of(read_json(file)));
}

}  // namespace
}  // namespace oit::test
