// Lists that extend another, items of several parts, components on request, lists of other sectors.
#include <gtest/gtest.h>

#include "rulebook/load.h"
#include "support/small_rules.h"

namespace oit::rulebook {
namespace {

using support::SmallRules;
using namespace std::chrono_literals;

constexpr std::string_view kNext = R"(
id = "ita-2567"
extends = "ita-2566"
fiscal_year = 2567
provisional = true
title = { th = "รายการ" }
source = "test"
revision = "1"
[calendar]
opens = "2024-03-01"
deadline = "2024-04-30"
)";

constexpr std::string_view kSector = R"(
id = "vec-2566"
fiscal_year = 2566
since = 2566
title = { th = "รายการอาชีวศึกษา" }
owner = { th = "สอศ." }
source = "test"
revision = "1"
numbers = 23
agency_types = ["sao"]
marks = ["OIT อาชีวศึกษา"]
)";

/// What is said when ita-2567.toml extends the small year and says `more`.
std::string complaint(std::string_view more) {
  SmallRules rules;
  rules.write("ita-2567.toml", std::string(kNext) + std::string(more));
  const auto loaded = load(rules.folder(), "ita-2567");
  return loaded ? std::string() : loaded.error().message;
}

TEST(Extends, TakesOverEverythingItsFileLeavesOut) {
  SmallRules rules;
  rules.write("ita-2567.toml", kNext);
  const auto loaded = load(rules.folder(), "ita-2567");
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto& year = loaded->year;
  EXPECT_TRUE(year.provisional);
  EXPECT_EQ(year.extends, "ita-2566");
  EXPECT_EQ(year.based_on, 2566);
  EXPECT_EQ(year.deadline, std::chrono::sys_days(2024y / 4 / 30));
  ASSERT_EQ(year.items.size(), 2U);
  EXPECT_EQ(year.items[1].title.th, "แผนการจัดซื้อจัดจ้าง");
  EXPECT_DOUBLE_EQ(year.items[0].points, 20);
  EXPECT_EQ(year.bands.size(), 2U);
}

TEST(Extends, AnItemTakesThePlaceOfThatOfItsNumberAndDroppedOnesGo) {
  SmallRules rules;
  rules.write("ita-2567.toml", std::string(kNext) + R"(
[[item]]
id = "O1"
title = { th = "กฎหมายใหม่" }
topics = ["laws"]
period = "ANY_YEAR"
sub_indicator = "9.1"
)");
  const auto loaded = load(rules.folder(), "ita-2567");
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->year.items.size(), 2U);
  EXPECT_EQ(loaded->year.items[0].title.th, "กฎหมายใหม่");
  auto without = std::string(kNext);
  without.replace(without.find("provisional = true"), 18, "drops = [\"O2\"]");
  rules.write("ita-2567.toml", without);
  const auto shorter = load(rules.folder(), "ita-2567");
  ASSERT_TRUE(shorter) << shorter.error().message;
  EXPECT_EQ(shorter->year.items.size(), 1U);
  EXPECT_FALSE(shorter->year.provisional);
}

TEST(Extends, RefusesAListThatIsNotThere) {
  SmallRules rules;
  auto lost = std::string(kNext);
  lost.replace(lost.find("ita-2566"), 8, "ita-2501");
  rules.write("ita-2567.toml", lost);
  const auto loaded = load(rules.folder(), "ita-2567");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("\"ita-2501\" is no earlier list"), std::string::npos);
}

constexpr std::string_view kParts = R"(
[[item]]
id = "O1"
title = { th = "กฎหมายและแผน" }
parts = [["laws"], ["procurement-plan"]]
period = "RULES_AND_PLAN_FY"
sub_indicator = "9.1"
basis = "single"
note = { th = "อ่านจากหน่วยงานเดียว" }
component_basis = { list = "shown" }
)";

TEST(Parts, HaveThePeriodsTheirCodeGivesThem) {
  SmallRules rules;
  rules.write("ita-2567.toml", std::string(kNext) + std::string(kParts));
  const auto loaded = load(rules.folder(), "ita-2567");
  ASSERT_TRUE(loaded) << loaded.error().message;
  const auto& item = loaded->year.items[0];
  ASSERT_EQ(item.parts.size(), 2U);
  EXPECT_EQ(item.parts[0].period, text::PeriodCode::any_year);
  EXPECT_EQ(item.parts[1].period, text::PeriodCode::covers_fy);
  EXPECT_EQ(item.topics.size(), 2U);
  EXPECT_EQ(item.basis, model::Basis::single);
  EXPECT_EQ(loaded->topics[0].components[0].basis, model::Basis::shown);
  EXPECT_EQ(loaded->topics[0].shared_names, std::vector<std::string>{"กฎหมายและแผน"})
      << "the title of both names each";
}

