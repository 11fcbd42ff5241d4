#include "match/topic_matcher.h"

#include <gtest/gtest.h>

#include "match/subjects.h"

namespace oit::match {
namespace {

class TopicMatcherTest : public testing::Test {
 protected:
  /// The topics `label` names, best first, joined by spaces; "-" for none.
  std::string named(std::string_view label) const {
    std::string ids;
    for (const auto& hit : matcher_.topics(label))
      ids += (ids.empty() ? "" : " ") + rulebook_.topics[hit.topic].id;
    return ids.empty() ? "-" : ids;
  }

  const model::Rulebook rulebook_ = few_subjects();
  const TopicMatcher matcher_{rulebook_};
};

TEST_F(TopicMatcherTest, LongestPhraseWins) {
  EXPECT_EQ(named("รายงานผลการจัดซื้อจัดจ้าง"), "annual");
  EXPECT_EQ(named("รายงานผลการจัดซื้อจัดจ้าง ประจำเดือน (รายเดือน)"), "monthly");
  EXPECT_EQ(named("มาตรการป้องกันการทุจริตของเทศบาล"), "plan");
  EXPECT_EQ(named("ป้องกันการทุจริต รอบ 6 เดือนแรก"), "half");
}

TEST_F(TopicMatcherTest, YearsAndNumbersPlayNoPart) {
  EXPECT_EQ(named("O21 สรุปผลการจัดซื้อจัดจ้าง ปี 2565"), "monthly");
  EXPECT_EQ(named("O36 สรุปผลการจัดซื้อจัดจ้าง"), "monthly");
  // A year with its words inside a title used to break the title in two.
  EXPECT_EQ(named("รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปีงบประมาณ พ.ศ. ๒๕๖๖ รอบ ๖ เดือน"),
            "half");
  EXPECT_TRUE(
      matcher_
          .topics("รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปีงบประมาณ พ.ศ. 2566 รอบ 6 เดือน")
          .at(0)
          .prescribed);
}

TEST_F(TopicMatcherTest, SixIsNotPartOfSixteen) {
  EXPECT_EQ(named("ป้องกันการทุจริต 16 เดือน"), "plan");
}

TEST_F(TopicMatcherTest, WritingDoesNotMatter) {
  EXPECT_EQ(named("สรุปผลการ จัดซื้อ-จัดจ้าง"), "monthly");
  EXPECT_EQ(named("สขร. ๑"), "monthly");
  EXPECT_EQ(named("E-SERVICE"), "e-service");
  EXPECT_EQ(named("เจตจํานงสุจริตของผู้บริหาร"), "old");   // decomposed ำ
  EXPECT_EQ(named("เจตน์จำนงสุจริตของผู้บริหาร"), "old");  // a known misspelling
}

TEST_F(TopicMatcherTest, LatinWordsAreWhole) {
  EXPECT_EQ(named("re service"), "-");
  EXPECT_EQ(named("e servicesxx"), "-");
}

TEST_F(TopicMatcherTest, ARivalSpeaksForItsTopicAndWinsTies) {
  EXPECT_EQ(named("สรุปผลการจัดซื้อจัดจ้างประจำปี"), "annual");
  EXPECT_EQ(named("สรุปผลการจัดซื้อจัดจ้างประจำปี 2565"), "annual");
}

TEST_F(TopicMatcherTest, ALookAlikeOfNothingSilencesOnlyWhatItCovers) {
  EXPECT_EQ(named("โครงสร้างพื้นฐาน"), "-");
  EXPECT_EQ(named("โครงสร้างหน่วยงาน และงานโครงสร้างพื้นฐาน"), "structure");
  EXPECT_EQ(named("ขายทอดตลาดพัสดุ สรุปผลการจัดซื้อจัดจ้าง"), "monthly");
}

TEST_F(TopicMatcherTest, ALookAlikeOfNothingYieldsToTheTopicThatClaimsTheSameWords) {
  auto rulebook = few_subjects();
  rulebook.topics[0].rivals.push_back({{"เจตจำนงสุจริตของผู้บริหาร"}, "-"});
  const auto hits = TopicMatcher(rulebook).topics("เจตจำนงสุจริตของผู้บริหาร");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(rulebook.topics[hits[0].topic].id, "old");
}

TEST_F(TopicMatcherTest, ARivalAloneNamesNothing) {
  auto rulebook = few_subjects();
  rulebook.topics[0].rivals.push_back({{"รอบสิบสองเดือน"}, "annual"});
  EXPECT_TRUE(TopicMatcher(rulebook).topics("กิจกรรมรอบสิบสองเดือนของกองช่าง").empty());
}

TEST_F(TopicMatcherTest, EqualTopicsAreAllGiven) {
  auto rulebook = few_subjects();
  rulebook.topics[1].leads = {"ข้อมูลกขคง"};
  rulebook.topics[2].leads = {"ข้อมูลขคงจ"};
  const auto hits = TopicMatcher(rulebook).topics("ข้อมูลขคงจ และ ข้อมูลกขคง");
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].topic, 2);  // it stands first
}

