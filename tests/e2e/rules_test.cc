// The rules subcommands as programs use them, and the program after `cmake --install`.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "e2e/program.h"

namespace oit::test {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(RulesMatch, AnswersEveryLineWithOneLine) {
  const auto ended = oitcheck({"rules", "match", "--rules", "ita-2566"},
                              "โครงสร้างหน่วยงาน\n\nhello\tworld\r\nแผนดำเนินงานประจำปี พ.ศ. 2566");
  EXPECT_EQ(ended.exit, 0);
  const auto lines = lines_of(ended.out);
  ASSERT_EQ(lines.size(), 4U) << ended.out;
  EXPECT_TRUE(lines[0].starts_with("โครงสร้างหน่วยงาน\tO1\t")) << lines[0];
  EXPECT_EQ(lines[1], "\t-\t0.000");
  EXPECT_EQ(lines[2], "hello world\t-\t0.000");
  EXPECT_TRUE(lines[3].starts_with("แผนดำเนินงานประจำปี พ.ศ. 2566\tO11\t")) << lines[3];
}

TEST(RulesMatch, ANumberMeansWhatItsYearSays) {
  const std::string label = "รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน\n";
  const auto of_2566 = oitcheck({"rules", "match", "--rules", "ita-2566"}, label);
  const auto of_2565 = oitcheck({"rules", "match", "--rules", "ita-2565"}, label);
  EXPECT_NE(of_2566.out, of_2565.out);
}

TEST(Rules, ShippedRulesPassTheirOwnTools) {
  EXPECT_EQ(oitcheck({"rules", "lint"}).exit, 0);
  const auto tested = oitcheck({"rules", "test", "--rules", "all"});
  EXPECT_EQ(tested.exit, 0) << tested.out;
}

TEST(Installed, TheProgramFindsItsRulesBelowThePrefix) {
  const TempFolder folder;
  const auto installed =
      run({OIT_CMAKE, "--install", OIT_BUILD_DIR, "--prefix", folder.path("usr")});
  ASSERT_EQ(installed.exit, 0) << installed.err;
  for (const char* file : {"share/man/man1/oitcheck.1", "share/doc/oitcheck/copyright"})
    EXPECT_TRUE(std::filesystem::exists(folder.path("usr/") + file)) << file;
  // A year taken away there is a year less: they are the rules that were installed.
  ASSERT_TRUE(std::filesystem::remove(folder.path("usr/share/oitcheck/rules/ita-2564.toml")));
  const auto listed =
      run({folder.path("usr/bin/oitcheck"), "rules", "list", "--rules", "ita-2566"});
  EXPECT_EQ(listed.exit, 0) << listed.err;
  EXPECT_NE(listed.out.find("O43"), std::string::npos);
  EXPECT_NE(listed.out.find("ita-2565"), std::string::npos);
  EXPECT_EQ(listed.out.find("ita-2564"), std::string::npos) << listed.out;
}

}  // namespace
}  // namespace oit::test
