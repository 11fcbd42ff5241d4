#include <fmt/format.h>

#include "report/html_view.h"
#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
namespace {

std::string problems(const HtmlView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : view.report.problems)
    rows.push_back({escape(category_text(one.category, view.lang)), view.words(one.text),
                    one.url.empty() ? "–" : link_to(one.url)});
  return table(
      view.say("ปัญหาของเว็บไซต์", "Problems of the site"),
      {view.say("ประเภท", "Kind"), view.say("รายละเอียด", "Details"), view.say("ที่อยู่", "Address")},
      rows);
}

std::string features(const HtmlView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : view.report.features)
    rows.push_back(
        {escape(feature_text(one.id, view.lang)),
         element("span", "class=\"whole\"", feature_result_text(view.report, one, view.lang)),
         one.url.empty() ? "–" : link_to(one.url)});
  return table(
      view.say("ช่องทางบนเว็บไซต์", "Channels on the site"),
      {view.say("ช่องทาง", "Channel"), view.say("ผล", "Result"), view.say("ที่อยู่", "Address")}, rows);
}

std::string scores(const HtmlView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto* values : {&view.report.score.indicators, &view.report.score.sub_indicators})
    for (const auto& [id, value] : in_number_order(*values))
      rows.push_back({escape(id), number_cell(points_text(value))});
  return table(view.say("คะแนนตามตัวชี้วัด", "Score by indicator"),
               {view.say("ตัวชี้วัด", "Indicator"), view.say("คะแนน", "Score")}, rows, "figures");
}

std::string reading(const HtmlView& view) {
  const auto& report = view.report;
  const auto number = [](std::size_t value) { return std::to_string(value); };
  return table(
      view.say("การอ่านเว็บไซต์", "How the site was read"),
      {view.say("รายการ", "What"), view.say("ค่า", "Value")},
      {{std::string(view.say("ผล", "Outcome")), escape(outcome_text(report.outcome, view.lang))},
       {std::string(view.say("ที่อยู่ที่อ่านแล้ว", "Addresses read")), number(report.coverage_read)},
       {std::string(view.say("ที่อยู่ที่ยังไม่ได้อ่าน", "Addresses waiting")),
        number(report.coverage_waiting)},
       {std::string(view.say("เอกสาร", "Documents")), number(report.documents)},
       {std::string(view.say("คำขอ", "Requests")), number(report.requests)},
       {std::string(view.say("ข้อมูลที่รับ (ไบต์)", "Bytes received")), number(report.bytes)},
       {std::string(view.say("เริ่ม", "Started")), escape(minute_text(report.started_at, view.lang))},
       {std::string(view.say("เสร็จ", "Finished")),
        escape(minute_text(report.finished_at, view.lang))}});
}

}  // namespace

std::string html_addresses(const HtmlView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& finding : view.report.findings) {
    const bool ready = finding.status == model::Status::published && !finding.evidence.empty();
    if (!ready && !finding.submitted) continue;
    std::string declared = "–";
    if (finding.submitted)
      declared = link_to(finding.submitted->url) + "<br>" + view.badge(finding.submitted->status);
    rows.push_back(
        {HtmlView::item_link(finding),
         ready ? link_to(finding.evidence.front().url) : std::string(view.say("ยังไม่มี", "none yet")),
         declared});
  }
  if (rows.empty()) return {};
  return element("section", "id=\"addresses\" aria-labelledby=\"h-addresses\"",
                 element("h2", "id=\"h-addresses\"",
                         view.say("ที่อยู่ที่พร้อมกรอกในระบบประเมิน",
                                  "Addresses ready for the assessment system")) +
                     table(view.say("ที่อยู่ที่ดีที่สุดที่พบของแต่ละข้อ", "The best address found for each item"),
                           {view.say("ข้อ", "Item"), view.say("ที่อยู่ที่ดีที่สุด", "Best address"),
                            view.say("ที่กรอกไว้แล้ว", "Declared so far")},
                           rows)) +
         '\n';
}

std::string html_site(const HtmlView& view) {
  return element(
             "section", "id=\"site\" aria-labelledby=\"h-site\"",
             element("h2", "id=\"h-site\"", view.say("เว็บไซต์และการตรวจ", "The site and this run")) +
                 '\n' + problems(view) + features(view) + scores(view) + reading(view)) +
         '\n';
}

}  // namespace oit::report
