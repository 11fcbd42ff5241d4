#include "crawl/document_facts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "site.h"

namespace oit::crawl {
namespace {

model::Document document(std::vector<std::string> pages) {
  model::Document made;
  made.outcome = model::DocumentOutcome::ok;
  made.pages = std::move(pages);
  made.page_count = static_cast<int>(made.pages.size());
  return made;
}

model::PageFacts facts_of(const model::Document& made) {
  model::PageFacts facts;
  const auto zones = read_zones(made);
  const auto key = text::make_match_key(zones.content);
  fill_document_facts(made, zones, key, matcher(), words(), facts);
  return facts;
}

/// Sentences of a report that name nothing.
std::string filler(int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i)
    text += "ข้อความอธิบายรายละเอียดของเรื่องที่ได้ทำไปแล้วตามลำดับก่อนหลังโดยสังเขป\n";
  return text;
}

TEST(ReadZones, TheTitleEndsAndTheRestIsContent) {
  const auto zones = read_zones(document({"แผนงาน\n\n  ปี 2566 \n" + filler(20) + "บรรทัดท้าย"}));
  ASSERT_GT(zones.title_lines.size(), 2U);
  EXPECT_EQ(zones.title_lines[0], "แผนงาน");
  EXPECT_EQ(zones.title_lines[1], "ปี 2566");
  EXPECT_LE(zones.title_lines.size(), 14U);
  EXPECT_EQ(zones.title.find("บรรทัดท้าย"), std::string::npos);
  EXPECT_NE(zones.content.find("บรรทัดท้าย"), std::string::npos);
}

TEST(ReadZones, LinesThatHeadTablesAreKeptApart) {
  const auto zones =
      read_zones(document({filler(20), "ประจำเดือน ธันวาคม 2565\nข้อ 1\nไตรมาสที่ 2 ปีงบประมาณ 2566"}));
  EXPECT_EQ(zones.tables, "ประจำเดือน ธันวาคม 2565\nไตรมาสที่ 2 ปีงบประมาณ 2566\n");
}

TEST(DocumentFacts, ATitleMayRunOverSeveralLines) {
  const auto facts =
      facts_of(document({"รายงานการกำกับติดตาม\nการดำเนินงานประจำปี รอบ 6 เดือน\n"
                         "ปีงบประมาณ พ.ศ. 2566\n" +
                         filler(12)}));
  ASSERT_FALSE(facts.title_topics.empty());
  EXPECT_EQ(ids(facts.title_topics).front(), "operations-6m");
  EXPECT_EQ(facts.title, "รายงานการกำกับติดตาม");
  ASSERT_FALSE(facts.title_period.mentions.empty());
  EXPECT_EQ(facts.title_period.mentions.back().year, 2566);
}

TEST(DocumentFacts, ASubjectInTheBodyIsNotTheTitle) {
  const auto facts = facts_of(
      document({"บันทึกข้อความ\nเรื่อง การเดินทาง\n" + filler(16), "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)"}));
  EXPECT_TRUE(facts.title_topics.empty());
  const auto body = ids(facts.body_topics);
  EXPECT_NE(std::ranges::find(body, "development-plan"), body.end());
}

TEST(DocumentFacts, YearsInRunningTextAreNotTheTitles) {
  const auto facts =
      facts_of(document({"แผนพัฒนาท้องถิ่น พ.ศ. 2566 - 2570\n" + filler(16), "ในปี 2561 ได้มีการประชุม"}));
  ASSERT_EQ(facts.title_period.mentions.size(), 1U);
  EXPECT_EQ(facts.title_period.mentions.front().year_to, 2570);
  bool in_text = false;
  for (const auto& mention : facts.running_period.mentions) in_text |= mention.year == 2561;
  EXPECT_TRUE(in_text);
}

TEST(DocumentFacts, ACoverIsNoReport) {
  EXPECT_TRUE(facts_of(document({"รายงานผลการดำเนินงาน\nประจำปี 2565\nอบต.หนองบัว"})).only_cover);
  EXPECT_FALSE(facts_of(document({"รายงานผลการดำเนินงาน\nประจำปี 2565\n" + filler(10)})).only_cover);
}

TEST(DocumentFacts, ACoverWithItsPlaceIsNoReport) {
  EXPECT_TRUE(facts_of(document({"นโยบายการบริหารทรัพยากรบุคคล\nประจำปีงบประมาณ พ.ศ. ๒๕๖๖\n"
                                 "เทศบาลเมืองท่าอ้อยแก้ว\nอ.เมืองเวียงสาคร จ.เวียงสาคร"}))
                  .only_cover);
}

TEST(DocumentFacts, AShortReportIsNoCover) {
  EXPECT_FALSE(facts_of(document({"รายงานกิจกรรมสร้างวัฒนธรรม No Gift Policy\nเทศบาลเมืองวังไม้แดงใหม่\n"
                                  "วันที่ ๑๕ กุมภาพันธ์ ๒๕๖๖ ผู้บริหารประชุมมอบนโยบายงดรับของขวัญแก่\n"
                                  "บุคลากรทุกกอง ผู้ร่วมประชุม ๕๗ คน บรรยายกรณีศึกษาและร่วมกล่าวปฏิญาณ\n"}))
                   .only_cover);
}

TEST(DocumentFacts, AFormIsBlankUntilItIsFilledIn) {
  const std::string head = "ประกาศเจตนารมณ์ No Gift Policy ประจำปี 2566\n";
  EXPECT_TRUE(
      facts_of(document({head + "ข้าพเจ้า ......................... ขอประกาศว่าจะไม่รับของขวัญ\n"
                                "ประกาศ ณ วันที่ ........ เดือน .............. พ.ศ. 2566\n"
                                "(ลงชื่อ)..........................\n(......................)\n"}))
          .blank_form);
  EXPECT_FALSE(
      facts_of(document({head + filler(6) + "(ลงชื่อ)..........................\n"})).blank_form)
      << "one line to sign on";
  std::string contents = "สารบัญ\n";
  for (int i = 1; i < 9; ++i)
    contents += "บทที่ ............................ " + std::to_string(i) + "\n";
  EXPECT_FALSE(facts_of(document({contents})).blank_form) << "a table of contents";
}

TEST(DocumentFacts, ATableOfHeadsIsBlankUntilARowIsFilledIn) {
  const std::string head =
      "2565\nรายงานสรุปผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2565\nองค์การบริหารส่วนตำบลท่าแพ\n"
      "ที่ | งานที่จัดซื้อหรือจัดจ้าง | วงเงิน | ราคากลาง | ผู้ได้รับการคัดเลือก\n";
  const auto is_blank = [](const std::string& page) {
    return facts_of(document({page})).blank_form;
  };
  EXPECT_TRUE(is_blank(head));
  EXPECT_TRUE(is_blank(head + "1\n2\n๓\n"));
  EXPECT_TRUE(is_blank(head + "1 | - | - | -\n2. |  |  | ...\n๓ | – | …… | -\n"));
  EXPECT_FALSE(is_blank(head + "1 | - | - | -\n2 | จ้างเหมาซ่อมแซมถนน | 450,000\n"));
  EXPECT_FALSE(is_blank(head + "1 |  | 450,000\n"));
  EXPECT_FALSE(is_blank(head + "ต.ค. 65 | - | -\n"))
      << "a dash beside a name may say that there was none";
  EXPECT_FALSE(is_blank(head + "ไม่มีการจัดซื้อจัดจ้าง\n"));
  EXPECT_FALSE(is_blank(filler(8) + head)) << "a text that ends in a table";
  EXPECT_FALSE(is_blank("รายงาน\nที่ | รายการ\n")) << "two words in a row are no heads";
  EXPECT_FALSE(facts_of(document({head, head + "1 | ซื้อวัสดุสำนักงาน | 9,800\n"})).blank_form)
      << "another sheet is filled in";
}

TEST(DocumentFacts, TellsWhoSignedWhenAndHowToReachThem) {
  const auto facts =
      facts_of(document({"ประกาศ เรื่อง เจตนารมณ์\n" + filler(3) +
                         "ประกาศ ณ วันที่ ๕ มกราคม พ.ศ. ๒๕๖๖\n(นายสมชาย ใจดี)\nโทร. 0-4475-6111"}));
  ASSERT_FALSE(facts.signing_period.mentions.empty());
  EXPECT_EQ(facts.signing_period.mentions.front().year, 2566);
  EXPECT_EQ(facts.signals.persons, 1);
  EXPECT_EQ(facts.signals.phones, std::vector<std::string>{"0-4475-6111"});
}

TEST(DocumentFacts, AHugeTextIsCut) {
  const auto zones = read_zones(document({filler(60'000)}));
  EXPECT_LT(zones.content.size(), (std::size_t{2} << 20) + 1000);
  EXPECT_GT(zones.content.size(), std::size_t{2} << 20);
}

TEST(DocumentFacts, APeriodMayRunOverTwoLines) {
  const auto facts = facts_of(document(
      {"แผนปฏิบัติการป้องกันการทุจริต ระยะ ๔ ปี (พ.ศ. ๒๕๖๕\n– ๒๕๖๘)\nองค์การบริหารส่วนตำบล\n" + filler(12)}));
  ASSERT_EQ(facts.title_lines[0].periods.size(), 1U);
  EXPECT_EQ(facts.title_lines[0].periods[0].year, 2565);
  EXPECT_EQ(facts.title_lines[0].periods[0].year_to, 2568);
  EXPECT_TRUE(facts.title_lines[1].periods.empty());
}

TEST(DocumentFacts, ACoverMayNameItsOfficeOnly) {
  const std::string cover =
      "คู่มือการปฏิบัติงาน\nงานตรวจสอบฎีกาเบิกจ่าย\nกองคลัง\nองค์การบริหารส่วนจังหวัดภูพานคำ\n1\n";
  EXPECT_TRUE(facts_of(document({cover})).only_cover);
  EXPECT_FALSE(facts_of(document({cover + "ตรวจเอกสารภายใน 3 วัน จ่าย 5,000 บาท\n"})).only_cover)
      << "it states figures";
}

TEST(DocumentFacts, ADivisionIsAnOfficeOfACover) {
  const std::string cover = "คู่มือการปฏิบัติงาน\nกระบวนการจัดทำแผนปฏิบัติราชการ\nกองแผนงานและสารสนเทศ\n1\n";
  EXPECT_TRUE(facts_of(document({cover})).only_cover);
}

TEST(OnlyCover, ASectionOfALawIsNoCover) {
  const auto made =
      document({"พระราชบัญญัติเทศบาล พ.ศ. ๒๔๙๖\n"
                "มาตรา ๕๐ ภายใต้บังคับแห่งกฎหมาย เทศบาลตำบลมีหน้าที่ต้องทำในเขตเทศบาล ดังต่อไปนี้"});
  EXPECT_FALSE(facts_of(made).only_cover);
}

/// Offices put the papers of several items into one file.
TEST(LaterTitles, APageMayBeginAnotherPaper) {
  const auto facts = facts_of(document({"แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)\n" + filler(20),
                                        filler(3) + "แผนการดำเนินงาน\n" + filler(9),
                                        "2\nแผนปฏิบัติการป้องกันการทุจริต\n" + filler(3)}));
  auto found = ids(facts.heading_topics);
  std::ranges::sort(found);
  EXPECT_EQ(found, (std::vector<std::string>{"annual-plan", "anti-corruption-plan"}));
}

TEST(LaterTitles, EachHasItsOwnPeriod) {
  const auto facts =
      facts_of(document({"แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566\n" + filler(20),
                         "แผนการดำเนินงาน\nประจำปีงบประมาณ พ.ศ. 2565\n" + filler(9)}));
  std::vector<int> years;
  for (const auto& line : facts.later_lines)
    for (const auto& period : line.periods) years.push_back(period.year);
  EXPECT_EQ(years, std::vector{2565});
}

}  // namespace
}  // namespace oit::crawl
