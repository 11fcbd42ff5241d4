#include "report/metrics.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace oit::report {
namespace {

using Time = std::chrono::system_clock::time_point;

Time at(long long seconds) { return Time(std::chrono::seconds(seconds)); }

MetricsInput sample() {
  using enum model::Status;
  MetricsInput input;
  input.started_at = at(1'795'802'400);
  input.last_success = at(1'795'803'000);
  input.duration = std::chrono::milliseconds(600'250);
  input.complete = true;
  input.requests = 1'200;
  input.bytes = 123'456'789'012;
  input.pages = 900;
  input.limits = {{"max_pages", 1}};
  input.sites = {{"ban-b", "ok", 82.5, {{published, 40}, {missing, 3}}},
                 {"ban-a", "ok", 100, {{published, 43}}},
                 {"ban-c", "home_failed", 0, {{unverified, 43}}}};
  return input;
}

/// The exposition format as its description has it, read independently: sample -> value.
/// Fails the test on any line that is none, a family that stands in two places, and a sample twice.
std::map<std::string, double> read_exposition(const std::string& text) {
  static const std::regex kHelp("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
  static const std::regex kType("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge)");
  static const std::regex kSample(
      R"re(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_]\w*="([^"\\]|\\["\\n])*"(,[a-zA-Z_]\w*="([^"\\]|\\["\\n])*")*\})? (-?[0-9.]+(e[+-]?[0-9]+)?))re");
  std::map<std::string, double> samples;
  std::set<std::string> families;
  std::string family, helped;
  EXPECT_TRUE(text.ends_with('\n'));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_match(line, found, kHelp)) {
      helped = found[1];
    } else if (std::regex_match(line, found, kType)) {
      family = found[1];
      EXPECT_EQ(family, helped);
      EXPECT_TRUE(families.insert(family).second) << line;
      EXPECT_EQ(found[2] == "counter", family.ends_with("_total")) << line;
    } else if (std::regex_match(line, found, kSample)) {
      EXPECT_EQ(found[1], family) << line;
      EXPECT_TRUE(samples.emplace(found[1].str() + found[2].str(), std::stod(found[6])).second)
          << line;
    } else {
      ADD_FAILURE() << "no line of the format: " << line;
    }
  }
  return samples;
}

TEST(WriteMetrics, TellsEveryNumber) {
  const auto samples = read_exposition(write_metrics(sample()));
  EXPECT_EQ(samples.at("oitcheck_run_started_timestamp_seconds"), 1'795'802'400);
  EXPECT_EQ(samples.at("oitcheck_last_success_timestamp_seconds"), 1'795'803'000);
  EXPECT_EQ(samples.at("oitcheck_run_complete"), 1);
  EXPECT_EQ(samples.at("oitcheck_run_duration_seconds"), 600.25);
  EXPECT_EQ(samples.at("oitcheck_requests_total"), 1'200);
  EXPECT_EQ(samples.at("oitcheck_received_bytes_total"), 123'456'789'012.0);
  EXPECT_EQ(samples.at("oitcheck_pages_total"), 900);
  EXPECT_EQ(samples.at(R"(oitcheck_limits_hit{limit="max_pages"})"), 1);
  EXPECT_EQ(samples.at(R"(oitcheck_sites{outcome="ok"})"), 2);
  EXPECT_EQ(samples.at(R"(oitcheck_sites{outcome="home_failed"})"), 1);
  EXPECT_EQ(samples.at(R"(oitcheck_sites{outcome="timeout"})"), 0);
  EXPECT_EQ(samples.at(R"(oitcheck_items{status="published"})"), 83);
  EXPECT_EQ(samples.at(R"(oitcheck_items{status="unverified"})"), 43);
  EXPECT_EQ(samples.at(R"(oitcheck_items{status="stale"})"), 0);
  EXPECT_EQ(samples.at(R"(oitcheck_site_score{site="ban-b"})"), 82.5);
  EXPECT_EQ(samples.at(R"(oitcheck_site_items{site="ban-b",status="missing"})"), 3);
  EXPECT_EQ(samples.at(R"(oitcheck_site_items{site="ban-c",status="published"})"), 0);
  EXPECT_FALSE(samples.contains(R"(oitcheck_site_score{site="ban-c"})"));
}

TEST(WriteMetrics, DoesNotDependOnTheOrderOfSites) {
  auto input = sample();
  const auto text = write_metrics(input);
  std::swap(input.sites[0], input.sites[2]);
  EXPECT_EQ(write_metrics(input), text);
  EXPECT_LT(text.find("site=\"ban-a\""), text.find("site=\"ban-b\""));
}

TEST(WriteMetrics, EscapesLabels) {
  auto input = sample();
  input.sites = {{"a\"b\\c\nd เทศบาล", "ok", 1, {}}};
  const auto samples = read_exposition(write_metrics(input));
  EXPECT_EQ(samples.at(R"(oitcheck_site_score{site="a\"b\\c d เทศบาล"})"), 1);
}

TEST(WriteMetrics, SaysNothingOfASuccessThatNeverWas) {
  MetricsInput input;
  const auto samples = read_exposition(write_metrics(input));
  EXPECT_FALSE(samples.contains("oitcheck_last_success_timestamp_seconds"));
  EXPECT_EQ(samples.at("oitcheck_run_complete"), 0);
}

TEST(ReadLastSuccess, FindsWhatWasWritten) {
  auto input = sample();
  input.last_success = at(1'795'803'000) + std::chrono::milliseconds(400);
  EXPECT_EQ(read_last_success(write_metrics(input)), at(1'795'803'000));
}

TEST(ReadLastSuccess, RefusesEverythingElse) {
  for (const std::string text :
       {"", "oitcheck_last_success_timestamp_seconds", "oitcheck_last_success_timestamp_seconds \n",
        "oitcheck_last_success_timestamp_seconds x\n",
        "oitcheck_last_success_timestamp_seconds 1.5\n",
        "oitcheck_last_success_timestamp_seconds -1\n",
        "oitcheck_last_success_timestamp_seconds 99999999999999999\n",
        "oitcheck_last_success_timestamp_seconds_x 1\n",
        "oitcheck_last_success_timestamp_seconds_5\n",
        "# HELP oitcheck_last_success_timestamp_seconds 1\n"})
    EXPECT_FALSE(read_last_success(text)) << text;
}

}  // namespace
}  // namespace oit::report
