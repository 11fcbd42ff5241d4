#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "cli/cli.h"
#include "support/small_rules.h"

namespace oit::cli {
namespace {

using support::SmallRules;

struct Ran {
  int exit;
  std::string out, err;
};

class RulesCommands : public testing::Test {
 protected:
  RulesCommands() { ::setenv("OITCHECK_RULES", rules_.folder().c_str(), 1); }
  ~RulesCommands() override { ::unsetenv("OITCHECK_RULES"); }

  static Ran run(std::vector<const char*> words, const std::string& input = "") {
    words.insert(words.begin(), "oitcheck");
    std::istringstream in(input);
    std::ostringstream out, err;
    Context context{in, out, err, false, 100, 0};
    const int exit = cli::run(static_cast<int>(words.size()), words.data(), context);
    return {exit, out.str(), err.str()};
  }

  SmallRules rules_;
};

TEST_F(RulesCommands, MatchGivesALineForEveryLine) {
  const auto ran = run({"rules", "match", "--rules", "ita-2566"},
                       "แผนการจัดซื้อจัดจ้าง ปี 2566\n\nของฝาก\r\n\xFF\tกฎหมายที่เกี่ยวข้อง");
  EXPECT_EQ(ran.exit, 0);
  EXPECT_EQ(ran.out,
            "แผนการจัดซื้อจัดจ้าง ปี 2566\tO2\t0.964\n"
            "\t-\t0.000\n"
            "ของฝาก\t-\t0.000\n"
            "\xEF\xBF\xBD กฎหมายที่เกี่ยวข้อง\tO1\t1.000\n");
}

TEST_F(RulesCommands, MatchKeepsALastLineWithoutEnd) {
  EXPECT_EQ(run({"rules", "match", "--rules", "ita-2566"}, "").out, "");
  EXPECT_EQ(run({"rules", "match", "--rules", "ita-2566"}, "\n\n").out, "\t-\t0.000\n\t-\t0.000\n");
}

TEST_F(RulesCommands, ListShowsItemsPeriodsAndPoints) {
  const auto ran = run({"rules", "list"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_NE(ran.out.find("  O1  กฎหมายที่เกี่ยวข้อง"), std::string::npos);
  EXPECT_NE(ran.out.find("PLAN_FY"), std::string::npos);
  EXPECT_NE(ran.out.find("20.00"), std::string::npos);
}

TEST_F(RulesCommands, ShowTakesANumberInAnyForm) {
  for (const char* number : {"O2", "o2", "2", "๐๐๒", "02"}) {
    const auto ran = run({"rules", "show", number});
    EXPECT_EQ(ran.exit, 0) << number << ran.err;
    EXPECT_NE(ran.out.find("ita-2566 O2 — แผนการจัดซื้อจัดจ้าง"), std::string::npos) << number;
    EXPECT_NE(ran.out.find("list [table] มีรายการ (advised)"), std::string::npos);
  }
  const auto ran = run({"rules", "show", "O9"});
  EXPECT_EQ(ran.exit, 2);
  EXPECT_NE(ran.err.find("expected O1 to O2"), std::string::npos);
}

TEST_F(RulesCommands, ExplainSaysWhichPhraseWon) {
  const auto ran = run({"rules", "explain", "O7 แผนการจัดซื้อจัดจ้าง ปี 2566"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_NE(ran.out.find("→ procurement-plan"), std::string::npos);
  EXPECT_NE(ran.out.find("ita-2566: O2"), std::string::npos);
  EXPECT_NE(run({"rules", "explain", "ของฝาก"}).out.find("names no subject"), std::string::npos);
}

TEST_F(RulesCommands, TestFailsWithOneWhenASampleFails) {
  EXPECT_EQ(run({"rules", "test", "--rules", "all"}).exit, 0);
  rules_.write("topics/laws.toml",
               SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง", "",
                                 "[[sample]]\nlabel = \"ของฝาก\"\nmatches = true\n"));
  const auto ran = run({"rules", "test"});
  EXPECT_EQ(ran.exit, 1);
  EXPECT_NE(ran.out.find("topics/laws.toml: \"ของฝาก\": expected laws, found -"),
            std::string::npos);
}

TEST_F(RulesCommands, LintTellsFileAndLine) {
  const auto ran = run({"rules", "lint"});
  EXPECT_EQ(ran.exit, 1);  // the small rules have no samples
  EXPECT_NE(ran.out.find("topics/laws.toml:1: error: has 0 samples"), std::string::npos);
}

TEST_F(RulesCommands, ABadRulebookOrWrongUsageIsTwo) {
  EXPECT_EQ(run({"rules", "list", "--rules", "ita-1999"}).exit, 2);
  EXPECT_EQ(run({"rules"}).exit, 2);
  EXPECT_EQ(run({"rules", "list", "--colour"}).exit, 2);
  EXPECT_EQ(run({"rules", "show", "O1", "--lang", "fr"}).exit, 2);
  EXPECT_EQ(run({}).exit, 2);
  rules_.write("words.toml", "x");
  EXPECT_EQ(run({"rules", "match"}, "ก\n").exit, 2);
  EXPECT_EQ(run({"rules", "test"}).exit, 2);
}

TEST_F(RulesCommands, HelpAndVersionAreZero) {
  EXPECT_EQ(run({"--help"}).exit, 0);
  EXPECT_NE(run({"--version"}).out.find("oitcheck "), std::string::npos);
  EXPECT_NE(run({"rules", "--help"}).out.find("explain"), std::string::npos);
}

}  // namespace
}  // namespace oit::cli
