// What of a run's options is kept with a run and with a capture, and how many sites fit.
#include <gtest/gtest.h>

#include "scan/capture_options.h"
#include "scan/run_options.h"
#include "scan/verdicts.h"

namespace oit::scan {
namespace {

using namespace std::chrono_literals;

ScanOptions unusual() {
  ScanOptions options;
  options.max_pages = 77;
  options.max_time = 12'345ms;
  options.connections = 2;
  options.has_browser = true;
  options.render = model::RenderMode::always;
  options.max_rendered = 12;
  options.exhaustive = options.second_pass = true;
  options.fetch.ignore_robots = options.fetch.ignore_politeness = true;
  options.fetch.auto_delay = false;
  options.fetch.fixed_delay = 1'500ms;
  options.fetch.allow_private = {"127.0.0.1:8080", "intranet"};
  options.fetch.user_agent = "oitcheck/1 (+ผู้ดูแล \"x\")";
  return options;
}

void expect_unusual(const ScanOptions& read) {
  EXPECT_EQ(read.max_pages, 77U);
  EXPECT_EQ(read.max_time, 12'345ms);
  EXPECT_EQ(read.connections, 2U);
  EXPECT_TRUE(read.has_browser);
  EXPECT_EQ(read.render, model::RenderMode::always);
  EXPECT_EQ(read.max_rendered, 12U);
  EXPECT_EQ(read.fetch.connections_per_host, 2);
  EXPECT_TRUE(read.exhaustive && read.second_pass);
  EXPECT_TRUE(read.fetch.ignore_robots && read.fetch.ignore_politeness);
  EXPECT_FALSE(read.fetch.auto_delay);
  EXPECT_EQ(read.fetch.fixed_delay, 1'500ms);
  EXPECT_EQ(read.fetch.allow_private, unusual().fetch.allow_private);
  EXPECT_EQ(read.fetch.user_agent, unusual().fetch.user_agent);
}

TEST(RunOptions, AreReadAsTheyWereWritten) {
  const auto line = write_run_options(unusual());
  EXPECT_EQ(line.find('\n'), std::string::npos);
  ScanOptions read;
  read.workers = 7;
  read.sites_at_once = 9;
  ASSERT_TRUE(read_run_options(line, read));
  expect_unusual(read);
  EXPECT_EQ(write_run_options(read), line);
  EXPECT_EQ(read.workers, 7U) << "the machine's own";
  EXPECT_EQ(read.sites_at_once, 9U);
}

TEST(RunOptions, RefuseWhatIsNoneOfThem) {
  ScanOptions options;
  for (const char* text : {"", "{}", "[1]", "{\"max_pages\":\"many\"}"}) {
    const auto read = read_run_options(text, options);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::bad_config);
  }
}

TEST(CaptureOptions, AreReadAsTheyWereWritten) {
  CaptureOptions options{{}, unusual(), "rev 1"};
  options.entry.id = "nongbua";
  options.entry.requested = "nongbua.go.th";
  options.entry.url = url::Url::parse("http://nongbua.go.th/").value();
  options.entry.profile.name = "อบต.หนองบัว";
  options.entry.limits.max_pages = 5;
  const auto line = write_capture_options(options);
  const auto read = read_capture_options(line);
  ASSERT_TRUE(read);
  expect_unusual(read->options);
  EXPECT_EQ(read->revision, "rev 1");
  EXPECT_EQ(read->entry.id, "nongbua");
  EXPECT_EQ(read->entry.url, options.entry.url);
  EXPECT_EQ(read->entry.profile.name, "อบต.หนองบัว");
  EXPECT_EQ(read->entry.limits.max_pages, 5U);
  EXPECT_EQ(write_capture_options(*read), line);
}

TEST(CaptureOptions, RefuseWhatIsNoneOfThem) {
  for (const char* text : {"", "{}", "{\"entry\":{},\"options\":{},\"revision\":1}"}) {
    const auto read = read_capture_options(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, ErrorCode::bad_config);
  }
}

TEST(VerdictsOf, SaysWhatRunsAreComparedBy) {
  model::Report report;
  model::Finding finding;
  finding.id = "O12";
  finding.topic = "procurement-monthly";
  finding.status = model::Status::published;
  finding.unit = "กองคลัง";
  finding.found.emplace();
  finding.found->span =
      text::DaySpan{std::chrono::year(2022) / 10 / 1, std::chrono::year(2023) / 3 / 31};
  finding.evidence.resize(2);
  finding.evidence[0].url = "http://a.go.th/1";
  finding.evidence[0].sha256 = "abc";
  finding.evidence[1].url = "http://a.go.th/2";
  finding.reasons = {{"ครบทุกเดือน", "complete"}, {"อื่น", "other"}};
  report.findings.push_back(finding);
  report.findings.emplace_back().id = "O13";
  const auto verdicts = verdicts_of(report, "site");
  ASSERT_EQ(verdicts.size(), 2U);
  EXPECT_EQ(verdicts[0], (model::Verdict{"site", "O12", "procurement-monthly",
                                         model::Status::published, "http://a.go.th/1", "abc",
                                         "2022-10-01/2023-03-31", "กองคลัง", "ครบทุกเดือน"}));
  EXPECT_EQ(verdicts[1].item, "O13");
  EXPECT_EQ(verdicts[1].url + verdicts[1].period + verdicts[1].reason, "");
}

TEST(SitesForMemory, StaysWithinItsBounds) {
  EXPECT_GE(sites_for_memory(), 8U);
  EXPECT_LE(sites_for_memory(), 1'000U);
}

}  // namespace
}  // namespace oit::scan
