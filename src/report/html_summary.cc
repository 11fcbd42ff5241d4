#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "audit/judge.h"
#include "report/chart.h"
#include "report/html_view.h"
#include "report/markup.h"
#include "report/notice.h"
#include "report/words.h"

namespace oit::report {
namespace {

using Findings = std::vector<const model::Finding*>;

std::string fact(std::string_view name, std::string_view markup) {
  return element("div", "", element("dt", "", escape(name)) + element("dd", "", markup));
}

Findings open_findings(const model::Report& report) {
  Findings out;
  for (const auto& finding : report.findings)
    if (audit::needs_work(finding)) out.push_back(&finding);
  return out;
}

std::string banners(const HtmlView& view) {
  const auto banner = [](const std::string& markup) {
    return element("p", "class=\"banner\"", markup);
  };
  const auto& report = view.report;
  std::string out;
  if (report.outcome != "ok")
    out +=
        banner(fmt::format("{}: {}", view.say("ตรวจเว็บไซต์นี้ไม่ได้", "The site could not be checked"),
                           escape(outcome_text(report.outcome, view.lang))));
  if (report.provisional) out += banner(escape(provisional_text(report.based_on, view.lang)));
  for (const auto& problem : report.problems)
    if (problem.category == "other_list" || problem.category == "sector_list")
      out += banner(view.words(problem.text));
  for (const auto& name : report.notices) out += banner(view.words(notice(name, report).text));
  if (!report.limits_hit.empty()) {
    std::string limits;
    for (const auto& limit : report.limits_hit)
      limits += (limits.empty() ? "" : ", ") + escape(limit_text(limit, view.lang));
    out += banner(fmt::format(
        "{}: {} ({} {})", view.say("อ่านเว็บไซต์ไม่ครบเพราะถึงขีดจำกัด", "Not all was read, a limit bit"),
        limits, view.say("ที่อยู่ที่ยังไม่ได้อ่าน", "addresses waiting:"), report.coverage_waiting));
  }
  return out;
}

/// The score on its scale, and the bands in words.
std::string gauge(const HtmlView& view) {
  static const std::vector<model::Band> kNone;
  const auto& bands = view.rules() == nullptr ? kNone : view.rules()->year.bands;
  auto out = draw_gauge(view.report.score, bands, view.lang);
  std::string names;
  for (const auto& band : bands) {
    const auto& title = pick(view.lang, band.title);
    names += fmt::format("{}{} {} {}", names.empty() ? "" : " · ",
                         escape(title.empty() ? band.id : title), view.say("ตั้งแต่", "from"),
                         number_text(band.from));
  }
  if (!names.empty())
    out += element("p", "class=\"quiet\"", fmt::format("{}: {}", view.say("ระดับ", "Bands"), names));
  return out;
}

std::string facts(const HtmlView& view) {
  if (!is_checked(view.report))
    return element("dl", "class=\"facts\"",
                   fact(view.say("คะแนน OIT", "OIT score"), view.say("ไม่ได้ตรวจ", "not checked")));
  const auto& score = view.report.score;
  if (!score.given)
    return element("dl", "class=\"facts\"",
                   fact(view.say("คะแนน OIT", "OIT score"), view.say("ไม่ให้คะแนน", "not given")));
  std::string out =
      fact(view.say("คะแนน OIT", "OIT score"), number_text(score.oit) + " <small>/ 100</small>");
  out += fact(view.say("ระดับ", "Band"),
              score.band.empty() ? "–" : escape(band_text(score, view.lang)));
  out += fact(view.say("สูงสุดที่เป็นไปได้", "At best"), number_text(score.oit_best));
  out += fact(view.say("หากแก้ไขครบ", "If all is mended"), number_text(score.if_fixed));
  out += fact(view.say("คะแนน ITA ที่จะเสีย", "ITA points at stake"),
              points_text(score.points_lost) + element("small", "", view.say(" จาก 40", " of 40")));
  const auto due = std::ranges::find_if(
      view.report.findings, [](const model::Finding& finding) { return finding.due.has_value(); });
  if (due != view.report.findings.end())
    out += fact(view.say("กำหนดเสร็จ", "Deadline"),
                escape(day_text(*due->due, view.lang)) +
                    (due->overdue ? element("small", "", view.say(" เลยกำหนดแล้ว", " past")) : ""));
  return gauge(view) + element("dl", "class=\"facts\"", out) +
         element("p", "class=\"quiet\"",
                 fmt::format("{}<br>{}", escape(best_score_text(view.lang)),
                             escape(mended_score_text(view.lang))));
}

std::string counts(const HtmlView& view) {
  std::map<model::Status, std::pair<int, double>> sums;
  for (const auto& finding : view.report.findings) {
    auto& [items, points] = sums[finding.status];
    ++items;
    points += finding.points;
  }
  std::vector<std::vector<std::string>> rows;
  std::vector<Slice> slices;
  for (const auto& [status, sum] : sums)
    slices.push_back({status, static_cast<std::size_t>(sum.first)});
  for (const auto& [status, sum] : sums)
    rows.push_back({view.badge(status), number_cell(std::to_string(sum.first)),
                    number_cell(points_text(sum.second))});
  return element("div", "class=\"charts\"",
                 draw_ring(slices, std::to_string(view.report.findings.size()), view.lang) +
                     table(view.say("จำนวนข้อตามสถานะ", "Items by status"),
                           {view.say("สถานะ", "Status"), view.say("จำนวนข้อ", "Items"),
                            view.say("คะแนน ITA ของข้อเหล่านี้", "ITA points of these items")},
                           rows, "figures")) +
         '\n';
}

/// A bar per sub-indicator, with its score and how many of its items are published.
std::string bars(const HtmlView& view) {
  if (!is_checked(view.report) || !view.report.score.given) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [id, value] : in_number_order(view.report.score.sub_indicators)) {
    std::size_t all = 0, published = 0;
    for (const auto& finding : view.report.findings) {
      if (finding.sub_indicator != id) continue;
      ++all;
      if (finding.status == model::Status::published) ++published;
    }
    rows.push_back({escape(view.part_name(id)), draw_bar(value), number_cell(points_text(value)),
                    number_cell(fmt::format("{} / {}", published, all))});
  }
  return table(view.say("คะแนนตามตัวชี้วัดย่อย", "Score by sub-indicator"),
               {view.say("ตัวชี้วัดย่อย", "Sub-indicator"), view.say("สัดส่วน", "Share"),
                view.say("คะแนน", "Score"), view.say("ข้อที่เผยแพร่ครบถ้วน", "Items published")},
               rows, "cards figures wide bars");
}

std::string section(std::string_view id, std::string_view title, const std::string& content) {
  if (content.empty()) return {};
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"h-{0}\"><h2 id=\"h-{0}\">{1}</h2>\n{2}</section>\n",
      id, escape(title), content);
}

