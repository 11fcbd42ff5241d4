#include "crawl/dated.h"

#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

TEST(ReadDated, KeepsTheMentionsAndAQuoteOfTheFirst) {
  const auto dated = read_dated("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) แก้ไขปี 2567");
  ASSERT_EQ(dated.mentions.size(), 2U);
  EXPECT_EQ(dated.mentions[0].form, text::PeriodForm::plan_years);
  EXPECT_EQ(dated.mentions[1].year, 2567);
  EXPECT_NE(dated.quote.find("2566"), std::string::npos);
  EXPECT_TRUE(read_dated("ไม่มีปี").mentions.empty());
  EXPECT_EQ(read_dated("ไม่มีปี").quote, "");
}

TEST(AddDated, StopsAtItsLimit) {
  std::string many;
  for (int year = 2540; year < 2570; ++year) many += "ปีงบประมาณ " + std::to_string(year) + " และ";
  model::DatedText dated;
  add_dated(many, dated, 7);
  EXPECT_EQ(dated.mentions.size(), 7U);
  add_dated(many, dated, 7);
  EXPECT_EQ(dated.mentions.size(), 7U);
}

TEST(ReadSigning, TakesDaysRightAfterItsWords) {
  const auto signing = read_signing("แผน ปี 2566\nประกาศ ณ วันที่ 5 เมษายน พ.ศ. 2565", words());
  ASSERT_FALSE(signing.mentions.empty());
  ASSERT_TRUE(signing.mentions.front().span);
  EXPECT_EQ(signing.mentions.front().span->first, text::read_iso_day("2022-04-05"));
  EXPECT_TRUE(read_signing("การประชุม 5 เมษายน 2566 ที่อาคาร", words()).mentions.empty());
  EXPECT_TRUE(read_signing("ประกาศ ณ วันที่ เดือนเมษายน 2566", words()).mentions.empty());
  EXPECT_TRUE(
      read_signing("ณ วันที่" + std::string(90, '.') + "5 เมษายน 2566", words()).mentions.empty());
}

TEST(NamesStretch, IsTrueForWhatHeadsATable) {
  for (const char* line : {"ประจำเดือน ธันวาคม 2565", "ไตรมาสที่ 2 ปีงบประมาณ 2566", "รอบ 6 เดือน",
                           "1 ตุลาคม 2565 - 31 มีนาคม 2566", "รอบ 12 เดือน ปี 2565"})
    EXPECT_TRUE(names_stretch(line)) << line;
  for (const char* line : {"", "ปีงบประมาณ 2566", "5 เมษายน 2566", "ตารางที่ 1", "พ.ศ. 2566 - 2570"})
    EXPECT_FALSE(names_stretch(line)) << line;
}

TEST(CountLetters, CountsNoSpacesOrMarksOfAscii) {
  EXPECT_EQ(count_letters("ab 12, -\n"), 4U);
  EXPECT_EQ(count_letters("กข ค"), 3U);
  EXPECT_EQ(count_letters(""), 0U);
}

TEST(CountFigures, LeavesOutDatesOrdinalsAndPageNumbers) {
  EXPECT_EQ(count_figures("รอบ 6 เดือน (1 ตุลาคม 2565 – 31 มีนาคม 2566)\n1. สำนักปลัด\n๒) กองคลัง\n1"),
            0);
  EXPECT_EQ(count_figures("ต.ค. 2565 12 เรื่อง\nพ.ย. 2565 ๓ เรื่อง"), 2);
  EXPECT_EQ(count_figures("สำนักปลัด - - 0"), 3) << "a dash stands for a figure";
  EXPECT_EQ(count_figures("ต.ค.-ธ.ค. ไม่ครบ"), 0);
}

}  // namespace
}  // namespace oit::crawl
