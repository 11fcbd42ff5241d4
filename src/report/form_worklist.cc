#include "report/form_worklist.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/memo.h"
#include "report/words.h"

namespace oit::report {

std::vector<Worklist> worklists(const model::Report& report) {
  std::vector<Worklist> out;
  for (const auto* finding : work_of(report)) {
    auto at = std::ranges::find(out, finding->unit, &Worklist::unit);
    if (at == out.end()) at = out.insert(out.end(), Worklist{finding->unit, finding->role, {}, 0});
    at->work.push_back(finding);
    at->points += finding->points;
  }
  for (auto& list : out)
    std::ranges::stable_sort(list.work, std::ranges::greater(),
                             [](const auto* finding) { return finding->points; });
  std::ranges::stable_sort(out, std::ranges::greater(), &Worklist::points);
  return out;
}

Paper draw_worklist(const PaperSource& source, const Worklist& list) {
  const auto& report = source.report;
  const auto lang = source.style.lang;
  const std::string unit = list.unit.empty() ? "หน่วยงานที่ยังไม่ได้กำหนด" : list.unit;
  Paper paper;
  paper.title = fmt::format("รายการที่ต้องดำเนินการของ{} ปีงบประมาณ พ.ศ. {}", unit, report.fiscal_year);
  Memo memo;
  memo.subject =
      fmt::format("ขอให้ดำเนินการเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ พ.ศ. {}", report.fiscal_year);
  memo.to = "หัวหน้า" + unit;
  memo.facts = {fmt::format("{} รับผิดชอบข้อที่ต้องปรับปรุง {} ข้อ รวม {} คะแนน ตามตารางที่แนบ", unit,
                            list.work.size(), points_text(list.points))};
  if (const auto contact = source.facts.contacts.find(list.unit);
      contact != source.facts.contacts.end())
    memo.facts.push_back("ติดต่อ: " + contact->second);
  memo.proposals = {"ขอให้ดำเนินการตามตารางภายในกำหนด และแจ้งผู้ประสานงาน ITA เมื่อแล้วเสร็จ"};
  paper.sections.push_back(draw_memo(source, memo));
  Section page{true, false, {}};
  page.blocks.emplace_back(title_line(paper.title));
  page.blocks.emplace_back(title_line(office_name(report)));
  Table table;
  table.widths_cm = {1.7, 5.9, 6.3, 6.3, 3.2, 2.3};
  table.head = {head_row({"ลำดับ", "หัวข้อ", "สิ่งที่ต้องดำเนินการ", "ที่ใด", "ภายใน", "คะแนน"})};
  for (const auto* finding : list.work) {
    PaperCell where;
    where.lines = {address_of(*finding)};
    if (where.lines.front().empty())
      where.lines = {"เว็บไซต์หลักของหน่วยงาน",
                     report.final_url.empty() ? report.seed_url : report.final_url};
    table.rows.push_back(
        {text_cell(std::to_string(table.rows.size() + 1), Align::center),
         {{item_text(*finding, lang), "(" + verdict_text(*finding, lang) + ")"}},
         text_cell(method_text(source, *finding)),
         std::move(where),
         text_cell(finding->due ? day_text(*finding->due, Lang::th) : "", Align::center),
         text_cell(points_text(finding->points), Align::center)});
    if (finding->overdue) table.rows.back()[4].lines.emplace_back("(เลยกำหนดแล้ว)");
  }
  table.rows.push_back(
      {{{"รวม"}, Align::right, true, 5}, {{points_text(list.points)}, Align::center, true}});
  page.blocks.emplace_back(std::move(table));
  paper.sections.push_back(std::move(page));
  return paper;
}

}  // namespace oit::report
