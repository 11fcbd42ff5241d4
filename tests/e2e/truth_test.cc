// Every fixture site against what an assessor would tick on its items: its truth.json.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "e2e/program.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// What of the things a truth.json lists under "needs" this version can do; a site that needs more
/// is skipped.
constexpr std::array<std::string_view, 4> kAble = {"office_files", "browser", "recognition",
                                                   "cloud_drives"};

/// The first thing the site needs and this version lacks, or nothing.
std::string lacking(const json& truth) {
  for (const auto& need : truth.value("needs", std::vector<std::string>()))
    if (std::ranges::find(kAble, std::string_view(need)) == kAble.end()) return need;
  return {};
}

bool has_drives(const json& truth) {
  const auto needs = truth.value("needs", std::vector<std::string>());
  return std::ranges::find(needs, "cloud_drives") != needs.end();
}

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

/// On a slow machine the seconds OCR may take end before its pages do, and on another processor a
/// digit at the limit may stay unsure: no wrong answers, as long as they are few.
bool is_left_unread(const json& item) {
  const auto& cause = item.at("cause");
  return cause.is_object() &&
         (cause.at("code") == "ocr_budget" || cause.at("code") == "year_unreadable");
}
constexpr int kMostUnread = 8;

/// One line per item whose status is another: id, expected, got, the truth's note, our reason.
std::string compare_items(const json& truth, const json& report) {
  std::string differences;
  int unread = 0;
  for (const auto& item : report.at("items")) {
    const auto id = item.at("id").get<std::string>(), got = item.at("status").get<std::string>();
    const auto& wanted = truth.at("items").at(id);
    // Where this version is known to differ, the truth file says what it answers and why; the day
    // it answers better, this fails too and the entry goes.
    const auto expected = wanted.value("answered_today", wanted.at("status").get<std::string>());
    if (got == expected || (is_left_unread(item) && ++unread <= kMostUnread)) continue;
    differences += fmt::format("  {:<4} expected {:<11} got {:<11} truth: {}\n       ours: {}\n",
                               id, expected, got, wanted.value("note", ""), reason_of(item));
  }
  return differences;
}

std::string compare_features(const json& truth, const json& report) {
  std::string differences;
  const auto today = truth.value("features_today", json::object());  // known differences
  for (const auto& [id, as_seen] : truth.at("features").items()) {
    const auto& expected = today.contains(id) ? today.at(id) : as_seen;
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
  if (const auto need = lacking(truth); !need.empty()) GTEST_SKIP() << "needs " << need;
  // Emulated hosts have another port in every run: the server writes a table that names them.
  const TempFolder folder;
  const FixtureSite site(GetParam(), has_drives(truth) ? folder.path("rules") : "");
  const auto as_of = truth.at("as_of").get<std::string>();
  const auto rules = truth.at("rulebook").get<std::string>();
  auto words = command({"scan", site.url(), "--as-of", as_of, "--rules", rules, "--delay", "0",
                        "--connections", "4", "--max-time", "5min", "--json", "-"});
  if (has_drives(truth)) {
    words.insert(words.begin(), {"env", "OITCHECK_RULES=" + folder.path("rules")});
    for (int host = 2; host <= 7; ++host)
      words.insert(words.end(), {"--allow-private", "127.0.0." + std::to_string(host)});
  }
  const auto ended = run(words);
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
