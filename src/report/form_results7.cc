#include "report/form_results7.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/clean.h"
#include "report/measure.h"
#include "report/memo.h"
#include "report/words.h"

namespace oit::report {
namespace {

/// A row only a person can fill: its columns after the first two are blank, and marked.
PaperRow person_row(const model::PaperMeasure& measure) {
  return {text_cell(measure.name),
          list_cell(measure.steps, true),
          text_cell(""),
          text_cell(""),
          text_cell(std::string(kForPerson)),
          text_cell(""),
          text_cell("")};
}

/// "ครบร้อยละ 75"
std::string share_text(const std::vector<const model::Finding*>& findings) {
  const auto complete = std::ranges::count(findings, model::Status::published,
                                           [](const auto* finding) { return finding->status; });
  return fmt::format("เผยแพร่ครบถ้วนร้อยละ {}",
                     number_text(100.0 * static_cast<double>(complete) /
                                 static_cast<double>(std::max<std::size_t>(findings.size(), 1))));
}

PaperRow group_row(const PaperSource& source, std::string name, PaperCell method,
                   const std::vector<const model::Finding*>& findings) {
  const auto lang = source.style.lang;
  PaperCell results{{count_text(findings)}};
  for (const auto* finding : findings)
    if (finding->status == model::Status::published)
      results.lines.push_back(finding->id + ' ' + address_of(*finding));
  return {text_cell(std::move(name)),
          std::move(method),
          text_cell(year_window(source.report), Align::center),
          PaperCell{units_of(findings)},
          std::move(results),
          text_cell(share_text(findings)),
          PaperCell{wanting_lines(findings, lang)}};
}

/// Whether the site shows what a measure asks for.
PaperRow feature_row(const PaperSource& source, const model::PaperMeasure& measure) {
  const auto* feature = feature_of(source.report, measure.feature);
  if (feature == nullptr || !is_checked(source.report)) return person_row(measure);
  const bool found = feature->found;
  PaperRow row = {text_cell(measure.name), list_cell(measure.steps, true),
                  text_cell(year_window(source.report), Align::center), text_cell(""),
                  text_cell(found ? "พบบนเว็บไซต์" : "ไม่พบบนเว็บไซต์")};
  if (found && is_web_address(feature->url))
    row.back().lines.push_back(typed_address(feature->url));
  row.push_back(text_cell(found ? measure.outcome : "-"));
  row.push_back(text_cell(found ? "ไม่มี" : measure.advice));
  return row;
}

/// A row for each group of items, in the year's order.
void add_groups(const PaperSource& source, std::vector<PaperRow>& rows) {
  std::vector<std::string> groups;
  for (const auto& finding : source.report.findings)
    if (std::ranges::find(groups, finding.sub_indicator) == groups.end())
      groups.push_back(finding.sub_indicator);
  for (const auto& group : groups) {
    std::vector<const model::Finding*> findings;
    for (const auto& finding : source.report.findings)
      if (finding.sub_indicator == group) findings.push_back(&finding);
    rows.push_back(
        group_row(source,
                  "เปิดเผยข้อมูล " + group_text(source.facts, group, source.style.lang) +
                      fmt::format(" ({} - {})", findings.front()->id, findings.back()->id),
                  text_cell(source.facts.rules.method), findings));
  }
}

Table draw_table(const PaperSource& source) {
  const auto& report = source.report;
  Table table;
  table.widths_cm = {3.3, 3.5, 2.9, 3.9, 4.8, 2.5, 4.8};
  table.head = {head_row({"มาตรการ/กิจกรรมที่ดำเนินการ", "วิธีการดำเนินการ", "ระยะเวลาดำเนินการ",
                          "หน่วยงานที่รับผิดชอบ", "ผลการดำเนินการ", "ผลลัพธ์หรือความสำเร็จ", "ข้อเสนอแนะ"})};
  auto& rows = table.rows;
  const auto measures = measures_of(source, Form::results7);
  for (const auto* measure : measures) {
    if (!measure->feature.empty()) continue;
    const auto found = findings_of(report, measure->topics);
    if (measure->topics.empty())
      rows.push_back(person_row(*measure));
    else if (!found.empty())  // else the year asks for no such thing
      rows.push_back(group_row(source, measure->name, list_cell(measure->steps, true), found));
  }
  add_groups(source, rows);
  for (const auto* measure : measures)
    if (!measure->feature.empty()) rows.push_back(feature_row(source, *measure));
  return table;
}

}  // namespace

Paper draw_results7(const PaperSource& source) {
  const auto& report = source.report;
  Paper paper;
  paper.title =
      fmt::format("รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. {}",
                  report.fiscal_year);
  Memo memo;
  memo.subject = paper.title;
  memo.facts = {
      "ผลการดำเนินการตามตารางที่แนบมาจากการตรวจเว็บไซต์ กิจกรรมที่เว็บไซต์พิสูจน์ไม่ได้เว้นไว้ให้เจ้าหน้าที่กรอก"};
  memo.proposals = {"เห็นควรรายงานผู้บริหารทราบ และเผยแพร่รายงานบนเว็บไซต์หลักของหน่วยงาน"};
  paper.sections.push_back(draw_memo(source, memo));
  Section page{true, false, {}};
  page.blocks.emplace_back(title_line(paper.title));
  page.blocks.emplace_back(title_line(office_name(report)));
  page.blocks.emplace_back(draw_table(source));
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
