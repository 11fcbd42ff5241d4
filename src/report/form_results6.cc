#include "report/form_results6.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/clean.h"
#include "report/measure.h"
#include "report/memo.h"
#include "report/words.h"

namespace oit::report {
namespace {

PaperRow measure_row(const PaperSource& source, const model::PaperMeasure& measure,
                     std::size_t number) {
  const auto lang = source.style.lang;
  const auto findings = findings_of(source.report, measure.topics);
  PaperRow row = {text_cell(fmt::format("{}. {}", number, measure.name)),
                  list_cell(measure.steps, true)};
  if (findings.empty()) {
    for (int i = 0; i < 2; ++i) row.push_back(text_cell(""));
    row.push_back(text_cell(std::string(kForPerson)));
    row.push_back(text_cell(""));
    return row;
  }
  row.push_back({units_of(findings)});
  row.push_back(text_cell(year_window(source.report), Align::center));
  row.push_back({evidence_lines(findings, lang)});
  row.push_back(text_cell(count_text(findings)));
  for (const auto* finding : findings)
    if (finding->status != model::Status::published)
      row.back().lines.push_back(finding->id + " " + verdict_text(*finding, lang));
  return row;
}

/// Each channel, found or not, with its address.
std::vector<std::string> channel_lines(const model::Report& report) {
  std::vector<std::string> out;
  for (const auto& one : report.features) {
    out.push_back(fmt::format("{}: {}", feature_text(one.id, Lang::th),
                              feature_result_text(report, one, Lang::th)));
    if (one.found && is_web_address(one.url)) out.push_back(typed_address(one.url));
  }
  return out;
}

/// Whether complaints of corruption have a place of their own; "" when one of the two is unknown.
std::string separation_text(const model::Report& report) {
  const auto* general = feature_of(report, "general_complaint");
  const auto* corruption = feature_of(report, "corruption_complaint");
  if (general == nullptr || corruption == nullptr || !general->found || !corruption->found)
    return {};
  return general->url == corruption->url ? "ช่องทางร้องเรียนการทุจริตยังใช้หน้าเดียวกับช่องทางร้องเรียนทั่วไป"
                                         : "ช่องทางร้องเรียนการทุจริตแยกจากช่องทางร้องเรียนทั่วไป";
}

/// From where a finding's page was reached: "หน้าแรก > บริการ".
std::string path_text(const model::Finding& finding) {
  if (finding.evidence.empty() || finding.evidence.front().path.empty()) return {};
  std::string out;
  for (const auto& label : finding.evidence.front().path) {
    if (!out.empty()) out += " > ";
    out += label;
  }
  return "เข้าถึงจาก: " + out;
}

PaperRow channel_row(const PaperSource& source, const model::PaperMeasure& measure,
                     std::size_t number) {
  const auto& report = source.report;
  const auto findings = findings_of(report, measure.topics);
  PaperRow row = {text_cell(fmt::format("{}. {}", number, measure.name)),
                  list_cell(measure.steps, true), PaperCell{units_of(findings)},
                  text_cell(year_window(report), Align::center)};
  PaperCell summary{channel_lines(report)};
  for (const auto* finding : findings) {
    summary.lines.push_back(fmt::format("{}: {}", item_text(*finding, source.style.lang),
                                        status_text(finding->status, source.style.lang)));
    if (auto address = address_of(*finding); !address.empty()) summary.lines.push_back(address);
    if (auto path = path_text(*finding); !path.empty()) summary.lines.push_back(path);
  }
  if (summary.lines.empty()) summary.lines.emplace_back(kForPerson);
  row.push_back(std::move(summary));
  PaperCell outcome{{count_text(findings)}};
  if (const auto words = separation_text(report); !words.empty()) outcome.lines.push_back(words);
  row.push_back(std::move(outcome));
  return row;
}

}  // namespace

Paper draw_results6(const PaperSource& source) {
  const auto& report = source.report;
  Paper paper;
  paper.title = fmt::format(
      "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
      "ปีงบประมาณ พ.ศ. {}",
      report.fiscal_year);
  Memo memo;
  memo.subject = paper.title;
  memo.facts = {
      "ผลการดำเนินการตามตารางที่แนบมาจากการตรวจเว็บไซต์ มาตรการที่เว็บไซต์พิสูจน์ไม่ได้เว้นไว้ให้เจ้าหน้าที่กรอก"};
  memo.proposals = {"เห็นควรรายงานผู้บริหารทราบ และเผยแพร่รายงานบนเว็บไซต์หลักของหน่วยงาน"};
  paper.sections.push_back(draw_memo(source, memo));
  Section page{true, false, {}};
  page.blocks.emplace_back(title_line(paper.title));
  page.blocks.emplace_back(title_line(office_name(report)));
  Table table;
  table.widths_cm = {4.7, 4.7, 3.9, 2.9, 6.1, 3.4};
  table.head = {head_row({"มาตรการ/แนวทาง", "ขั้นตอน/วิธีการปฏิบัติ", "หน่วยงานผู้รับผิดชอบ",
                          "ระยะเวลาดำเนินการ", "สรุปผลการดำเนินการ", "ผลลัพธ์/ความสำเร็จ"})};
  for (const auto* measure : measures_of(source, Form::results6)) {
    const auto number = table.rows.size() + 1;
    table.rows.push_back(measure->channels ? channel_row(source, *measure, number)
                                           : measure_row(source, *measure, number));
  }
  page.blocks.emplace_back(std::move(table));
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
