#include "text/item_code.h"

#include <gtest/gtest.h>

#include <string>

namespace oit::text {
namespace {
/// The numbers of `label`, doubtful ones with a '?'.
std::string codes(std::string_view label) {
  std::string out;
  for (const ItemCode& code : find_item_codes(label)) {
    if (!out.empty()) out += ' ';
    out += std::to_string(code.number);
    if (code.doubtful) out += '?';
  }
  return out;
}
}  // namespace

TEST(FindItemCodes, ReadsEveryWayTheyAreWritten) {
  for (const char* label :
       {"O14",     "o14",    "O-14",   "o-14",    "O 14",           "O14 คู่มือ", "(O14)",
        "OIT14",   "OIT 14", "oit-14", "โอ 14",   "โอ14",           "014",     "0๑๔",
        "O๑๔",     "Ｏ14",   "ข้อ O14", "ข้อ 014",  "O14: แผน",       "O.14",    "o14_รายงาน.pdf",
        "o14.pdf", "O–14",   "O014",   "14. O14", "ตาม O14 ปี 2566", "014คู่มือ",  "O14/2566"})
    EXPECT_EQ(codes(label), "14") << label;
  EXPECT_EQ(codes("oit-3"), "3");
  EXPECT_EQ(codes("027 หลักเกณฑ์การบริหารทรัพยากรบุคคล"), "27");
  EXPECT_EQ(codes("0๒๖ นโยบาย"), "26");
  EXPECT_EQ(codes("O1 โครงสร้าง"), "1");
  EXPECT_EQ(codes("O60"), "60");
}

TEST(FindItemCodes, ExpandsRanges) {
  EXPECT_EQ(codes("O19-O22"), "19 20 21 22");
  EXPECT_EQ(codes("O19 – O22"), "19 20 21 22");
  EXPECT_EQ(codes("O19-22"), "19 20 21 22");
  EXPECT_EQ(codes("(019-022)"), "19 20 21 22");
  EXPECT_EQ(codes("รายการจัดซื้อ (019-022)"), "19 20 21 22");
  EXPECT_EQ(codes("O1 ถึง O3"), "1 2 3");
  EXPECT_EQ(codes("O22-O19"), "22 19");
  EXPECT_EQ(codes("O12, O13 และ O15"), "12 13 15");
}

TEST(FindItemCodes, DoubtsAZeroInsideALabel) {
  EXPECT_EQ(codes("รายงาน 014"), "14?");
  EXPECT_EQ(codes("รายงาน O14"), "14");
}

TEST(FindItemCodes, RefusesOtherNumbers) {
  for (const char* label : {"O365",
                            "2566",
                            "O2566",
                            "0812345678",
                            "081-234-5678",
                            "053 123456",
                            "038-123-456",
                            "โทร. 053-123456",
                            "COVID-19",
                            "COVID 19",
                            "O0",
                            "O61",
                            "O99",
                            "00",
                            "000",
                            "1014",
                            "0145",
                            "O14th",
                            "ISO 14001",
                            "video 14",
                            "โอกาส 14",
                            "12.014",
                            "1,014",
                            "ครั้งที่ 1/014",
                            "",
                            "O",
                            "โอ",
                            "+014",
                            "2023014"})
    EXPECT_EQ(codes(label), "") << label;
}

TEST(FindItemCodes, SaysWhere) {
  const std::string label = "ข้อ O๑๔ คู่มือ";
  const auto found = find_item_codes(label);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(label.substr(found[0].begin, found[0].end - found[0].begin), "O๑๔");
}

}  // namespace oit::text
