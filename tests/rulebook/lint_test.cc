#include "rulebook/lint.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "rulebook/load.h"
#include "support/small_rules.h"

namespace oit::rulebook {
namespace {

using support::SmallRules;

std::vector<LintFinding> lint_of(const SmallRules& rules) {
  const auto loaded = load(rules.folder(), "ita-2566");
  EXPECT_TRUE(loaded) << loaded.error().message;
  return loaded ? lint(*loaded, rules.folder()) : std::vector<LintFinding>{};
}

/// The finding whose message holds `words`, or one that says it is not there.
LintFinding finding(const std::vector<LintFinding>& all, std::string_view words) {
  const auto found = std::ranges::find_if(
      all, [&](const LintFinding& one) { return one.message.find(words) != std::string::npos; });
  return found == all.end() ? LintFinding{false, "not found", -1, std::string(words)} : *found;
}

std::string twelve_samples(std::string_view yes, std::string_view no) {
  std::string all;
  for (int i = 0; i < 6; ++i) {
    const auto number = std::to_string(i);
    all += "[[sample]]\nlabel = \"" + std::string(yes) + " ฉบับ " + number + "\"\nmatches = true\n";
    all += "[[sample]]\nlabel = \"" + std::string(no) + " ฉบับ " + number + "\"\nmatches = false\n";
  }
  return all;
}

TEST(Lint, IsSilentAboutGoodRules) {
  SmallRules rules;
  rules.write("topics/laws.toml",
              SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง", "proofs = [\"พระราชบัญญัติ\"]",
                                twelve_samples("กฎหมายที่เกี่ยวข้อง", "แผนการจัดซื้อจัดจ้าง")));
  rules.write("topics/procurement-plan.toml",
              SmallRules::topic("procurement-plan", "แผนการจัดซื้อจัดจ้าง", "proofs = [\"วงเงิน\"]",
                                twelve_samples("แผนการจัดซื้อจัดจ้าง", "กฎหมายที่เกี่ยวข้อง")));
  const auto findings = lint_of(rules);
  EXPECT_TRUE(findings.empty()) << findings.front().message;
}

TEST(Lint, FindsYearsWrittenOut) {
  SmallRules rules;
  rules.write("topics/laws.toml", SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง",
                                                    "leads = [\"ข้อบัญญัติ\",\n\"เทศบัญญัติ ปี ๒๕๖๖\"]\n"
                                                    "proofs = [\"พ.ร.บ.เทศบาล พ.ศ. 2496\", "
                                                    "\"พระราชบัญญัติข้อมูลข่าวสาร พ.ศ. 2540\"]"));
  const auto findings = lint_of(rules);
  const auto year = finding(findings, "holds the year 2566");
  EXPECT_TRUE(year.is_error);
  EXPECT_EQ(year.file, "topics/laws.toml");
  EXPECT_EQ(year.line, 8);
  EXPECT_EQ(finding(findings, "2540").line, -1);  // a law is called by its year
}

TEST(Lint, FindsPhrasesThatNameAnotherTopicOrNothing) {
  SmallRules rules;
  rules.write("topics/laws.toml",
              SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง",
                                "leads = [\"แผนการจัดซื้อจัดจ้าง\", \"แผน + รายงาน\", \"กฎ\"]"));
  const auto findings = lint_of(rules);
  EXPECT_TRUE(finding(findings, "the lead \"แผนการจัดซื้อจัดจ้าง\" names procurement-plan").is_error);
  EXPECT_TRUE(finding(findings, "\"แผนการจัดซื้อจัดจ้าง\" stands in laws too").is_error);
  EXPECT_TRUE(finding(findings, "made of words every subject uses").is_error);
  EXPECT_TRUE(finding(findings, "\"กฎ\" is too short").is_error);
}

TEST(Lint, FindsSamplesThatFailAndSamplesTooFew) {
  SmallRules rules;
  rules.write("topics/laws.toml",
              SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง", "",
                                "[[sample]]\nlabel = \"ของฝากจากตำบล\"\nmatches = true\n"
                                "[[sample]]\nlabel = \"กฎหมายที่เกี่ยวข้องกับภาษี\"\nmatches = false\n"));
  const auto findings = lint_of(rules);
  EXPECT_TRUE(finding(findings, "\"ของฝากจากตำบล\" must match, but names no topic").is_error);
  EXPECT_TRUE(finding(findings, "must not match, but names laws").is_error);
  EXPECT_TRUE(finding(findings, "has 1 samples that match and 1 that do not").is_error);
}

