#include "rulebook/load.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "support/small_rules.h"
#include "text/dates.h"

namespace oit::rulebook {
namespace {

using support::SmallRules;
using namespace std::chrono_literals;

/// What is said about the small rules after `file` became `content`; empty if they load.
std::string complaint(const std::string& file, const std::string& content) {
  SmallRules rules;
  rules.write(file, content);
  const auto loaded = load(rules.folder(), "ita-2566");
  if (loaded) return {};
  EXPECT_EQ(loaded.error().code, ErrorCode::bad_rulebook);
  const auto& message = loaded.error().message;
  const auto name = message.find(file);
  return name == std::string::npos ? message : message.substr(name);
}

TEST(Load, ReadsEveryRoomOfTheRules) {
  const SmallRules rules;
  const auto loaded = load(rules.folder(), "ita-2566");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->year.fiscal_year, 2566);
  EXPECT_EQ(loaded->year.deadline, std::chrono::sys_days(2023y / 4 / 30));
  ASSERT_EQ(loaded->topics.size(), 2U);
  EXPECT_EQ(loaded->topics[1].id, "procurement-plan");
  EXPECT_EQ(loaded->topics[1].components.at(0).absence, model::Absence::proven);
  EXPECT_EQ(loaded->roles.at(0).by_agency.at("sao"), "กองคลัง");
  EXPECT_EQ(loaded->hosts.at(0).account_path, "first_segment");
  EXPECT_EQ(loaded->words.at("collecting"), std::vector<std::string>{"ita"});
  EXPECT_EQ(loaded->spellings.at(0).wrong, std::vector<std::string>{"กฏ"});
}

TEST(Load, SharesPointsByIndicatorSubIndicatorAndItem) {
  SmallRules rules;
  rules.write("ita-2566.toml", SmallRules::year(2566, R"(
[[item]]
id = "O3"
title = { th = "กฎหมาย" }
topics = ["laws"]
period = "CURRENT"
sub_indicator = "9.1"
)"));
  const auto loaded = load(rules.folder(), "ita-2566");
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_DOUBLE_EQ(loaded->year.items[0].points, 10);
  EXPECT_DOUBLE_EQ(loaded->year.items[1].points, 20);
  EXPECT_DOUBLE_EQ(loaded->year.items[2].points, 10);
}

TEST(Load, RevisionChangesWithAnyFile) {
  SmallRules rules;
  const auto before = load(rules.folder(), "ita-2566")->revision;
  EXPECT_EQ(load(rules.folder(), "ita-2566")->revision, before);
  rules.write("spelling.toml", "");
  EXPECT_NE(load(rules.folder(), "ita-2566")->revision, before);
}

TEST(Load, TakesAYearFileByItsPath) {
  SmallRules rules;
  auto own = SmallRules::year(2566);
  own.replace(own.find("revision = \"1\""), 14, "revision = \"9\"");
  rules.write("own/ita-2566.toml", own);
  const auto loaded = load(rules.folder(), (rules.folder() / "own/ita-2566.toml").string());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_EQ(loaded->year.revision, "9");
  EXPECT_EQ(loaded->years.size(), 1U);  // stands in for the shipped one
}

TEST(Load, NamesTheYearsThereAre) {
  const SmallRules rules;
  const auto loaded = load(rules.folder(), "ita-2599");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("expected \"ita-2566\""), std::string::npos);
}

TEST(Load, NamesFileLineColumnKeyAndWhatWasExpected) {
  EXPECT_EQ(complaint("topics/laws.toml", SmallRules::topic("laws", "กฎหมาย", "lead = [\"x\"]")),
            "topics/laws.toml:7:8: key \"lead\": is unknown here, expected \"action\", "
            "\"component\", \"evidence\", \"historical\", \"id\", \"leads\", \"names\", "
            "\"proofs\", \"rivals\", "
            "\"sample\", \"source\", \"title\", \"units\" or \"urls\"");
  EXPECT_EQ(complaint("topics/laws.toml", SmallRules::topic("laws", "กฎหมาย", "leads = \"x\"")),
            "topics/laws.toml:7:9: key \"leads\": expected a list, found a text");
}

struct Broken {
  const char* what;
  const char* more;    // into topics/laws.toml before its tables
  const char* tables;  // and after them
  const char* says;
};

class RefusesTopic : public testing::TestWithParam<Broken> {};

TEST_P(RefusesTopic, AndSaysWhy) {
  const auto& broken = GetParam();
  const auto said = complaint("topics/laws.toml",
                              SmallRules::topic("laws", "กฎหมาย", broken.more, broken.tables));
  EXPECT_NE(said.find(broken.says), std::string::npos) << said;
}

INSTANTIATE_TEST_SUITE_P(
    Topics, RefusesTopic,
    testing::Values(
        Broken{"SyntaxError", "leads = [", "", "topics/laws.toml:"},
        Broken{"EmptyText", "leads = [\"\"]", "", "key \"leads\": expected a list of texts"},
        Broken{"TwiceListed", "leads = [\"กข\", \"กข\"]", "", "is listed twice"},
        Broken{"UnknownRivalTopic", "rivals = [{ words = [\"กขคง\"], topic = \"lows\" }]", "",
               "topic \"lows\" is unknown"},
        Broken{"OwnRival", "rivals = [{ words = [\"กขคง\"], topic = \"laws\" }]", "",
               "names this topic itself"},
        Broken{"RivalWithoutWords", "rivals = [{ words = [], topic = \"-\" }]", "",
               "at least one text"},
        Broken{"UnknownCheck", "", "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"magic\"\n",
               "\"magic\" is unknown, expected \"words\""},
        Broken{"UnknownAbsence", "",
               "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"form\"\nabsence = \"maybe\"\n",
               "\"maybe\" is unknown, expected \"proven\" or \"unseen\""},
        Broken{"WordsWithoutWords", "",
               "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"words\"\n",
               "check \"words\" needs a list"},
        Broken{"TooManyWordsAsked", "",
               "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"words\"\nwords = [\"กขคง\"]\n"
               "min = 2\n",
               "asks for more words"},
        Broken{"TwinComponent", "", "[[component]]\nid = \"list\"\nth = \"ก\"\ncheck = \"form\"\n",
               "two components are called \"list\""},
        Broken{"StandsForNothing", "",
               "[[component]]\nid = \"nil\"\nth = \"ก\"\ncheck = \"nil_statement\"\n"
               "words = [\"ไม่มีเรื่อง\"]\nstands_for = [\"lost\"]\n",
               "\"lost\" is no other component"},
        Broken{"OnlyNilStandsFor", "",
               "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"form\"\nstands_for = [\"list\"]\n",
               "only a nil_statement"},
        Broken{"BadComponentId", "",
               "[[component]]\nid = \"The List\"\nth = \"ก\"\ncheck = \"form\"\n", "is no id"},
        Broken{"NegativeMinimum", "",
               "[[component]]\nid = \"a\"\nth = \"ก\"\ncheck = \"table\"\nmin = 0\n",
               "expected a whole number from 1"},
        Broken{"SampleWithoutAnswer", "", "[[sample]]\nlabel = \"ก\"\n",
               "key \"matches\": is missing"},
        Broken{"SampleOfNobody", "", "[[sample]]\nlabel = \"ก\"\nmatches = false\nis = \"x\"\n",
               "topic \"x\" is unknown"},
        Broken{"SampleOfTwo", "",
               "[[sample]]\nlabel = \"ก\"\nmatches = true\nis = \"procurement-plan\"\n",
               "only a sample that does not match"}),
    [](const auto& one) { return std::string(one.param.what); });

TEST(Load, RefusesATopicThatIsNotItsFile) {
  EXPECT_NE(complaint("topics/laws.toml", SmallRules::topic("lows", "กฎหมาย")).find("file's name"),
            std::string::npos);
}

/// What is said about the small year after `from` became `to`.
std::string year_complaint(std::string_view from, std::string_view to) {
  auto year = SmallRules::year(2566);
  const auto at = year.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  year.replace(at, from.size(), to);
  return complaint("ita-2566.toml", year);
}

TEST(Load, RefusesYearsThatDoNotHoldTogether) {
  const std::vector<std::array<std::string_view, 3>> cases = {
      {"id = \"O2\"", "id = \"O1\"", "\"O1\" is there already"},
      {"id = \"O2\"", "id = \"O02\"", "is no item"},
      {"\"procurement-plan\"", "\"procurement\"", "topic \"procurement\" is unknown"},
      {"PLAN_FY", "NEXT_FY", "\"NEXT_FY\" is no period code"},
      {"sub_indicator = \"10.1\"", "sub_indicator = \"11.1\"", "is no [[sub_indicator]]"},
      {"indicator = \"10\"\n", "indicator = \"11\"\n", "is no [[indicator]]"},
      {"[\"list\"]", "[\"lists\"]", "\"lists\" is no component"},
      {"2023-04-30", "2023-02-30", "is no day"},
      {"2023-04-30", "2022-04-30", "lies before"},
      {"from = 0", "from = 90", "highest first"},
      {"weight = 40", "weight = \"40\"", "expected a number, found a text"},
      {"topics = [\"laws\"]", "topics = [\"laws\", \"procurement-plan\"]", "\"mode\": is missing"},
      {"id = \"ita-2566\"", "id = \"ita-2565\"", "must be the file's name"},
  };
  for (const auto& [from, to, says] : cases) {
    const auto said = year_complaint(from, to);
    EXPECT_NE(said.find(says), std::string::npos) << to << ": " << said;
  }
}

TEST(Load, RefusesListsThatDoNotHoldTogether) {
  EXPECT_NE(complaint("units.toml", "").find("\"role\": is missing"), std::string::npos);
  EXPECT_NE(complaint("hosts.toml", "[[host]]\nname = \"a\"\nkind = \"pub\"\n").find("\"pub\""),
            std::string::npos);
  EXPECT_NE(complaint("words.toml", "Words = [\"x\"]\n").find("lower-case"), std::string::npos);
  EXPECT_NE(complaint("spelling.toml", "[[variant]]\nright = \"ก\"\nwrong = [\"ก\"]\n")
                .find("right spelling itself"),
            std::string::npos);
}

TEST(Load, RefusesFilesThatAreMissingOrOfAnotherKind) {
  SmallRules rules;
  rules.remove("words.toml");
  EXPECT_FALSE(load(rules.folder(), "ita-2566"));
  EXPECT_FALSE(load("/nonexistent", "ita-2566"));
  EXPECT_NE(complaint("spelling.toml", "variant = 5").find("expected a list"), std::string::npos);
}

TEST(DefaultYear, IsTheNewestNotLaterThanTheDay) {
  SmallRules rules;
  rules.write("ita-2568.toml", SmallRules::year(2568));
  const auto on = [&](std::chrono::sys_days day) { return *default_year(rules.folder(), day); };
  EXPECT_EQ(on(2023y / 5 / 1), "ita-2566");
  EXPECT_EQ(on(2024y / 9 / 30), "ita-2566");  // the last day of FY2567
  EXPECT_EQ(on(2024y / 10 / 1), "ita-2568");  // the first of FY2568
  EXPECT_EQ(on(2030y / 1 / 1), "ita-2568");
  EXPECT_EQ(on(2000y / 1 / 1), "ita-2566");  // with none that early, the oldest
}

TEST(FindRules, TakesTheFolderGivenOrRefuses) {
  const SmallRules rules;
  ::setenv("OITCHECK_RULES", rules.folder().c_str(), 1);
  EXPECT_EQ(find_rules().value(), rules.folder());
  ::setenv("OITCHECK_RULES", "/nonexistent", 1);
  EXPECT_FALSE(find_rules());
  ::unsetenv("OITCHECK_RULES");
  EXPECT_TRUE(find_rules());  // the source tree's own
}

}  // namespace
}  // namespace oit::rulebook
