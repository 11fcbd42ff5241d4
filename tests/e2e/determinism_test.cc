// The same site gives the same report, whatever the number of connections or the order of answers.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "e2e/program.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

using nlohmann::json;

/// A report of `site`, or the program's complaint as its only member.
json report_of(const FixtureSite& site, const std::string& connections) {
  const auto ended =
      oitcheck({"scan", site.url(), "--as-of", "2023-04-20", "--rules", "ita-2566", "--delay", "0",
                "--max-time", "5min", "--connections", connections, "--json", "-"});
  if (ended.exit != 0 && ended.exit != 1) return {{"failed", ended.err}};
  return json::parse(ended.out);
}

/// What an officer acts on: per item its status and where its evidence stands.
std::string verdicts(const json& report) {
  std::string out;
  for (const auto& item : report.at("items")) {
    out += item.at("id").get<std::string>() + " " + item.at("status").get<std::string>();
    for (const auto& evidence : item.at("evidence"))
      out += " " + evidence.at("url").get<std::string>();
    out += '\n';
  }
  return out;
}

/// The report without its run's id and times, and without times of fetching.
json timeless(json report) {
  for (const char* key : {"id", "started_at", "finished_at"}) report.at("run").erase(key);
  for (auto& item : report.at("items"))
    for (auto& evidence : item.at("evidence")) evidence.erase("fetched_at");
  return report;
}

class Determinism : public testing::TestWithParam<std::string> {};

TEST_P(Determinism, ConnectionsChangeNoVerdictAndNoEvidence) {
  const FixtureSite site(GetParam());
  const auto one = report_of(site, "1");
  ASSERT_TRUE(one.contains("items")) << one;
  EXPECT_EQ(one.at("items").size(), 43U);
  for (const char* connections : {"2", "8"}) {
    const auto more = report_of(site, connections);
    ASSERT_TRUE(more.contains("items")) << more;
    EXPECT_EQ(verdicts(more), verdicts(one)) << connections << " connections";
  }
}

TEST_P(Determinism, TheSameOptionsGiveTheSameReport) {
  const FixtureSite site(GetParam());
  for (const char* connections : {"1", "8"}) {
    const auto first = report_of(site, connections), again = report_of(site, connections);
    ASSERT_TRUE(first.contains("items")) << first;
    ASSERT_TRUE(again.contains("items")) << again;
    EXPECT_EQ(timeless(first), timeless(again)) << json::diff(timeless(first), timeless(again));
  }
}

INSTANTIATE_TEST_SUITE_P(Sites, Determinism,
                         testing::Values("khlongbua-sao", "muangmai-threeyears"),
                         [](const auto& site) {
                           std::string name = site.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace oit::test
