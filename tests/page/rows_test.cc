#include <gtest/gtest.h>

#include "page/read.h"

namespace oit::page {
namespace {

struct Case {
  const char* html;
  const char* row;
};

class Row : public testing::TestWithParam<Case> {};

TEST_P(Row, HoldsTheWordsAroundALink) {
  const auto page = read(GetParam().html);
  EXPECT_EQ(link_to(page, "/x").row, GetParam().row) << GetParam().html;
}

INSTANTIATE_TEST_SUITE_P(
    Places, Row,
    testing::Values(
        Case{"<table><tr><td>O1<td>โครงสร้าง<td><a href=x>เปิด</a><tr><td>O2<td>ก<td>ข</table>",
             "O1 | โครงสร้าง | เปิด"},
        Case{"<table><tr><td rowspan=2>O1<td>ก<td><a href=y>เปิด</a><tr><td>ข<td><a "
             "href=x>เปิด</a></table>",
             "O1 | ข | เปิด"},
        Case{"<table><tr><td><p><span>O1</span></p><td><p>โครงสร้าง</p><td><p><a href=x>เปิด</a></p>"
             "<tr><td>2<td>2<td>2</table>",
             "O1 | โครงสร้าง | เปิด"},
        Case{"<ul><li>O1 โครงสร้าง <a href=x>เปิด</a><li>O2</ul>", "O1 โครงสร้าง เปิด"},
        Case{"<ul><li><p>O1 โครงสร้าง</p><div><a href=x>เปิด</a></div></ul>", "O1 โครงสร้าง เปิด"},
        Case{"<ul><li>O1 โครงสร้าง<ul><li><a href=x>เปิด</a></ul></ul>", "O1 โครงสร้าง"},
        Case{"<dl><dt>O1 โครงสร้าง</dt><dd><a href=x>เปิด</a></dd></dl>", "O1 โครงสร้าง เปิด"},
        Case{"<p>O1 โครงสร้าง</p><p><a href=x>เปิด</a></p>", "O1 โครงสร้าง"},
        Case{"<p>O1 โครงสร้าง<br><a href=y>เปิด 1</a><br><a href=x>เปิด 2</a></p>", "O1 โครงสร้าง"},
        Case{"<p>O1 ก</p><p><a href=y>เปิด</a></p><p>O2 ข</p><p><a href=x>เปิด</a></p>", "O2 ข"},
        Case{"<div class=row><div class=col-9>O1 โครงสร้าง</div><div class=col-3><a "
             "href=x>เปิด</a></div></div>",
             "O1 โครงสร้าง"},
        Case{"<div class=card><h5>ข่าวเด่น</h5><p>1 ม.ค. 2566</p><a href=x>อ่านต่อ</a></div>",
             "ข่าวเด่น 1 ม.ค. 2566 อ่านต่อ"},
        Case{"<div class=panel><p>O1 ก</p><a href=y>เปิด</a><p>O2 ข</p><a href=x>เปิด</a></div>",
             "O2 ข"},
        Case{"<p>O1 โครงสร้าง <a href=x><img src=pdf.png></a></p>", "O1 โครงสร้าง"},
        Case{"<p>O1 โครงสร้าง</p><p><a href=x><img src=pdf.png></a></p><p>O2 อำนาจ</p>",
             "O1 โครงสร้าง"},
        Case{"<p><a href=x><img src=pdf.png></a> O1 โครงสร้าง</p>", "O1 โครงสร้าง"},
        Case{"<table><tr><td><table><tr><td>O1 โครงสร้าง</td></tr></table></td><td><a "
             "href=x>เปิด</a></td></tr></table>",
             "O1 โครงสร้าง เปิด"},
        Case{"<table><tr><td colspan=2>O1 โครงสร้าง<tr><td><a href=x>เปิด 1</a><td><a href=y>เปิด "
             "2</a></table>",
             "O1 โครงสร้าง"}));

TEST(Row, DoesNotBorrowWhatBelongsToAnotherLink) {
  EXPECT_EQ(
      link_to(
          read("<p>1/2/66 <a href=y>ประชุมเตรียมการป้องกันภัยแล้ง</a></p><p><a href=x>ข่าวทั้งหมด</a></p>"),
          "/x")
          .row,
      "ข่าวทั้งหมด");
}

TEST(Row, OfALinkAroundBlocksIsItsOwn) {
  const auto page = read("<p>ก่อน</p><a href=x><h3>โครงการ</h3><p>รายละเอียด</p></a><p>หลัง</p>");
  const auto link = link_to(page, "/x");
  EXPECT_EQ(link.label, "โครงการ รายละเอียด");
  EXPECT_EQ(text_of(page, page.blocks[link.block]), "โครงการ");
}

TEST(Row, DoesNotBorrowProse) {
  std::string prose;
  for (int i = 0; i < 40; ++i) prose += "องค์การบริหารส่วนตำบลมีพื้นที่ ";
  EXPECT_EQ(link_to(read("<p>" + prose + "</p><p><a href=x>เปิด</a></p>"), "/x").row, "เปิด");
}

TEST(Row, IsAPartOfATableRowWithSeveralItems) {
  const auto page = read(
      "<table><tr><th>ITA ปี 2565<th>ITA ปี 2566"
      "<tr><td>O27 หลักเกณฑ์ <a href=a>เปิด</a><td>O27 แนวปฏิบัติ <a href=b>เปิด</a>"
      "<tr><td>๐28 รายงาน<td><a href=c>เปิด</a><td>O28 ช่องทาง<td><a href=d>เปิด</a></table>");
  EXPECT_EQ(link_to(page, "/a").row, "O27 หลักเกณฑ์ เปิด");
  EXPECT_EQ(link_to(page, "/b").row, "O27 แนวปฏิบัติ เปิด");
  EXPECT_EQ(link_to(page, "/c").row, "๐28 รายงาน | เปิด");
  EXPECT_EQ(link_to(page, "/d").row, "O28 ช่องทาง | เปิด");
  const auto one = read(
      "<table><tr><td>O27<td>O27 แนวปฏิบัติ<td><a href=a>2565</a><td><a href=b>2566</a>"
      "<tr><td>1<td>2<td>3<td>4</table>");
  EXPECT_EQ(link_to(one, "/b").row, "O27 | O27 แนวปฏิบัติ | 2565 | 2566") << "one item, two years";
}

TEST(Column, IsTheHeaderOverTheCell) {
  const auto page = read(
      "<table><thead><tr><th>ลำดับ<th>รายการ<th colspan=2>ปี 2566</tr></thead>"
      "<tr><td>1<td>แผน<td><a href=a>ครึ่งปี</a><td><a href=b>ทั้งปี</a></table>");
  EXPECT_EQ(link_to(page, "/a").column, "ปี 2566");
  EXPECT_EQ(link_to(page, "/b").column, "ปี 2566");
  ASSERT_EQ(page.tables.size(), 1U);
  EXPECT_EQ(page.tables[0].header, "ลำดับ | รายการ | ปี 2566");
  EXPECT_EQ(page.tables[0].rows, 1);
}

TEST(Column, IsReadFromAPlainFirstRowAndPastRowspans) {
  const auto page = read(
      "<table><tr><td>ด้าน<td>รายการ<td>2565<td>2566"
      "<tr><td rowspan=2>งบ<td>แผน<td><a href=a5>เปิด</a><td><a href=a6>เปิด</a>"
      "<tr><td>ผล<td><a href=b5>เปิด</a><td><a href=b6>เปิด</a></table>");
  EXPECT_EQ(link_to(page, "/a6").column, "");  // years alone in a first row may be data
  const auto named = read(
      "<table><tr><td>ด้าน<td>รายการ<td>ปี 2565<td>ปี 2566"
      "<tr><td rowspan=2>งบ<td>แผน<td><a href=a5>เปิด</a><td><a href=a6>เปิด</a>"
      "<tr><td>ผล<td><a href=b5>เปิด</a><td><a href=b6>เปิด</a></table>");
  EXPECT_EQ(link_to(named, "/a6").column, "ปี 2566");
  EXPECT_EQ(link_to(named, "/b6").column, "ปี 2566");
  EXPECT_EQ(link_to(named, "/b6").row, "งบ | ผล | เปิด | เปิด");
}

/// The texts of rows that name what others of their table tell figures of.
std::vector<std::string> unfilled(std::string_view html) {
  const auto page = read(html);
  std::vector<std::string> rows;
  for (const auto& block : page.blocks)
    if (block.unfilled) rows.push_back(page.text.substr(block.begin, block.end - block.begin));
  return rows;
}

TEST(Unfilled, RowsThatOnlyNameAMonth) {
  using Rows = std::vector<std::string>;
  const std::string head = "<table><tr><th>ที่<th>เดือน<th>ราย</tr>";
  const std::string told = "<tr><td>1<td>ตุลาคม 2565<td>19<tr><td>2<td>พฤศจิกายน 2565<td>-";
  const std::string open = "<tr><td>๓<td>มกราคม 2566<td></td></tr>";
  EXPECT_EQ(unfilled(head + told + open + "</table>").size(), 1U);
  EXPECT_EQ(unfilled(head + open + open + "</table>"), Rows{}) << "a list of names";
  EXPECT_EQ(unfilled(head + told + "<tr><td>3<td>มกราคม 2566<td><img src=yes.png></table>"),
            Rows{});
  EXPECT_EQ(unfilled(head + told + "<tr><td>3<td>มกราคม 2566<td><a href=x><i></i></a></table>"),
            Rows{});
  EXPECT_EQ(unfilled(head + told + "<tr><td colspan=3>ไตรมาสที่ 2</table>"), Rows{}) << "a heading";
}

}  // namespace
}  // namespace oit::page
