#include "report/read_json.h"

#include <gtest/gtest.h>

#include "report/json.h"
#include "report/sample_report.h"

namespace oit::report {
namespace {

TEST(ReadJson, GivesBackWhatWasWritten) {
  const auto text = write_json(sample_report());
  const auto report = read_json(text);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(write_json(*report), text);
}

/// English forms of stored reports once showed Thai reasons, and asked for what is only advised.
TEST(ReadJson, KeepsTheEnglishAndWhatIsOnlyAdvised) {
  auto sample = sample_report();
  auto& finding = sample.findings.front();
  finding.title = {"แผน", "Plan"};
  finding.components = {{"map", {"แผนที่", "Map"}, false, true, "", model::Basis::unstated}};
  finding.near_misses = {{"https://a.go.th/", "x", {"เป็นข่าว", "a news post"}}};
  finding.conflicts = {{"ปี", "year"}, {"เดือน", ""}};
  finding.cause = {"robots", {"ห้าม", "forbidden"}, {"ผู้ดูแล", "webmaster"}};
  finding.submitted = {"https://a.go.th/", model::Status::stale, {"เก่า", "old"}, true};
  const auto report = read_json(write_json(sample));
  ASSERT_TRUE(report) << report.error().message;
  const auto& back = report->findings.front();
  EXPECT_EQ(back.title.en, "Plan");
  EXPECT_EQ(back.components.front().name.en, "Map");
  EXPECT_TRUE(back.components.front().advised);
  EXPECT_EQ(back.near_misses.front().why.en, "a news post");
  EXPECT_EQ(back.conflicts.front().en, "year");
  EXPECT_EQ(back.conflicts.back().en, "เดือน");
  EXPECT_EQ(back.cause->who.en, "webmaster");
  EXPECT_EQ(back.submitted->why.en, "old");
  EXPECT_TRUE(back.submitted->reachable_from_home);
}

/// A run that was resumed rang for items somebody answers for.
TEST(ReadJson, KeepsWaivers) {
  auto sample = sample_report();
  sample.findings.front().waiver = {"O1", "ย้ายระบบ", "ปลัด", day(2023, 9, 30)};
  const auto report = read_json(write_json(sample));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->findings.front().waiver, sample.findings.front().waiver);
}

TEST(ReadJson, TakesADayWithoutATime) {
  auto text = write_json(sample_report());
  const std::string time = "T12:00:00Z";
  text.erase(text.find(time), time.size());
  const auto report = read_json(text);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->started_at, std::chrono::system_clock::time_point());
}

TEST(ReadJson, RefusesWhatIsNoReport) {
  for (const char* text :
       {"", "[]", "{", "{\"schema\":\"oitcheck/batch/1\"}", "{\"schema\":\"oitcheck/report/1\"}"})
    EXPECT_EQ(read_json(text).error().code, ErrorCode::bad_argument) << text;
  auto text = write_json(sample_report());
  text.replace(text.find("\"status\": \""), 11, "\"status\": \"un");
  EXPECT_FALSE(read_json(text));
}

}  // namespace
}  // namespace oit::report
