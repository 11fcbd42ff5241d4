#include "report/form_improvement.h"

#include <fmt/format.h>

#include <charconv>

#include "report/memo.h"

namespace oit::report {
namespace {

/// Verbatim from paper 004.
Table oit_table(const PaperSource& source) {
  Table table;
  table.widths_cm = {2.4, 2.3, 5.2, 2.9, 5.6, 4.0, 3.3};
  table.head = {head_row({"แบบสำรวจ", "ตัวชี้วัดที่", "หัวข้อ", "ระยะเวลาดำเนินการ", "วิธีการดำเนินการ",
                          "หน่วยงานดำเนินการ", "การติดตามผล"})};
  const auto lang = source.style.lang;
  for (const auto* finding : work_of(source.report))
    table.rows.push_back({text_cell("OIT", Align::center),
                          text_cell(finding->indicator, Align::center),
                          {{item_text(*finding, lang), "(" + verdict_text(*finding, lang) + ")"}},
                          text_cell(window_from(source.report, *finding), Align::center),
                          text_cell(method_text(source, *finding)),
                          text_cell(finding->unit),
                          text_cell(follow_up_text(source.report, *finding))});
  return table;
}

/// The number of question "e12" of the survey whose letter is `letter`; 0 when `key` is none.
int question(const std::string& key, const std::string& letter) {
  int number = 0;
  if (key.starts_with(letter))
    std::from_chars(key.data() + letter.size(), key.data() + key.size(), number);
  return number;
}

/// Questions of one survey that stayed below the mark; what to do is a person's to say.
Table question_table(const OfficeFacts& facts, const model::Survey& survey) {
  Table table;
  table.widths_cm = {2.4, 2.4, 5.0, 2.6, 6.0, 4.0, 3.3};
  table.head = {head_row(
      {"แบบสำรวจ", "ตัวชี้วัดที่", "หัวข้อ", "คะแนนที่ได้", "วิธีการดำเนินการ", "หน่วยงานดำเนินการ", "หมายเหตุ"})};
  std::map<int, double> low;
  for (const auto& [key, score] : facts.scores)
    if (const int number = question(key, survey.question);
        number > 0 && score < facts.rules.pass_mark)
      low[number] = score;
  for (const auto& [number, score] : low)
    table.rows.push_back({text_cell(survey.instrument, Align::center), text_cell(""),
                          text_cell(fmt::format("{}{}", survey.question, number), Align::center),
                          text_cell(score_text(score), Align::center),
                          text_cell(std::string(kForPerson)), text_cell(""), text_cell("")});
  return table;
}

/// What nobody could look at must not pass for done.
std::vector<std::string> open_items(const PaperSource& source) {
  std::vector<std::string> out;
  for (const auto& finding : source.report.findings)
    if (finding.status == model::Status::unverified)
      out.push_back(item_text(finding, source.style.lang) + " (" +
                    verdict_text(finding, source.style.lang) + ")");
  return out;
}

}  // namespace

Paper draw_improvement(const PaperSource& source) {
  const auto& report = source.report;
  const auto year = report.fiscal_year;
  const auto work = work_of(report);
  Paper paper;
  paper.title = fmt::format("ตารางการปรับปรุงการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {}", year);
  Memo memo;
  memo.subject = paper.title;
  memo.facts = {work.empty() ? "ไม่พบข้อที่ต้องปรับปรุง"
                             : fmt::format("ข้อที่ต้องปรับปรุงมี {} ข้อ ตามตารางที่แนบ "
                                           "ข้อที่ไม่ครบองค์ประกอบหรือไม่มีบนเว็บไซต์หลักจะไม่ได้คะแนนในข้อนั้น",
                                           work.size())};
  memo.proposals = {
      "เห็นควรมอบหมายให้หน่วยงานตามตารางดำเนินการให้แล้วเสร็จภายในระยะเวลาที่กำหนด "
      "และรายงานผลในที่ประชุมประจำเดือน"};
  paper.sections.push_back(draw_memo(source, memo));
  Section page{true, false, {}};
  page.blocks.emplace_back(title_line(paper.title));
  page.blocks.emplace_back(title_line(office_name(report)));
  for (const auto& survey : source.facts.rules.surveys) {
    auto table = question_table(source.facts, survey);
    if (table.rows.empty()) continue;
    page.blocks.emplace_back(
        heading_line(fmt::format("แบบวัด {} ข้อที่ได้ต่ำกว่า {} คะแนน", survey.instrument,
                                 mark_text(source.facts.rules.pass_mark))));
    page.blocks.emplace_back(std::move(table));
  }
  page.blocks.emplace_back(heading_line("แบบตรวจ OIT"));
  if (work.empty())
    page.blocks.emplace_back(Line{"ไม่พบข้อที่ต้องปรับปรุง"});
  else
    page.blocks.emplace_back(oit_table(source));
  if (const auto open = open_items(source); !open.empty()) {
    page.blocks.emplace_back(heading_line("ข้อที่โปรแกรมตรวจไม่ได้ ให้เจ้าหน้าที่ตรวจเอง"));
    for (const auto& item : open) page.blocks.emplace_back(Line{"- " + item});
  }
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
