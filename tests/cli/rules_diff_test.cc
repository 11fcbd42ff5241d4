#include "cli/rules_diff.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "rulebook/load.h"

namespace oit::cli {
namespace {

const std::filesystem::path kRules = std::filesystem::path(OIT_SOURCE_DIR) / "rules";

model::Year year(const std::string& id) {
  auto loaded = rulebook::load(kRules, id);
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? loaded->year : model::Year{};
}

std::string changes(const std::string& from, const std::string& to, const char* language = "en") {
  return write_year_changes(year(from), year(to), language);
}

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

TEST(RulesDiff, TellsWhatTheListOf2569ChangedAgainst2568) {
  const auto told = changes("ita-2568", "ita-2569");
  EXPECT_TRUE(has(told, "## ita-2568 → ita-2569 (28 → 26 items)")) << told;
  EXPECT_TRUE(has(told, "**Added**\n\n- O11 Monthly procurement summary")) << told;
  EXPECT_TRUE(has(told, "**Dropped**\n\n- O12 Procurement list and progress")) << told;
  EXPECT_TRUE(has(told, "- O10 E-Service + O11 Service statistics → O10 ")) << told;
  EXPECT_TRUE(has(told, "- O13 → O12 Annual procurement summary report")) << told;
}

TEST(RulesDiff, SpeaksThai) {
  const auto told = changes("ita-2568", "ita-2569", "th");
  EXPECT_TRUE(
      has(told, "**เพิ่มใหม่**\n\n- O11 สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน (รายเดือนครบทุกเดือน"))
      << told;
  EXPECT_TRUE(has(told, "**รวมเป็นข้อเดียว**")) << told;
}

TEST(RulesDiff, SaysThatAProvisionalListDiffersInNothing) {
  const auto told = changes("ita-2569", "ita-2570");
  EXPECT_TRUE(has(told, "is provisional: the list of 2569")) << told;
  EXPECT_TRUE(has(told, "No item differs.")) << told;
}

TEST(RulesDiff, TheFileOfChangesIsWhatItSays) {
  std::ifstream file(kRules / "CHANGES.md", std::ios::binary);
  std::stringstream written;
  written << file.rdbuf();
  const auto years = rulebook::list_years(kRules);
  ASSERT_TRUE(years) << years.error().message;
  std::string last;
  for (const auto& id : *years) {
    for (const char* language : {"th", "en"}) {
      if (last.empty()) continue;
      EXPECT_TRUE(has(written.str(), changes(last, id, language)))
          << "write rules/CHANGES.md anew: oitcheck rules diff " << last << ' ' << id << " --lang "
          << language;
    }
    last = id;
  }
}

}  // namespace
}  // namespace oit::cli
