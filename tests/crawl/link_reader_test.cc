#include "crawl/link_reader.h"

#include <gtest/gtest.h>

#include "crawl/text_cache.h"
#include "site.h"

namespace oit::crawl {
namespace {

using Ids = std::vector<std::string>;

model::LinkFact read(model::Link link) {
  static LinkReader reader(matcher(), words());
  return reader.read(std::move(link));
}

model::LinkFact labelled(std::string label) {
  model::Link link;
  link.label = link.row = std::move(label);
  return read(std::move(link));
}

TEST(IsGeneric, IsTrueForLabelsThatNameNothing) {
  for (const char* label : {"", "เปิด", "ดาวน์โหลด", "คลิกที่นี่", "Download", "read more", "12", "PDF",
                            "ไตรมาสที่ 2", "ประจำเดือน มกราคม 2566", "ปีงบประมาณ พ.ศ. 2566", "ปี ๒๕๖๖",
                            "1 ตุลาคม 2565 - 31 มีนาคม 2566", "เอกสารแนบ 3"})
    EXPECT_TRUE(labelled(label).generic) << label;
}

TEST(IsGeneric, IsFalseForLabelsWithASubject) {
  for (const char* label :
       {"แผนพัฒนาท้องถิ่น", "คู่มือการปฏิบัติงาน", "โครงสร้างองค์กร", "รายงานการประชุมสภา ครั้งที่ 2", "กองคลัง"})
    EXPECT_FALSE(labelled(label).generic) << label;
}

TEST(LinkReader, ALookAlikeIsDenied) {
  const auto fact = labelled("แผนพัฒนาการศึกษา ศูนย์พัฒนาเด็กเล็ก (2566-2570)");
  EXPECT_TRUE(fact.by_label.empty());
  EXPECT_EQ(fact.denied, std::vector<model::TopicIndex>{topic("development-plan")});
  EXPECT_TRUE(labelled("แผนพัฒนาท้องถิ่น").denied.empty());
}

/// "เอกสารแนบ 1" under "O22 …" is told by the number, whatever the title is called.
TEST(LinkReader, ANamelessLinkHasTheNumberOfItsAccordion) {
  model::Link link;
  link.label = link.row = "เอกสารแนบ 1";
  link.accordion = "ITA 2566 › O22 เอกสารพัสดุทั้งปี";
  EXPECT_EQ(read(link).codes, std::vector<int>{22});
  link.label = link.row = "ติดต่อกองคลัง";
  EXPECT_TRUE(read(link).codes.empty());
}

/// The row of a menu's link is often the whole menu.
TEST(LinkReader, AMenusRowSaysNothingOfItsLinks) {
  model::Link link;
  link.label = "รายงาน", link.row = "หน้าแรก รายงาน ข่าวประชาสัมพันธ์ ติดต่อเรา", link.in_menu = true;
  EXPECT_TRUE(read(link).by_row.empty());
  link.in_menu = false;
  EXPECT_FALSE(read(link).by_row.empty());
}

TEST(SplitPath, CutsAtItsSigns) {
  EXPECT_EQ(split_path("ITA › 2566 › O1"), (Ids{"ITA", "2566", "O1"}));
  EXPECT_EQ(split_path("ITA"), Ids{"ITA"});
  EXPECT_TRUE(split_path("").empty());
}

TEST(LinkReader, BelievesTheLabelFirst) {
  model::Link link;
  link.label = "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570)";
  link.row = "O1 โครงสร้างองค์กร " + link.label;
  const auto fact = read(link);
  EXPECT_EQ(ids(fact.by_label).front(), "development-plan");
  EXPECT_TRUE(fact.by_row.empty());
  EXPECT_FALSE(fact.generic);
  EXPECT_EQ(fact.codes, std::vector<int>{1});  // of the row, as printed
  ASSERT_FALSE(fact.label_periods.empty());
  EXPECT_EQ(fact.label_periods.front().year, 2566);
  EXPECT_EQ(fact.label_periods.front().year_to, 2570);
}

TEST(LinkReader, AGenericLabelSpeaksThroughItsRow) {
  model::Link link;
  link.label = "เปิด";
  link.row = "O16 รายงานผลการสำรวจความพึงพอใจการให้บริการ ปี 2565 เปิด";
  const auto fact = read(link);
  EXPECT_TRUE(fact.generic);
  EXPECT_TRUE(fact.by_label.empty());
  EXPECT_EQ(ids(fact.by_row).front(), "satisfaction-survey");
  EXPECT_EQ(fact.codes, std::vector<int>{16});
  ASSERT_FALSE(fact.row_periods.empty());
  EXPECT_EQ(fact.row_periods.front().year, 2565);
}

TEST(LinkReader, ThenThroughWhatStandsAroundTheInnermostFirst) {
  model::Link link;
  link.label = link.row = "ไตรมาสที่ 2";
  link.heading = "แผนพัฒนาท้องถิ่น › ปีงบประมาณ 2566";
  auto fact = read(link);
  EXPECT_EQ(ids(fact.by_context).front(), "development-plan");
  ASSERT_FALSE(fact.context_periods.empty());
  EXPECT_EQ(fact.context_periods.front().year, 2566);
  link.label = link.row = "มกราคม 2566";
  link.accordion = "สรุปผลการจัดซื้อจัดจ้าง (สขร.1)";
  EXPECT_EQ(ids(read(link).by_context).front(), "procurement-monthly");
  link.column = "คู่มือการปฏิบัติงาน";
  EXPECT_EQ(ids(read(link).by_context).front(), "work-manual");
}

TEST(LinkReader, KnowsNewsByItsWordsAndItsSection) {
  EXPECT_TRUE(labelled("นายก อบต. ลงพื้นที่ประชาสัมพันธ์แผนพัฒนาท้องถิ่นแก่ประชาชนหมู่ที่ 4").news);
  EXPECT_FALSE(labelled("แผนพัฒนาท้องถิ่น").news);
  model::Link post;
  post.label = post.row = "องค์การบริหารส่วนตำบลหนองบัวแจ้งกำหนดการเรื่องแผนพัฒนาท้องถิ่นให้ประชาชนทราบทั่วกัน";
  EXPECT_FALSE(read(post).news);
  post.heading = "ข่าวประชาสัมพันธ์";
  EXPECT_TRUE(read(post).news);
  post.label = post.row = "แผนพัฒนาท้องถิ่น";  // a subject's own name under that heading is no post
  EXPECT_FALSE(read(post).news);
}

/// A row in Latin letters has fewer bytes than a label in Thai, and used not to be read.
TEST(LinkReader, AShortRowNamesTheSubjectOfAThaiLabel) {
  model::Link link;
  link.label = "เปิด";
  link.row = "E-Service";
  EXPECT_EQ(ids(read(link).by_row), Ids{"e-service"});
  link.row = "Q&A";
  EXPECT_EQ(ids(read(link).by_row), Ids{"q-and-a"});
}

TEST(LinkReader, KnowsLinksThatCollect) {
  EXPECT_TRUE(labelled("การประเมิน ITA ประจำปี 2566").collecting);
  EXPECT_TRUE(labelled("ข้อมูลข่าวสาร").collecting);
  EXPECT_FALSE(labelled("ข้อมูลข่าวสารการเดินทางไปวัดหนองบัวในวันหยุด").collecting);
  EXPECT_FALSE(labelled("ปลัด อบต.").collecting);
  EXPECT_EQ(labelled("ITA ปี 2565").label_periods.size(), 1U);
}

TEST(LinkReader, PeriodsOfLinksThatCannotCountAreReadOnDemand) {
  LinkReader reader(matcher(), words());
  model::Link link;
  link.label = link.row = "ประมวลภาพ วันที่ 5 เมษายน 2566";
  auto fact = reader.read(link);
  EXPECT_TRUE(fact.label_periods.empty());
  reader.read_periods(fact);
  EXPECT_EQ(fact.label_periods.size(), 1U);
  reader.read_periods(fact);
  EXPECT_EQ(fact.label_periods.size(), 1U);
  link.in_menu = true;
  fact = reader.read(link);
  reader.read_periods(fact);
  EXPECT_TRUE(fact.label_periods.empty());
}

TEST(LinkReader, SaysTheSameOfALabelSeenBefore) {
  LinkReader reader(matcher(), words());
  model::Link link;
  link.label = link.row = "O12 รายงานการกำกับติดตามการดำเนินงาน รอบ 6 เดือน";
  const auto first = reader.read(link), again = reader.read(link);
  EXPECT_EQ(first.by_label, again.by_label);
  EXPECT_EQ(first.codes, again.codes);
  EXPECT_EQ(first.label_periods, again.label_periods);
}

TEST(TextCache, KeepsWhatIsUsedNowAndThenHoweverMuchPasses) {
  TextCache<std::string> cache(4);
  int made = 0;
  const auto get = [&](const std::string& text) {
    return cache.get(text, [&] { return ++made, text + "!"; });
  };
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(get("menu"), "menu!");
    get("news " + std::to_string(i));
  }
  EXPECT_EQ(made, 21);
  EXPECT_EQ(get("news 0"), "news 0!");
  EXPECT_EQ(made, 22) << "what nobody asks for again is forgotten";
}

}  // namespace
}  // namespace oit::crawl
