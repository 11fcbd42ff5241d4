#include "scan/written.h"

#include <gtest/gtest.h>

namespace oit::scan {
namespace {

text::Day day(std::string_view iso) { return text::read_iso_day(iso).value(); }

model::Rulebook small_rulebook() {
  model::Rulebook rulebook;
  rulebook.year.id = "ita-2566";
  rulebook.year.items.resize(2);
  rulebook.year.items[0].id = "O1";
  rulebook.year.items[1].id = "O12";
  rulebook.agency_types = {{"sao",
                            {"องค์การบริหารส่วนตำบล", "Sub-district organisation"},
                            {"องค์การบริหารส่วนตำบล", "อบต."},
                            ""},
                           {"municipality", {"เทศบาล", "Municipality"}, {"เทศบาลตำบล", "ทต."}, ""}};
  return rulebook;
}

TEST(ReadWrittenDay, ReadsBothOrdersBothErasAndThaiDigits) {
  for (const char* text : {"2026-04-30", "2569-04-30", "30/4/2026", "30/04/2569", "๓๐/๔/๒๕๖๙",
                           "30-4-2569", "30.4.2569", " 30/4/2569\n", "2026-4-30"})
    EXPECT_EQ(read_written_day(text), day("2026-04-30")) << text;
  EXPECT_EQ(read_written_day("29/2/2567"), day("2024-02-29"));
}

TEST(ReadWrittenDay, RefusesToGuess) {
  for (const char* text : {"", "30/4/69", "4/2569", "30/4/2569 0:00", "31/2/2569", "29/2/2566",
                           "0/4/2569", "30/13/2569", "30/4-2569", "2026/04/30", "30 เม.ย. 2569",
                           "-1/4/2569", "30/4/9999", "30/4/", "30/4/0001"})
    EXPECT_FALSE(read_written_day(text)) << text;
}

TEST(FindAgencyType, ReadsIdsNamesAndWords) {
  const auto rulebook = small_rulebook();
  for (const char* written : {"sao", "SAO", "องค์การบริหารส่วนตำบล", " องค์การบริหารส่วนตําบล ", "อบต.",
                              "sub-district organisation"})
    EXPECT_EQ(find_agency_type(rulebook, written), "sao") << written;
  EXPECT_EQ(find_agency_type(rulebook, "เทศบาลตำบล"), "municipality");
  EXPECT_EQ(find_agency_type(rulebook, "generic"), "generic");
  for (const char* written : {"", "army", "อบต.หนองคล้า"})
    EXPECT_FALSE(find_agency_type(rulebook, written)) << written;
}

TEST(ReadWaivers, ReadsSeveralInBothLanguages) {
  const auto read = read_waivers(
      "O1: ย้ายระบบ (ระยะที่ 2) (ปลัด) until 2027-04-30; O๑๒: รอ: อนุมัติ (กองคลัง) ถึงวันที่ 30/4/2570;",
      small_rulebook());
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0], (model::Waiver{"O1", "ย้ายระบบ (ระยะที่ 2)", "ปลัด", day("2027-04-30")}));
  EXPECT_EQ((*read)[1], (model::Waiver{"O12", "รอ: อนุมัติ", "กองคลัง", day("2027-04-30")}));
  EXPECT_TRUE(read_waivers(" ; ", small_rulebook())->empty());
}

TEST(ReadWaivers, EachPartIsNeeded) {
  const std::pair<const char*, const char*> rows[] = {
      {"O1 ย้าย (ปลัด) until 2027-04-30", "no \":\""},
      {"O1: ย้าย (ปลัด)", "no \"until\""},
      {"O1: ย้าย (ปลัด) until soon", "no day"},
      {"O1: ย้าย until 2027-04-30", "no owner"},
      {"O1: (ปลัด) until 2027-04-30", "no reason"},
      {"O1: ย้าย ( ) until 2027-04-30", "nobody answers"},
      {"O9: ย้าย (ปลัด) until 2027-04-30", "expected an item of ita-2566"},
      {"O1: a (b) until 2027-04-30; O1: c (d) until 2027-04-30", "there is one already"},
  };
  for (const auto& [written, why] : rows) {
    const auto read = read_waivers(written, small_rulebook());
    ASSERT_FALSE(read) << written;
    EXPECT_NE(read.error().message.find(why), std::string::npos) << read.error().message;
  }
}

TEST(Trimmed, DropsWhatNobodySees) {
  EXPECT_EQ(trimmed(" \t\xEF\xBB\xBF\xC2\xA0 ก ข\r\n\xE2\x80\x8B "), "ก ข");
  EXPECT_EQ(trimmed(" \xC2\xA0 "), "");
}

}  // namespace
}  // namespace oit::scan
