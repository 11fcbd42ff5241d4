#include "match/item_namer.h"

#include <gtest/gtest.h>

#include "match/subjects.h"

namespace oit::match {
namespace {

class ItemNamerTest : public testing::Test {
 protected:
  std::string item(std::string_view label) const {
    const auto named = name_item(rulebook_, matcher_, label);
    return named.item ? named.item->id : "-";
  }
  double score(std::string_view label) const { return name_item(rulebook_, matcher_, label).score; }

  const model::Rulebook rulebook_ = few_subjects();
  const TopicMatcher matcher_{rulebook_};
};

TEST_F(ItemNamerTest, GivesTheNumberOfTheYear) {
  EXPECT_EQ(item("สรุปผลการจัดซื้อจัดจ้าง เดือนมกราคม 2566"), "O21");
  EXPECT_EQ(item("O1 สรุปผลการจัดซื้อจัดจ้าง"), "O21");  // the subject decides
  EXPECT_EQ(item("เจตจำนงสุจริตของผู้บริหาร"), "-");    // known, but without a number
  EXPECT_EQ(item("ของฝาก"), "-");
  EXPECT_EQ(item(""), "-");
}

TEST_F(ItemNamerTest, TheNumberInTheLabelDecidesBetweenEquals) {
  auto rulebook = few_subjects();
  rulebook.topics[1].leads = {"ข้อมูลกขคง"};
  rulebook.topics[2].leads = {"ข้อมูลขคงจ"};
  const TopicMatcher matcher(rulebook);
  const auto number = [&](std::string_view label) {
    return name_item(rulebook, matcher, label).item->number;
  };
  EXPECT_EQ(number("ข้อมูลขคงจ และ ข้อมูลกขคง"), 18);      // the lowest
  EXPECT_EQ(number("O21 ข้อมูลขคงจ และ ข้อมูลกขคง"), 21);  // the one it names
}

TEST_F(ItemNamerTest, ScoresHowMuchOfTheLabelIsExplained) {
  EXPECT_DOUBLE_EQ(score("แผนปฏิบัติการป้องกันการทุจริต"), 1);
  EXPECT_DOUBLE_EQ(score("ของฝาก"), 0);
  EXPECT_GT(score("แผนปฏิบัติการป้องกันการทุจริต"), score("เรื่องแผนปฏิบัติการป้องกันการทุจริตของเทศบาล"));
}

TEST_F(ItemNamerTest, AHeadlineNamesOnlyItemsThatAskForActivities) {
  const std::string headline = "นายกลงพื้นที่ประชุมชี้แจงแผนปฏิบัติการป้องกันการทุจริต";
  EXPECT_EQ(item(headline), "-");
  auto rulebook = few_subjects();
  for (auto& one : rulebook.year.items) one.period = text::PeriodCode::done_fy;
  const auto named = name_item(rulebook, TopicMatcher(rulebook), headline);
  ASSERT_NE(named.item, nullptr);
  EXPECT_LT(named.score, 0.5);
}

TEST_F(ItemNamerTest, TakesASubjectThatStandsBesideAnItemsOwn) {
  auto rulebook = few_subjects();
  rulebook.year.items.front().also = {6};  // "old", which has no number of its own
  const TopicMatcher matcher(rulebook);
  const auto named = name_item(rulebook, matcher, "เจตจำนงสุจริตของผู้บริหาร");
  ASSERT_NE(named.item, nullptr);
  EXPECT_EQ(named.item->id, "O1");
}

}  // namespace
}  // namespace oit::match