TEST_F(TopicMatcherTest, ReadsDamagedText) {
  EXPECT_EQ(named("รำยงำนผลกำรจัดซื้อจัดจ้ำง"), "annual");
  EXPECT_EQ(named("สรุปผลการจดซอจดจาง"), "monthly");
  EXPECT_EQ(named("โครงสราง"), "-");  // too short to be sure
}

TEST_F(TopicMatcherTest, TheNounPrefixMayBeMissingWhereALabelBegins) {
  auto rulebook = few_subjects();
  rulebook.topics[0].leads = {"การประเมินความเสี่ยงการทุจริต"};
  const TopicMatcher matcher(rulebook);
  EXPECT_EQ(matcher.topics("ประเมินความเสี่ยงการทุจริต ปี 2566").size(), 1U);
  EXPECT_TRUE(matcher.topics("ประชุมคณะทำงานประเมินความเสี่ยงการทุจริต").empty());
}

TEST_F(TopicMatcherTest, TakesAnything) {
  EXPECT_EQ(named(""), "-");
  EXPECT_EQ(named("\xFF\xFE \xE0\xB8"), "-");
  EXPECT_EQ(named(std::string(100000, 'x')), "-");
  EXPECT_EQ(named("2566"), "-");
}

TEST_F(TopicMatcherTest, AllTopicsGivesPlacesInTheOriginal) {
  const std::string line = "๑. สรุปผลการ จัดซื้อจัดจ้าง ปี 2566 และ E-Service";
  const auto places = matcher_.all_topics(text::make_match_key(line));
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(rulebook_.topics[places[0].hit.topic].id, "monthly");
  EXPECT_TRUE(line.substr(places[0].begin).starts_with("สรุปผล"));
  EXPECT_TRUE(
      line.substr(places[1].begin, places[1].end - places[1].begin).starts_with("E-Service"));
}

TEST_F(TopicMatcherTest, AllTopicsLeavesOutWhatStandsInsideALongerPhrase) {
  const auto places = matcher_.all_topics(text::make_match_key("ป้องกันการทุจริต รอบ 6 เดือน"));
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(rulebook_.topics[places[0].hit.topic].id, "half");
}

TEST_F(TopicMatcherTest, ExplainsWhatWonAndWhatWasSilenced) {
  const auto why = matcher_.explain("โครงสร้างพื้นฐาน");
  EXPECT_TRUE(why.topics.empty());
  ASSERT_EQ(why.parts.size(), 2U);
  EXPECT_EQ(why.parts[0].topic, "-");
  EXPECT_EQ(why.parts[0].kind, "rival of structure");
  EXPECT_FALSE(why.parts[1].counts);
  EXPECT_TRUE(matcher_.explain("โครงสร้าง").parts.at(0).wins);
}

TEST_F(TopicMatcherTest, TellsHeadlinesFromTitles) {
  EXPECT_TRUE(
      matcher_.reads_like_news("นายกเทศมนตรีลงพื้นที่ตรวจงาน พร้อมเข้าร่วมประชุมแผนปฏิบัติการป้องกันการทุจริต"));
  EXPECT_TRUE(matcher_.reads_like_news("ลงพื้นที่ตรวจสอบถนนชำรุดหมู่ 5"));
  EXPECT_FALSE(matcher_.reads_like_news("แผนปฏิบัติการป้องกันการทุจริต"));
  EXPECT_FALSE(matcher_.reads_like_news("แผนปฏิบัติการป้องกันการทุจริต โครงการลงพื้นที่พบประชาชนตามหมู่บ้าน"));
}

}  // namespace
}  // namespace oit::match
