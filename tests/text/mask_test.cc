#include "text/mask.h"

#include <gtest/gtest.h>

namespace oit::text {

TEST(MaskPersonal, HidesCitizenIds) {
  EXPECT_EQ(mask_personal("เลข 1234567890123 จบ", true), "เลข xxxxxxxxxxx23 จบ");
  EXPECT_EQ(mask_personal("1-2345-67890-12-3", true), "x-xxxx-xxxxx-x2-3");
  EXPECT_EQ(mask_personal("1 2345 67890 12 3", true), "x xxxx xxxxx x2 3");
  EXPECT_EQ(mask_personal("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๓", true), "x-xxxx-xxxxx-x๒-๓");
}

TEST(MaskPersonal, HidesTelephoneNumbersWhenAsked) {
  EXPECT_EQ(mask_personal("โทร. 0-5376-1234", false), "โทร. x-xxxx-xx34");
  EXPECT_EQ(mask_personal("053-761234, 081-234-5678", false), "xxx-xxxx34, xxx-xxx-xx78");
  EXPECT_EQ(mask_personal("0812345678", false), "xxxxxxxx78");
  EXPECT_EQ(mask_personal("02 123 4567 ต่อ 12", false), "xx xxx xx67 ต่อ 12");
  EXPECT_EQ(mask_personal("+66 81 234 5678", false), "+xx xx xxx xx78");
  EXPECT_EQ(mask_personal("๐๘๑-๒๓๔-๕๖๗๘", false), "xxx-xxx-xx๗๘");
  EXPECT_EQ(mask_personal("โทร. 053-761234", true), "โทร. 053-761234");
}

TEST(MaskPersonal, LeavesOtherNumbers) {
  for (const char* text : {"พ.ศ. 2566", "1,234,567.00 บาท", "123456789012", "12345678901234",
                           "05-04-2566 10.30 น.", "08-04-2566 10", "2023-04-05", "อค 0023.5/ว 1234",
                           "O12 แผน 5 ปี (2566-2570)", "", "1-2345-6789-12-3", "012345678901"})
    EXPECT_EQ(mask_personal(text, false), text);
}

TEST(MaskPersonal, FindsANumberBehindAnother) {
  EXPECT_EQ(mask_personal("12 0812345678", false), "12 xxxxxxxx78");
  EXPECT_EQ(mask_personal("5 1234567890123", true), "5 xxxxxxxxxxx23");
}

}  // namespace oit::text
