// The day rules/README.md describes under "A new year in a day", done for an invented list of 2571;
// and what a scan of today says of the list it uses.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "e2e/program.h"
#include "support/fixture_site.h"

namespace oit::test {
namespace {

namespace fs = std::filesystem;

bool has(const std::string& text, std::string_view words) {
  return text.find(words) != std::string::npos;
}

/// A copy of the shipped rules with the invented year and its one new subject.
class NewYear : public testing::Test {
 protected:
  NewYear() {
    const fs::path source(OIT_SOURCE_DIR);
    fs::copy(source / "rules", folder_.path("rules"), fs::copy_options::recursive);
    fs::copy(source / "tests/e2e/new_year/ita-2571.toml", folder_.path("rules/ita-2571.toml"));
    fs::copy(source / "tests/e2e/new_year/artificial-intelligence.toml",
             folder_.path("rules/topics/artificial-intelligence.toml"));
    ::setenv("OITCHECK_RULES", folder_.path("rules").c_str(), 1);
  }
  ~NewYear() override { ::unsetenv("OITCHECK_RULES"); }

  TempFolder folder_;
};

TEST_F(NewYear, TheDiffIsTheHandbooksChapterOnChanges) {
  const auto told = oitcheck({"rules", "diff", "ita-2570", "ita-2571", "--lang", "en"});
  EXPECT_EQ(told.exit, 0) << told.err;
  EXPECT_TRUE(has(told.out, "## ita-2570 → ita-2571 (26 → 27 items)")) << told.out;
  EXPECT_TRUE(has(told.out, "**Added**\n\n- O11 Procurement list and progress")) << told.out;
  EXPECT_TRUE(has(told.out, "- O27 Guideline on artificial intelligence")) << told.out;
  EXPECT_TRUE(has(told.out, "**Dropped**\n\n- O11 Monthly procurement summary")) << told.out;
  EXPECT_TRUE(has(told.out, "**Retitled**\n\n- O18 ")) << told.out;
}

TEST_F(NewYear, LintAndTestPass) {
  const auto lint = oitcheck({"rules", "lint", "--rules", "ita-2571"});
  EXPECT_EQ(lint.exit, 0) << lint.out << lint.err;
  const auto test = oitcheck({"rules", "test", "--rules", "ita-2571"});
  EXPECT_EQ(test.exit, 0) << test.out;
}

TEST_F(NewYear, ForgettingAnItemIsFound) {
  const auto file = folder_.path("rules/ita-2571.toml");
  std::ifstream in(file);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  text.replace(text.find("numbers = 27"), 12, "numbers = 28");
  std::ofstream(file) << text;
  const auto lint = oitcheck({"rules", "lint", "--rules", "ita-2571"});
  EXPECT_EQ(lint.exit, 1);
  EXPECT_TRUE(has(lint.out, "the list ends at O27, but says it has 28 numbers")) << lint.out;
}

TEST_F(NewYear, ThreeSitesAreScanned) {
  for (const char* name : {"khaoloi-sao", "dongsai-threelists", "bankluai-copied"}) {
    const FixtureSite site(name);
    const auto ended = oitcheck({"scan", site.url(), "--as-of", "2028-04-20", "--delay", "0",
                                 "--connections", "4", "--json", folder_.path("report.json")});
    EXPECT_EQ(ended.exit, 1) << ended.err;
    const auto report = read_json(folder_.path("report.json"));
    EXPECT_EQ(report["rulebook"]["id"], "ita-2571") << "the newest not later than the day's year";
    EXPECT_EQ(report["items"].size(), 27U);
    EXPECT_FALSE(report["rulebook"]["provisional"].get<bool>());
  }
}

TEST(Provisional, IsSaidOnTheFirstLineAndBesideEachFinding) {
  const TempFolder folder;
  const FixtureSite site("bankluai-copied");
  const auto ended = oitcheck({"scan", site.url(), "--as-of", "2026-12-15", "--delay", "0",
                               "--connections", "4", "--csv", folder.path("items.csv"), "--html",
                               folder.path("html"), "--json", folder.path("report.json")});
  const auto first = ended.out.substr(0, ended.out.find('\n'));
  EXPECT_TRUE(has(first, "ita-2570")) << "no --rules: the newest for the day\n" << ended.out;
  EXPECT_TRUE(has(first, "ฉบับชั่วคราว: ใช้รายการปี 2569")) << first;
  EXPECT_TRUE(has(ended.out, "O26*")) << ended.out;
  EXPECT_TRUE(has(ended.out, "แต่เลขข้อเป็นของรายการปี 2568")) << ended.out;
  const auto report = read_json(folder.path("report.json"));
  EXPECT_EQ(report["rulebook"]["based_on"], 2569);
  EXPECT_EQ(report["items"][0]["basis"]["code"], "single");
  std::ifstream csv(folder.path("items.csv")), html(folder.path("html/index.html"));
  const std::string rows((std::istreambuf_iterator<char>(csv)), {});
  std::size_t told = 0;
  for (auto at = rows.find("ฉบับชั่วคราว"); at != std::string::npos;
       at = rows.find("ฉบับชั่วคราว", at + 1))
    ++told;
  EXPECT_EQ(told, 26U) << "a row each";
  const std::string page((std::istreambuf_iterator<char>(html)), {});
  EXPECT_TRUE(has(page, "ฉบับชั่วคราว"));
}

TEST(LastYearsList, IsToldOnceAtTheTop) {
  const FixtureSite site("khaoloi-sao");
  const auto ended = oitcheck({"scan", site.url(), "--as-of", "2026-04-20", "--delay", "0",
                               "--connections", "4", "--lang", "en"});
  EXPECT_TRUE(has(ended.out, "! this index is the 2568 list (28 items)")) << ended.out;
  EXPECT_FALSE(has(ended.out, "means another subject in the list")) << ended.out;
}

}  // namespace
}  // namespace oit::test
