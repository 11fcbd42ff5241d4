#include "report/form_status.h"

#include <fmt/format.h>

#include "report/measure.h"
#include "report/memo.h"

namespace oit::report {
namespace {

std::vector<PaperRow> heads(std::string_view instrument) {
  const auto cell = [](std::string text, int columns, Rise rise) {
    return PaperCell{{std::move(text)}, Align::center, true, columns, rise};
  };
  return {{cell(fmt::format("มาตรการ/แนวทาง ยกระดับ {}", instrument), 1, Rise::first),
           cell("ขั้นตอนหรือวิธีการปฏิบัติ", 1, Rise::first), cell("สถานะดำเนินงาน", 3, Rise::none)},
          {cell("", 1, Rise::more), cell("", 1, Rise::more), cell("ยังไม่ดำเนินการ", 1, Rise::none),
           cell("อยู่ระหว่างดำเนินการ", 1, Rise::none), cell("ดำเนินการเสร็จเรียบร้อยแล้ว", 1, Rise::none)}};
}

PaperCell mark(bool is_set) { return text_cell(is_set ? std::string(kTick) : "-", Align::center); }

void add_addresses(PaperCell& cell, const std::vector<const model::Finding*>& findings) {
  for (const auto* finding : findings)
    if (auto address = address_of(*finding); !address.empty())
      cell.lines.push_back(std::move(address));
}

/// The three columns of progress; blank, and marked, where a person must tell.
void add_progress(PaperRow& row, const std::vector<const model::Finding*>& findings) {
  const auto progress = progress_of(findings);
  if (progress == Progress::unknown) {
    PaperCell cell = text_cell(std::string(kForPerson), Align::center);
    cell.columns = 3;
    row.push_back(std::move(cell));
    return;
  }
  row.push_back(mark(progress == Progress::not_begun));
  row.push_back(mark(progress == Progress::under_way));
  row.push_back(mark(progress == Progress::done));
  if (progress != Progress::done) return;
  row.back().lines.front().append(" ").append(kOnWeb);
  add_addresses(row.back(), findings);
}

Table new_table(std::string_view instrument) {
  Table table;
  table.widths_cm = {5.2, 6.8, 2.95, 3.1, 7.65};
  table.head = heads(instrument);
  return table;
}

void add_measure(Table& table, const model::PaperMeasure& measure, const PaperSource& source) {
  const auto findings = findings_of(source.report, measure.topics);
  PaperRow row = {text_cell(fmt::format("{}. {}", table.rows.size() + 1, measure.name)),
                  list_cell(measure.steps, true)};
  for (const auto* finding : findings)
    if (finding->status != model::Status::published)
      row.back().lines.push_back(finding->id + " " + verdict_text(*finding, source.style.lang));
  add_progress(row, findings);
  table.rows.push_back(std::move(row));
}

/// A row for each item of the year.
Table item_table(const PaperSource& source) {
  auto table = new_table("OIT");
  const auto lang = source.style.lang;
  for (const auto& finding : source.report.findings) {
    const bool is_done = finding.status == model::Status::published;
    PaperRow row = {
        text_cell("เผยแพร่ " + item_text(finding, lang)),
        text_cell(is_done ? "เผยแพร่บนเว็บไซต์หลักของหน่วยงาน" : method_text(source, finding))};
    if (!is_done) row.back().lines.push_back("(" + verdict_text(finding, lang) + ")");
    add_progress(row, {&finding});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

Paper draw_status(const PaperSource& source) {
  const auto& report = source.report;
  Paper paper;
  paper.title = fmt::format("รายงานสถานะการดำเนินงานตามมาตรการยกระดับ ITA ปีงบประมาณ พ.ศ. {}",
                            report.fiscal_year);
  Memo memo;
  memo.subject = paper.title;
  memo.facts = {
      "สถานะตามตารางที่แนบเป็นผลจากการตรวจเว็บไซต์ ส่วนมาตรการที่เว็บไซต์พิสูจน์ไม่ได้ "
      "เช่น การประชุมหรือหนังสือแจ้งเวียน เว้นไว้ให้เจ้าหน้าที่กรอก"};
  memo.proposals = {"เห็นควรรายงานผู้บริหารทราบ และเร่งรัดมาตรการที่ยังไม่แล้วเสร็จ"};
  paper.sections.push_back(draw_memo(source, memo));
  Section page{true, false, {}};
  page.blocks.emplace_back(title_line(paper.title));
  page.blocks.emplace_back(title_line(office_name(report)));
  page.blocks.emplace_back(Line{"ระยะเวลา " + year_window(report), Align::center});
  for (const auto& survey : source.facts.rules.surveys) {
    auto table = new_table(survey.instrument);
    for (const auto* measure : measures_of(source, Form::status))
      if (measure->instrument == survey.instrument) add_measure(table, *measure, source);
    if (table.rows.empty()) continue;
    page.blocks.emplace_back(heading_line(fmt::format("แบบวัด {}", survey.instrument)));
    page.blocks.emplace_back(std::move(table));
  }
  page.blocks.emplace_back(heading_line("แบบตรวจ OIT"));
  page.blocks.emplace_back(item_table(source));
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
