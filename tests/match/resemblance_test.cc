#include <gtest/gtest.h>

#include "match/subjects.h"
#include "match/topic_matcher.h"
#include "text/match_key.h"

namespace oit::match {
namespace {

std::string topic_of(const std::string& title) {
  static const model::Rulebook kRulebook = few_subjects();
  static const TopicMatcher kMatcher(kRulebook);
  const auto hits = kMatcher.resembled_topics(text::make_match_key(title));
  return hits.empty() ? "" : kRulebook.topics[hits.front().topic].id;
}

TEST(Resemblance, NamesTheSubjectOfATitleReadBadly) {
  EXPECT_EQ(topic_of("รายงานผลการจัดซีตจัจ้าง หรือการจัดหาพัสด ประจ่าปงประเทณ"), "annual");
  EXPECT_EQ(topic_of("แผนปฏิบตการปองกนการทุจรต ของเทศบาล"), "plan");
}

TEST(Resemblance, GoesByTheLongestPhraseAlsoARivals) {
  EXPECT_EQ(topic_of("รายงานสรปผลการจัดซีตจัจ้าง ประจ่าปงประเทณ"), "annual");
  EXPECT_EQ(topic_of("สรปผลการจัดซีตจัดจ้าง เดือน"), "monthly");
}

TEST(Resemblance, SaysNothingOfShortOrOtherTitles) {
  EXPECT_EQ(topic_of("ประกาศเทศบาลตำบลทุ่งพะยอมงาม เรื่อง การแข่งขันกีฬา"), "");
  EXPECT_EQ(topic_of("แผนปฏิ"), "");
  EXPECT_EQ(topic_of(""), "");
}

}  // namespace
}  // namespace oit::match
