// Every fixture site against what an assessor would tick on its items: its truth.json.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "e2e/program.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<std::string> fixture_sites() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(OIT_SOURCE_DIR "/fixtures/sites"))
    if (fs::exists(entry.path() / "truth.json")) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

/// Why the program said what it said, in one line.
std::string reason_of(const json& item) {
  std::string why;
  for (const auto& reason : item.at("reasons")) why += reason.at("en").get<std::string>() + "; ";
  for (const auto& evidence : item.at("evidence"))
    return why + evidence.at("url").get<std::string>();
  return why;
}

/// One line per item whose status is another: id, expected, got, the truth's note, our reason.
std::string compare_items(const json& truth, const json& report) {
  std::string differences;
  for (const auto& item : report.at("items")) {
    const auto id = item.at("id").get<std::string>(), got = item.at("status").get<std::string>();
    const auto& wanted = truth.at("items").at(id);
    // Where this version is known to differ, the truth file says what it answers and why; the day
    // it answers better, this fails too and the entry goes.
    const auto expected = wanted.value("answered_today", wanted.at("status").get<std::string>());
    if (got == expected) continue;
    differences += fmt::format("  {:<4} expected {:<11} got {:<11} truth: {}\n       ours: {}\n",
                               id, expected, got, wanted.value("note", ""), reason_of(item));
  }
  return differences;
}

std::string compare_features(const json& truth, const json& report) {
  std::string differences;
  for (const auto& [id, expected] : truth.at("features").items()) {
    const auto& all = report.at("site").at("features");
    const auto ours =
        std::ranges::find_if(all, [name = id](const json& f) { return f.at("id") == name; });
    if (ours == all.end())
      differences += fmt::format("  {} is not in the report\n", id);
    else if (ours->at("found") != expected)
      differences += fmt::format("  {} expected {} got {} {}\n", id, expected.dump(),
                                 ours->at("found").dump(), ours->at("url").dump());
  }
  return differences;
}

class Truth : public testing::TestWithParam<std::string> {};

TEST_P(Truth, EveryItemAndFeatureIsJudgedAsAnAssessorWould) {
  const auto truth = read_json(OIT_SOURCE_DIR "/fixtures/sites/" + GetParam() + "/truth.json");
  const FixtureSite site(GetParam());
  const auto as_of = truth.at("as_of").get<std::string>();
  const auto rules = truth.at("rulebook").get<std::string>();
  const auto ended = oitcheck({"scan", site.url(), "--as-of", as_of, "--rules", rules, "--delay",
                               "0", "--connections", "4", "--max-time", "5min", "--json", "-"});
  const auto report = json::parse(ended.out);
  ASSERT_EQ(report.at("items").size(), truth.at("items").size());
  const auto items = compare_items(truth, report), features = compare_features(truth, report);
  EXPECT_TRUE(items.empty()) << '\n' << items;
  EXPECT_TRUE(features.empty()) << '\n' << features;
}

INSTANTIATE_TEST_SUITE_P(Sites, Truth, testing::ValuesIn(fixture_sites()), [](const auto& site) {
  std::string name = site.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace oit::test
