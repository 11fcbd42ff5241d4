#include "text/normal.h"

#include <gtest/gtest.h>

#include <string>

namespace oit::text {
namespace {
struct Case {
  const char* why;
  const char* written;
  const char* normal;
};
}  // namespace

TEST(Normalise, RepairsWhatSitesWrite) {
  const Case cases[] = {
      {"well-formed text stays", "แผนปฏิบัติการ น้ำ ที่ ผู้", "แผนปฏิบัติการ น้ำ ที่ ผู้"},
      {"NIKHAHIT and AA are AM", "ค\u0E4D\u0E32น\u0E4D\u0E32", "คำนำ"},
      {"tone before NIKHAHIT", "น\u0E49\u0E4D\u0E32", "น้ำ"},
      {"NIKHAHIT before tone", "น\u0E4D\u0E49\u0E32", "น้ำ"},
      {"tone behind AM", "น\u0E33\u0E49", "น้ำ"},
      {"AM and a stray AA", "ท\u0E33\u0E32", "ทำ"},
      {"AM twice", "ท\u0E33\u0E33", "ทำ"},
      {"tone before vowel", "ท\u0E48\u0E35", "ที่"},
      {"tone before lower vowel", "ผ\u0E49\u0E39", "ผู้"},
      {"silencer before vowel", "พันธ\u0E4C\u0E38", "พันธุ์"},
      {"a mark typed twice", "ที\u0E48\u0E48", "ที่"},
      {"two SARA E", "\u0E40\u0E40ผน", "แผน"},
      {"private-use tone", "ป\uF70Bองกัน", "ป้องกัน"},
      {"private-use vowel", "ป\uF701ด", "ปิด"},
      {"private-use letters", "\uF70Fา\uF700าน", "ญาฐาน"},
      {"Macintosh glyphs", "ป\uF885ด ป\uF88Fอง", "ปิด ป้อง"},
      {"zero-width space", "การ\u200Bจัดซื้อ\u200Bจัดจ้าง", "การจัดซื้อจัดจ้าง"},
      {"soft hyphen, joiner, mark", "ก\u00ADข\u2060ค\uFEFFง", "กขคง"},
      {"bidi controls", "ก\u202Eข\u2066ค", "กขค"},
      {"dotted circle under a mark", "ก\u25CC\u0E48", "ก่"},
      {"C0 and C1 controls", "ก\x01ข\x1Bค\xC2\x9F", "กขค"},
      {"no-break and wide spaces", "พ.ศ.\u00A0\u00A02566\u3000ก", "พ.ศ. 2566 ก"},
      {"line breaks and tabs", " ก\r\n\tข \n", "ก ข"},
      {"space before a tone", "ป \u0E49องกัน", "ป้องกัน"},
      {"space before AM", "ค \u0E33น\u00A0\u0E33", "คำนำ"},
      {"space between vowel and tone", "ที \u0E48", "ที่"},
      {"full-width Latin", "ＯＩＴ　２５６６", "OIT 2566"},
      {"ligature and circled digit", "ﬁle ①", "file 1"},
      {"composed Latin", "cafe\u0301", "caf\u00E9"},
      {"Thai digits stay", "๒๕๖๖", "๒๕๖๖"},
      {"letter case stays", "E–Service", "E–Service"},
      {"ill-formed bytes", "ก\xE0\xB8ข", "ก\uFFFDข"},
      {"an emoji's selector", "\u2709\uFE0F ติดต่อ", "\u2709 ติดต่อ"},
      {"nothing", " \u200B ", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(normalise(c.written), c.normal) << c.why;
    EXPECT_EQ(normalise(c.normal), c.normal) << c.why << ", again";
    EXPECT_EQ(normalise(std::string("รายงาน ") + c.written + " ผล"),
              normalise(std::string("รายงาน ") + c.normal + " ผล"))
        << c.why << ", inside a text";
  }
}

TEST(Normalise, KeepsPlainAsciiAndItsSpaces) {
  EXPECT_EQ(normalise("a b"), "a b");
  EXPECT_EQ(normalise(" a  b\n"), "a b");
  EXPECT_EQ(normalise("a\x07z"), "az");
}

TEST(FoldDigits, TouchesThaiDigitsOnly) {
  EXPECT_EQ(fold_digits("พ.ศ. ๒๕๖๖ (๐๑๒๓๔๕๖๗๘๙) 7 ฿ ๏"), "พ.ศ. 2566 (0123456789) 7 ฿ ๏");
  EXPECT_EQ(fold_digits("\xE0\xB9"), "\xE0\xB9");
}

}  // namespace oit::text