std::vector<std::string> work_row(const HtmlView& view, const model::Finding& finding) {
  return {HtmlView::item_link(finding) + ' ' + view.words(finding.title),
          view.badge(finding.status),
          escape(reason_text(finding, view.lang)) +
              (finding.warns ? "<br>" + escape(warns_text(view.lang)) : ""),
          view.words(finding.action),
          escape(finding.unit),
          escape(window_text(finding, view.lang)),
          number_cell(points_text(finding.points))};
}

}  // namespace

std::string html_summary(const HtmlView& view) {
  return section("summary", view.say("ผลการตรวจโดยสรุป", "Summary"),
                 banners(view) + facts(view) + counts(view) + bars(view));
}

std::string html_first(const HtmlView& view) {
  auto open = open_findings(view.report);
  std::ranges::stable_sort(
      open, [](const model::Finding* a, const model::Finding* b) { return a->points > b->points; });
  std::vector<std::vector<std::string>> rows;
  for (const auto* finding : open) rows.push_back(work_row(view, *finding));
  return section(
      "first", view.say("ควรแก้ไขก่อน", "What to fix first"),
      table(view.say("เรียงตามคะแนนที่จะเสีย", "Ordered by points at stake"),
            {view.say("ข้อ", "Item"), view.say("สถานะ", "Status"), view.say("เหตุผล", "Reason"),
             view.say("วิธีดำเนินการ", "Action"), view.say("หน่วยงาน", "Unit"),
             view.say("ระยะเวลา", "Window"), view.say("คะแนน", "Points")},
            rows, "work all-units"));
}

std::string html_units(const HtmlView& view) {
  if (!is_checked(view.report)) return {};  // whether there is work is not known
  std::string out;
  for (const auto& unit : view.units) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& finding : view.report.findings) {
      if (finding.unit != unit || finding.status == model::Status::published) continue;
      auto row = work_row(view, finding);
      row.erase(row.begin() + 4);
      rows.push_back(std::move(row));
    }
    out += table(unit.empty() ? view.say("ยังไม่ระบุหน่วยงาน", "No unit named") : unit,
                 {view.say("ข้อ", "Item"), view.say("สถานะ", "Status"), view.say("เหตุผล", "Reason"),
                  view.say("วิธีดำเนินการ", "Action"), view.say("ระยะเวลา", "Window"),
                  view.say("คะแนน", "Points")},
                 rows, "work");
  }
  return section("units", view.say("งานแยกตามหน่วยงาน", "Work by unit"), out);
}

}  // namespace oit::report