TEST(Lint, FindsCountersThatNoHostCanBe) {
  const std::string lists = "collecting = [\"ita\"]\nnews = [\"ลงพื้นที่\"]\n";
  SmallRules rules;
  rules.write("words.toml", lists +
                                "visitor_counters = [\n\"stat.example.com\", \"a-1.co.th\",\n"
                                "\"https://stat.example.org\", \"Stat.example.net\", \"/px\",\n"
                                "\"counter\", \".dot.com\", \"-x.com\", \"a..com\", \"นับ.com\",\n"
                                "\"stat.example.com:80\", \"go.th\",\n"
                                "\"deep.a-1.co.th\", \"not-a-1.co.th\"]\n");
  const auto findings = lint_of(rules);
  for (const char* wrong : {"https://stat.example.org", "Stat.example.net", "/px", "counter",
                            ".dot.com", "-x.com", "a..com", "นับ.com", "stat.example.com:80"}) {
    const auto found =
        finding(findings, std::string("\"") + wrong + "\" in visitor_counters is no name");
    EXPECT_TRUE(found.is_error) << wrong;
    EXPECT_EQ(found.file, "words.toml") << wrong;
  }
  EXPECT_EQ(finding(findings, "\"Stat.example.net\"").line, 5);
  EXPECT_TRUE(finding(findings, "\"go.th\" in visitor_counters would keep").is_error);
  const auto below = finding(findings, "\"deep.a-1.co.th\" in visitor_counters is below");
  EXPECT_FALSE(below.is_error);
  EXPECT_EQ(below.file, "words.toml");
  for (const char* right : {"\"a-1.co.th\" in", "\"not-a-1.co.th\""})
    EXPECT_EQ(finding(findings, right).line, -1) << right;
}

TEST(Lint, IsNotReachedByCountersTwiceOrWithoutAName) {
  for (const char* names : {"\"a.com\", \"a.com\"", "\"a.com\", \"\"", ""}) {
    SmallRules rules;
    rules.write("words.toml",
                "collecting = [\"ita\"]\nvisitor_counters = [" + std::string(names) + "]\n");
    const auto loaded = load(rules.folder(), "ita-2566");
    ASSERT_FALSE(loaded) << names;
    EXPECT_NE(loaded.error().message.find("visitor_counters"), std::string::npos) << names;
  }
}

TEST(Lint, FindsGapsInNumbersAndTopicsNobodyUses) {
  SmallRules rules;
  auto year = SmallRules::year(2566);
  year.replace(year.find("id = \"O2\""), 9, "id = \"O3\"");
  rules.write("ita-2566.toml", year);
  rules.write("topics/old.toml", SmallRules::topic("old", "มาตรการเดิมของปีก่อน"));
  const auto findings = lint_of(rules);
  EXPECT_TRUE(finding(findings, "O2 is missing").is_error);
  const auto unused = finding(findings, "no year uses this topic");
  EXPECT_TRUE(unused.is_error);
  EXPECT_EQ(unused.file, "topics/old.toml");
  rules.write("topics/old.toml",
              SmallRules::topic("old", "มาตรการเดิมของปีก่อน", "historical = true\n"));
  for (const auto& one : lint_of(rules))
    EXPECT_EQ(one.message.find("no year uses"), std::string::npos) << one.message;
}

TEST(Lint, FindsATopicThatIsCalledHistoricalAndAskedFor) {
  SmallRules rules;
  rules.write("topics/laws.toml",
              SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง", "historical = true\n"));
  EXPECT_TRUE(finding(lint_of(rules), "O1 uses laws, which is marked historical").is_error);
}

TEST(Lint, FindsAListThatEndsTooSoon) {
  SmallRules rules;
  auto year = SmallRules::year(2566);
  year.replace(year.find("revision = \"1\""), 14, "revision = \"1\"\nnumbers = 3");
  rules.write("ita-2566.toml", year);
  EXPECT_TRUE(finding(lint_of(rules), "ends at O2, but says it has 3 numbers").is_error);
}

TEST(Lint, FindsAListThatCarriesOtherThanFortyPoints) {
  SmallRules rules;
  auto year = SmallRules::year(2566);
  year.replace(year.find("weight = 40"), 11, "weight = 50");
  rules.write("ita-2566.toml", year);
  EXPECT_TRUE(finding(lint_of(rules), "carries 50 points").is_error);
}

TEST(Lint, FindsAProvisionalListThatStandsInForNone) {
  SmallRules rules;
  auto year = SmallRules::year(2566);
  year.replace(year.find("revision = \"1\""), 14, "revision = \"1\"\nprovisional = true");
  rules.write("ita-2566.toml", year);
  EXPECT_TRUE(finding(lint_of(rules), "is provisional, but extends no list").is_error);
}

TEST(Lint, FindsPointsThatDoNotAddUp) {
  SmallRules rules;
  auto year = SmallRules::year(2566);
  year.replace(year.rfind("sub_indicator = \"10.1\""), 22, "sub_indicator = \"9.1\"");
  rules.write("ita-2566.toml", year);
  EXPECT_TRUE(finding(lint_of(rules), "sum to 20.000, expected 40").is_error);
}

}  // namespace
}  // namespace oit::rulebook
