// The office papers: what each says of a report, drawn from hostile texts.
#include "report/papers.h"

#include <set>

#include "report/golden.h"
#include "report/sample_papers.h"
#include "report/words.h"

namespace oit::report {
namespace {

std::vector<PaperFile> files_of(Form form, const model::Report& report, const OfficeFacts& facts,
                                const PaperStyle& style = {}) {
  auto files = write_papers(report, form, facts, style);
  EXPECT_TRUE(files.has_value()) << files.error().message;
  return files ? std::move(*files) : std::vector<PaperFile>();
}

std::string text_of(Form form, const model::Report& report, const OfficeFacts& facts,
                    const PaperStyle& style = {}) {
  std::string out;
  for (const auto& file : files_of(form, report, facts, style))
    out += "== " + file.name + '\n' + read_paper(file.bytes, "text");
  return out;
}

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

class EveryForm : public testing::TestWithParam<Form> {};

TEST_P(EveryForm, SaysWhatWasAgreed) {
  const auto text = text_of(GetParam(), paper_report(), sample_facts());
  expect_golden("form." + std::string(name_of(GetParam())) + ".txt", text);
}

TEST_P(EveryForm, ShowsNothingThatHarms) {
  for (const auto& file : files_of(GetParam(), paper_report(), sample_facts(), {Lang::en, false})) {
    expect_harmless(read_paper(file.bytes, "parts"));
    EXPECT_FALSE(holds(read_paper(file.bytes, "parts"), "<script"));
  }
}

TEST_P(EveryForm, HasArabicDigitsOnlyWhenAsked) {
  const auto thai = text_of(GetParam(), paper_report(), sample_facts());
  const auto arabic = text_of(GetParam(), paper_report(), sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(thai, "๒๕๖๖"));
  EXPECT_FALSE(holds(thai, "2566"));
  EXPECT_TRUE(holds(arabic, "2566"));
  EXPECT_FALSE(holds(arabic, "๒๕๖๖"));
}

TEST_P(EveryForm, IsDrawnOfASiteThatCouldNotBeOpened) {
  model::Report closed;
  closed.seed_url = "http://closed.go.th/";
  closed.outcome = "unreachable";
  closed.fiscal_year = 2566;
  closed.as_of = day(2023, 4, 30);
  const auto text = text_of(GetParam(), closed, {});
  EXPECT_TRUE(GetParam() == Form::unit_worklist ? text.empty()
                                                : holds(text, "http://closed.go.th/"));
}

INSTANTIATE_TEST_SUITE_P(Papers, EveryForm, testing::ValuesIn(all_forms()), [](const auto& one) {
  std::string name(name_of(one.param));
  std::erase(name, '-');
  return name;
});

TEST(Papers, ColumnsStandWordForWord) {
  const auto facts = sample_facts();
  const auto report = paper_report();
  const std::pair<Form, const char*> heads[] = {
      {Form::improvement,
       "| แบบสำรวจ | ตัวชี้วัดที่ | หัวข้อ | ระยะเวลาดำเนินการ | วิธีการดำเนินการ | หน่วยงานดำเนินการ | "
       "การติดตามผล |"},
      {Form::improvement,
       "| แบบสำรวจ | ตัวชี้วัดที่ | หัวข้อ | คะแนนที่ได้ | วิธีการดำเนินการ | หน่วยงานดำเนินการ | หมายเหตุ |"},
      {Form::status, "| มาตรการ/แนวทาง ยกระดับ OIT | ขั้นตอนหรือวิธีการปฏิบัติ | สถานะดำเนินงาน |"},
      {Form::status, "| ยังไม่ดำเนินการ | อยู่ระหว่างดำเนินการ | ดำเนินการเสร็จเรียบร้อยแล้ว |"},
      {Form::results7,
       "| มาตรการ/กิจกรรมที่ดำเนินการ | วิธีการดำเนินการ | ระยะเวลาดำเนินการ | หน่วยงานที่รับผิดชอบ | "
       "ผลการดำเนินการ | "
       "ผลลัพธ์หรือความสำเร็จ | ข้อเสนอแนะ |"},
      {Form::results6,
       "| มาตรการ/แนวทาง | ขั้นตอน/วิธีการปฏิบัติ | หน่วยงานผู้รับผิดชอบ | ระยะเวลาดำเนินการ | สรุปผลการดำเนินการ "
       "| "
       "ผลลัพธ์/ความสำเร็จ |"},
      {Form::measures,
       "| มาตรการ | แนวทางการปฏิบัติ | ขั้นตอน/วิธีการปฏิบัติ | ผู้รับผิดชอบ | การกำกับติดตาม | ผลการดำเนินการ | "
       "ข้อเสนอแนะ |"},
      {Form::measures, "| ตัวชี้วัด | ประเด็นการประเมิน | ประเด็นที่ควรพัฒนา |"},
      {Form::measures, "| อันดับ | ตัวชี้วัด | คะแนน |"},
  };
  for (const auto& [form, head] : heads)
    EXPECT_TRUE(holds(text_of(form, report, facts), head)) << name_of(form) << ' ' << head;
}

TEST(Papers, ScoresNameStrengthsTheWeakestAndTheBand) {
  const auto text = text_of(Form::measures, paper_report(), sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(text, "82.84 คะแนน อยู่ในระดับ B"));
  EXPECT_TRUE(holds(text, "- ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ 97.24 คะแนน"));
  EXPECT_TRUE(holds(text, "- ตัวชี้วัดที่ 10 การป้องกันการทุจริต 90.01 คะแนน"));
  EXPECT_FALSE(holds(text, "- ตัวชี้วัดที่ 9 "));  // 90 is not above 90, nor the lowest
  EXPECT_TRUE(holds(text, "- ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร 70.20 คะแนน"));
  EXPECT_TRUE(holds(text, "เพิ่มขึ้น 7.44 คะแนน จาก 75.40 คะแนน ต่ำกว่าเกณฑ์มาตรฐาน 85 คะแนน"));
  const auto plan = text_of(Form::improvement, paper_report(), sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(plan, "| e6 | 84.99 |"));
  EXPECT_FALSE(holds(plan, "| e12 |"));  // 85 is enough
  EXPECT_LT(plan.find("| e6 |"), plan.find("| e10 |"));
}

TEST(Papers, OnlyWorkIsAskedForAndOnlyProofIsTicked) {
  const auto plan = text_of(Form::improvement, paper_report(), sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(plan, "| OIT | 9 | O5 "));
  EXPECT_FALSE(holds(plan, "| OIT | 9 | O1 "));    // published
  EXPECT_FALSE(holds(plan, "| OIT | 10 | O43 "));  // unverified: a person looks
  EXPECT_TRUE(holds(plan, "- O43 "));
  EXPECT_TRUE(holds(plan, "รายงานผลการดำเนินการในที่ประชุมประจำเดือน เม.ย.66"));
  const auto status = text_of(Form::status, paper_report(), sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(status, "| - | - | ✓ (ตรวจสอบได้จากเว็บไซต์ของหน่วยงาน) / https://example.go.th/"));
  EXPECT_EQ(count_of(status, "✓"), 4U);  // O1 done; O5, O12 and the channel of O5 under way
}

TEST(Papers, ARoundIsTickedOnlyByEvidenceThatServes) {
  auto report = paper_report();
  auto& finding = report.findings.front();
  finding.topic = "work-manual";
  finding.found->span = text::DaySpan{day(2022, 1, 1), day(2022, 12, 31)};
  const auto ticks = [&] {
    return count_of(text_of(Form::measures, report, sample_facts(), {Lang::th, false}), "☑");
  };
  EXPECT_EQ(ticks(), 1U);
  finding.status = model::Status::stale;
  EXPECT_EQ(ticks(), 0U);
}

TEST(Papers, AMeasureListsWhatItsItemsStillWant) {
  auto report = paper_report();
  report.findings[0].topic = report.findings[2].topic = "work-manual";
  const auto text = text_of(Form::status, report, sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(text, " / O12 "));
  EXPECT_FALSE(holds(text, " / O1 "));
  const auto results = text_of(Form::results6, report, sample_facts(), {Lang::th, false});
  EXPECT_TRUE(holds(results, " / O12 ไม่เป็นปัจจุบัน"));
  EXPECT_FALSE(holds(results, " / O1 เผยแพร่"));
}

TEST(Papers, EvidenceOfAnotherYearIsWarnedOfUnlessItIsAskedFor) {
  auto report = paper_report();
  auto& finding = report.findings.front();
  finding.topic = "work-manual";
  const auto warns = [&] {
    return holds(text_of(Form::measures, report, sample_facts()), "ข้อควรระวัง: O๑ ");
  };
  finding.found->span = text::DaySpan{day(2023, 9, 30), day(2024, 1, 1)};
  EXPECT_FALSE(warns());
  finding.found->span = text::DaySpan{day(2021, 1, 1), day(2022, 9, 30)};
  EXPECT_TRUE(warns());
  finding.required.span = text::DaySpan{day(2022, 9, 30), day(2022, 9, 30)};
  EXPECT_FALSE(warns());
}

TEST(Papers, ItemsOfOneGroupStandBesideItsNameOnce) {
  auto report = paper_report();
  const auto names = [&] {
    const auto files = files_of(Form::measures, report, sample_facts());
    return count_of(read_paper(files.at(0).bytes, "parts"), "w:vMerge w:val=\"restart\"");
  };
  EXPECT_EQ(names(), 2U);
  report.findings[2].sub_indicator = report.findings[1].sub_indicator;
  EXPECT_EQ(names(), 1U);
}

TEST(Papers, SayWhetherCorruptionHasAPlaceOfItsOwnToComplain) {
  auto report = paper_report();
  report.findings[1].topic = "complaint-channel";
  report.features = {{"general_complaint", true, "https://example.go.th/c"},
                     {"corruption_complaint", true, "https://example.go.th/c"},
                     {"eit_link", false, ""}};
  const auto told = [&](Form form) { return text_of(form, report, sample_facts()); };
  EXPECT_TRUE(holds(told(Form::results6), "ยังใช้หน้าเดียวกับช่องทางร้องเรียนทั่วไป"));
  report.features[1].url = "https://example.go.th/corruption";
  EXPECT_TRUE(holds(told(Form::results6), "แยกจากช่องทางร้องเรียนทั่วไป"));
  report.features[1].found = false;
  EXPECT_FALSE(holds(told(Form::results6), "ช่องทางร้องเรียนการทุจริตแยก"));
  EXPECT_TRUE(holds(told(Form::results7), "| ไม่พบบนเว็บไซต์"));
  report.features[2].found = true;
  EXPECT_FALSE(holds(told(Form::results7), "| ไม่พบบนเว็บไซต์"));
}

TEST(Papers, AMemoTellsOfAMarkMissedAndOfAListThatIsNotFinal) {
  auto facts = sample_facts();
  auto report = paper_report();
  const auto told = [&] { return text_of(Form::status, report, facts, {Lang::th, false}); };
  facts.scores["total"] = 85;
  EXPECT_FALSE(holds(told(), "ต่ำกว่าเกณฑ์มาตรฐาน"));
  facts.scores["total"] = 84.99;
  EXPECT_TRUE(holds(told(), "ต่ำกว่าเกณฑ์มาตรฐาน 85 คะแนน"));
  const auto words = provisional_text(2565, Lang::th);
  EXPECT_FALSE(holds(told(), words));
  report.provisional = true;
  report.based_on = 2565;
  EXPECT_TRUE(holds(told(), words)) << words;
}

/// The second round of a year is not done by what was dated in the first, nor by what is to come.
TEST(Papers, ARoundEndsWithTheLastDayOfItsMonths) {
  auto report = paper_report();
  auto& finding = report.findings.front();
  finding.topic = "work-manual";
  const auto ticked = [&](text::Day last, text::Day as_of) {
    finding.found->span = text::DaySpan{last, last};
    report.as_of = as_of;
    const auto text = text_of(Form::measures, report, sample_facts(), {Lang::th, false});
    const auto at = text.find("☑ รอบ ");
    return at == std::string::npos ? "" : text.substr(at + 14, 2);
  };
  const auto after = day(2023, 12, 1);
  EXPECT_EQ(ticked(day(2022, 9, 30), after), "");
  EXPECT_EQ(ticked(day(2022, 10, 1), after), "6 ");
  EXPECT_EQ(ticked(day(2023, 3, 31), after), "6 ");
  EXPECT_EQ(ticked(day(2023, 4, 1), after), "12");
  EXPECT_EQ(ticked(day(2023, 9, 30), after), "12");
  EXPECT_EQ(ticked(day(2023, 10, 1), after), "");
  EXPECT_EQ(ticked(day(2023, 9, 30), day(2023, 9, 29)), "") << "it is not so late yet";
}

TEST(Papers, AUnitsWorkBeginsWithTheMostPoints) {
  auto report = paper_report();
  report.findings[2].points = 1.25;  // O12, of the unit of O5
  report.findings[2].overdue = true;
  report.findings[1].overdue = false;
  const auto text = text_of(Form::unit_worklist, report, sample_facts(), {Lang::th, false});
  EXPECT_LT(text.find("O12 "), text.find("O5 ")) << text;
  EXPECT_EQ(count_of(text, "(เลยกำหนดแล้ว)"), 1U);
  EXPECT_TRUE(holds(text, "| รวม | 1.75 |")) << text;
  report.findings[1].unit = "";
  EXPECT_TRUE(holds(text_of(Form::unit_worklist, report, sample_facts()),
                    "รายการที่ต้องดำเนินการของหน่วยงานที่ยังไม่ได้กำหนด"));
}

TEST(Papers, EachUnitHasAPaperWithMostPointsFirst) {
  auto report = paper_report();
  report.findings[1].points = 1.5;
  report.findings[2].unit = "กองคลัง";
  report.findings[2].role = "../../etc";
  const auto files = files_of(Form::unit_worklist, report, sample_facts());
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].name, "unit-worklist-policy.docx");
  EXPECT_EQ(files[1].name, "unit-worklist-unit.docx");
  EXPECT_TRUE(holds(read_paper(files[0].bytes, "text"), "ติดต่อ: โทร. ๑๒"));
  report.findings[2].points = 9;
  EXPECT_EQ(files_of(Form::unit_worklist, report, sample_facts())[0].name,
            "unit-worklist-unit.docx");
}

}  // namespace
}  // namespace oit::report
