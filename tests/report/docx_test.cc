// The Word writer: part by part as agreed, and the same bytes whatever the day and the place.
#include "report/docx.h"

#include <cstdlib>
#include <ctime>

#include "report/golden.h"
#include "report/sample_papers.h"

namespace oit::report {
namespace {

/// A paper with everything the writer can draw.
Paper every_part() {
  Section memo;
  memo.is_memo = true;
  memo.blocks = {Line{"บันทึก 1", Align::center, true, 26},
                 Line{"ย่อหน้า", Align::left, false, 16, 2.5},
                 Line{"ขวา <&>\"", Align::right, false, 16, 0, true},
                 Table{{8, 8}, {}, {{{{}}, {{"ลงชื่อ"}, Align::center}}}, false}};
  Section table;
  table.is_landscape = true;
  Table status{{5, 10, 10.7}, {}, {}, true};
  status.head = {
      {{{"หัว"}, Align::center, true, 1, Rise::first}, {{"สถานะ 2"}, Align::center, true, 2}},
      {{{"x"}, Align::left, false, 1, Rise::more}, {{"ก"}}, {{"ข"}}}};
  status.rows = {
      {{{"O12 ✓ ☑"}}, {{"http://a.go.th/1", "e12@a.go.th 13"}}, {{std::string(900, 'a')}}}};
  table.blocks = {Line{"หัวเรื่อง", Align::center, true, 18, 0, true}, status};
  return {"ชื่อ <1>", {memo, table}, true};
}

TEST(WriteDocx, WritesThePartsAgreedOn) {
  auto paper = every_part();
  const auto thai = write_docx(paper);
  ASSERT_TRUE(thai.has_value()) << thai.error().message;
  expect_golden("paper.th.txt", read_paper(*thai, "parts"));
  paper.has_thai_digits = false;
  const auto arabic = write_docx(paper);
  ASSERT_TRUE(arabic.has_value());
  expect_golden("paper.arabic.txt", read_paper(*arabic, "parts"));
}

TEST(WriteDocx, GivesTheSameBytesOnAnotherDayAndInAnotherPlace) {
  const auto first = write_docx(every_part());
  ASSERT_TRUE(first.has_value());
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  ::setenv("TZ", "Asia/Bangkok", 1);
  ::tzset();
  const auto second = write_docx(every_part());
  ::setenv("TZ", kept.c_str(), 1);
  ::tzset();
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(*first, *second);
  const std::string name = "word/document.xml";
  const auto at = first->find(name);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(first->substr(at - 20, 4), std::string("\0\0\x21\0", 4)) << "1 January 1980, midnight";
}

TEST(ThaiDigits, LeaveAddressesThatMustOpen) {
  EXPECT_EQ(thai_digits("ปี 2566 O12, 3/4"), "ปี ๒๕๖๖ O๑๒, ๓/๔");
  EXPECT_EQ(thai_digits("ดู https://a.go.th/2566 และ 5"), "ดู https://a.go.th/2566 และ ๕");
  EXPECT_EQ(thai_digits("www.a1.go.th a1@b2.th 1  2 "), "www.a1.go.th a1@b2.th ๑  ๒ ");
}

}  // namespace
}  // namespace oit::report