TEST(Parts, MustBeAsManyAsTheCodeAsksFor) {
  auto one = std::string(kParts);
  one.replace(one.find("parts = [[\"laws\"], [\"procurement-plan\"]]"), 40, "topics = [\"laws\"]");
  EXPECT_NE(complaint(one).find("RULES_AND_PLAN_FY needs 2 parts, but the item has 0"),
            std::string::npos)
      << complaint(one);
  auto both = std::string(kParts);
  both.insert(both.find("period"), "topics = [\"laws\"]\n");
  EXPECT_NE(complaint(both).find("stands in place of"), std::string::npos) << complaint(both);
}

TEST(Basis, IsOneOfAFewWords) {
  auto wrong = std::string(kParts);
  wrong.replace(wrong.find("\"single\""), 8, "\"surely\"");
  EXPECT_NE(complaint(wrong).find("\"surely\" is unknown, expected \"confirmed\""),
            std::string::npos);
  auto nobody = std::string(kParts);
  nobody.replace(nobody.find("{ list ="), 8, "{ lost =");
  EXPECT_NE(complaint(nobody).find("\"lost\" is no component"), std::string::npos);
}

TEST(OnRequest, OnlyListsThatNameAComponentHaveIt) {
  SmallRules rules;
  rules.write("topics/laws.toml",
              SmallRules::topic("laws", "กฎหมายที่เกี่ยวข้อง", "",
                                "[[component]]\nid = \"fee\"\nth = \"ค่าธรรมเนียม\"\n"
                                "check = \"human\"\non_request = true\n"));
  const auto plain = load(rules.folder(), "ita-2566");
  ASSERT_TRUE(plain) << plain.error().message;
  ASSERT_EQ(plain->topics[0].components.size(), 1U);
  EXPECT_EQ(plain->topics[0].components[0].id, "list");
  rules.write("ita-2567.toml", std::string(kNext) + R"(
[[item]]
id = "O1"
title = { th = "กฎหมาย" }
topics = ["laws"]
period = "CURRENT"
sub_indicator = "9.1"
asks = ["fee"]
without = ["list"]
)");
  const auto asking = load(rules.folder(), "ita-2567");
  ASSERT_TRUE(asking) << asking.error().message;
  ASSERT_EQ(asking->topics[0].components.size(), 1U);
  EXPECT_EQ(asking->topics[0].components[0].id, "fee");
}

TEST(Sectors, AreReadBesideTheYearsAndNeverJudgeASite) {
  SmallRules rules;
  rules.write("vec-2566.toml", kSector);
  const auto loaded = load(rules.folder(), "ita-2566");
  ASSERT_TRUE(loaded) << loaded.error().message;
  ASSERT_EQ(loaded->sectors.size(), 1U);
  EXPECT_EQ(loaded->sectors[0].numbers, 23);
  EXPECT_EQ(loaded->years.size(), 1U);
  EXPECT_EQ(*list_sectors(rules.folder()), std::vector<std::string>{"vec-2566"});
  EXPECT_EQ(*list_years(rules.folder()), std::vector<std::string>{"ita-2566"});
  const auto refused = load(rules.folder(), "vec-2566");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("no site can be judged by it"), std::string::npos);
}

TEST(Sectors, AreRefusedWhenNothingWouldTellTheirPages) {
  SmallRules rules;
  auto blind = std::string(kSector);
  blind.replace(blind.find("marks = [\"OIT อาชีวศึกษา\"]"),
                std::string("marks = [\"OIT อาชีวศึกษา\"]").size(), "");
  rules.write("vec-2566.toml", blind);
  const auto loaded = load(rules.folder(), "ita-2566");
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().message.find("nothing would tell a page"), std::string::npos);
  auto unknown = std::string(kSector);
  unknown.replace(unknown.find("[\"sao\"]"), 7, "[\"inn\"]");
  rules.write("vec-2566.toml", unknown);
  EXPECT_NE(load(rules.folder(), "ita-2566").error().message.find("\"inn\" is no agency type"),
            std::string::npos);
}

}  // namespace
}  // namespace oit::rulebook
