#include "match/label_key.h"

#include <gtest/gtest.h>

namespace oit::match {
namespace {

std::string label(std::string_view text) { return text::key_to_utf8(make_label_key(text).bytes); }

TEST(LabelKey, LosesYearsWithTheirWords) {
  EXPECT_EQ(label("แผนงาน ประจำปีงบประมาณ พ.ศ. 2566"), "แผนงานประจำปี");
  EXPECT_EQ(label("แผนพัฒนา (พ.ศ. ๒๕๖๖ - ๒๕๗๐)"), "แผนพัฒนา");
  EXPECT_EQ(label("แผนงาน ปี 66"), "แผนงานปี");
  EXPECT_EQ(label("ITA 2023"), "ita");
  EXPECT_EQ(label("ITA 2566 e-service"), "ita e service");
}

TEST(LabelKey, KeepsNumbersThatAreNoYears) {
  EXPECT_EQ(label("รอบ 6 เดือน"), "รอบ6เดือน");
  EXPECT_EQ(label("หมู่ 66"), "หมู่66");
  EXPECT_EQ(label("25660"), "25660");
  EXPECT_EQ(label("เพศ 2566"), "เพศ");
}

TEST(LabelKey, LosesItemNumbers) {
  EXPECT_EQ(label("O12 รายงาน"), "รายงาน");
  EXPECT_EQ(label("๐๑๒ รายงาน"), "รายงาน");
}

TEST(LabelKey, OriginFollowsWhatIsLeft) {
  const std::string line = "ปี 2566 แผนงาน";
  auto key = text::make_match_key(line);
  drop_years(key);
  ASSERT_EQ(key.origin.size(), key.bytes.size() + 1);
  EXPECT_TRUE(line.substr(key.origin[2]).starts_with("แผนงาน"));
  EXPECT_EQ(key.origin.back(), line.size());
}

TEST(PhraseKey, YearsOfRuleFilesGoToo) {
  EXPECT_EQ(make_phrase_key("แผนประจำปีงบประมาณ พ.ศ. {fy}"), make_phrase_key("แผนประจำปี"));
  EXPECT_EQ(make_phrase_key("{fy-1}"), "");
}

}  // namespace
}  // namespace oit::match
