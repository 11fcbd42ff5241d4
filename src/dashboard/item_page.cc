#include <fmt/format.h>

#include <algorithm>

#include "audit/judge.h"
#include "dashboard/pages.h"
#include "dashboard/site_history.h"
#include "report/markup.h"
#include "report/words.h"

namespace oit::dashboard {
namespace {

using report::element;
using report::escape;

std::string local(const Scene& scene, const model::LocalText& text) {
  return words(report::pick(scene.lang, text));
}

std::string list(const std::vector<std::string>& entries) {
  std::string out;
  for (const auto& one : entries) out += element("li", "", one);
  return out.empty() ? "" : element("ul", "", out);
}

std::string path_text(const std::vector<std::string>& path) {
  std::string out;
  for (const auto& label : path) out += (out.empty() ? "" : " › ") + words(label);
  return out;
}

std::string one_evidence(const Scene& scene, const model::Evidence& one) {
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  return terms({{say("ชื่อ", "Title"), words(one.title)},
                {say("ที่อยู่", "Address"), one.url.empty() ? "" : report::link_to(one.url)},
                {say("ทางคลิก", "Click path"), path_text(one.path)},
                {say("ชนิด", "Kind"), words(report::kind_text(one.kind, scene.lang))},
                {say("ข้อความ", "Quote"),
                 one.quote.empty() ? "" : element("blockquote", "", words(one.quote))},
                {say("อ่านจาก", "Read from"), words(report::place_text(one.place, scene.lang))},
                {say("อ่านเมื่อ", "Read at"),
                 one.fetched_at ? escape(report::minute_text(*one.fetched_at, scene.lang)) : ""},
                {"SHA-256",
                 one.sha256.empty() ? "" : element("span", "class=\"hash\"", words(one.sha256))}});
}

std::string evidence(const Scene& scene, const model::Finding& finding) {
  std::vector<std::string> entries;
  for (const auto& one : finding.evidence) entries.push_back(one_evidence(scene, one));
  if (entries.empty()) return element("p", "", scene.say("ไม่มีหลักฐาน", "There is no evidence"));
  return list(entries);
}

std::string components(const Scene& scene, const model::Finding& finding) {
  std::vector<std::string> entries;
  for (const auto& one : finding.components) {
    const auto met = !one.met   ? scene.say("? ไม่เห็น", "? not seen")
                     : *one.met ? scene.say("✓ มี", "✓ found")
                                : scene.say("✗ ไม่มี", "✗ absent");
    entries.push_back(escape(met) + ": " + local(scene, one.name) +
                      (one.quote.empty() ? "" : element("blockquote", "", words(one.quote))));
  }
  return list(entries);
}

std::string near_misses(const Scene& scene, const model::Finding& finding) {
  std::vector<std::string> entries;
  for (const auto& one : finding.near_misses)
    entries.push_back(words(one.label) + ": " + local(scene, one.why) + ' ' +
                      (one.url.empty() ? "" : report::link_to(one.url)));
  return list(entries);
}

std::string verdict(const Scene& scene, const model::Finding& finding) {
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  std::vector<std::string> reasons, conflicts;
  for (const auto& one : finding.reasons) reasons.push_back(local(scene, one));
  for (const auto& one : finding.conflicts) conflicts.push_back(local(scene, one));
  return terms({{say("ผลการตรวจ", "Verdict"), badge(finding.status, scene.lang)},
                {say("เหตุผล", "Reasons"), list(reasons)},
                {say("สาเหตุ", "Cause"), finding.cause ? local(scene, finding.cause->text) : ""},
                {say("ความมั่นใจ", "Confidence"), report::points_text(finding.confidence)},
                {say("ช่วงที่กำหนด", "Period required"),
                 words(report::required_text(finding.required, scene.lang))},
                {say("ช่วงที่พบ", "Period found"),
                 finding.found ? words(report::period_text(*finding.found, scene.lang)) : ""},
                {say("ข้อมูลขัดกัน", "Conflicts"), list(conflicts)},
                {say("องค์ประกอบ", "Components"), components(scene, finding)},
                {say("หน่วยงาน", "Unit"), words(finding.unit)},
                {say("วิธีดำเนินการ", "Action"),
                 finding.status == model::Status::published ? "" : local(scene, finding.action)},
                {say("ระยะเวลา", "Window"), words(report::window_text(finding, scene.lang))},
                {say("คะแนน", "Points"), report::points_text(finding.points)},
                {say("ยกเว้น", "Waived"), words(report::waiver_text(finding.waiver, scene.lang))}});
}

Result<std::string> history(const Scene& scene, const std::string& site, const std::string& item) {
  const auto past = scene.store.summaries_of(site);
  if (!past) return pass_on(past);
  const auto all = history_of(scene, *past);
  const auto found = all.find(item);
  std::vector<std::vector<std::string>> rows;
  if (found != all.end())
    for (auto step = found->second.rbegin(); step != found->second.rend(); ++step)
      rows.push_back({escape(report::minute_text(step->at, scene.lang)),
                      badge(step->status, scene.lang),
                      go(scene.to(site_path(site, "items/" + encode(item)), {{"run", step->run}}),
                         words(step->run))});
  return wide_table(
      scene.say("เมื่อสถานะเปลี่ยน", "When the status changed"),
      {std::string(scene.say("เมื่อ", "When")), std::string(scene.say("สถานะ", "Status")),
       std::string(scene.say("รอบ", "Run"))},
      rows);
}

std::string work_row_link(const Scene& scene, const std::string& site,
                          const model::Finding& finding) {
  return go(scene.to(site_path(site, "items/" + encode(finding.id))), words(finding.id)) + ' ' +
         local(scene, finding.title);
}

}  // namespace

Result<Answer> item_page(const Scene& scene, const std::string& site, const std::string& item) {
  const auto report = read_report(scene, site);
  if (!report) return pass_on(report);
  const auto finding = std::ranges::find(report->findings, item, &model::Finding::id);
  if (finding == report->findings.end())
    return fail(ErrorCode::bad_argument, "the site has no such item");
  const auto steps = history(scene, site, item);
  if (!steps) return pass_on(steps);
  const auto name = report->site_name.empty() ? report->seed_url : report->site_name;
  const auto say = [&](std::string_view th, std::string_view en) { return scene.say(th, en); };
  return draw(
      scene, item + ' ' + report::pick(scene.lang, finding->title),
      element("p", "", go(scene.to(site_path(site)), words(name))) +
          section("verdict", say("ผลการตรวจ", "Verdict"), verdict(scene, *finding)) +
          section("evidence", say("หลักฐาน", "Evidence"), evidence(scene, *finding)) +
          section("near", say("ใกล้เคียงแต่ไม่ใช่", "Near misses"), near_misses(scene, *finding)) +
          section("history", say("ประวัติ", "History"), *steps));
}

Result<Answer> work_page(const Scene& scene, const std::string& site) {
  const auto report = read_report(scene, site);
  if (!report) return pass_on(report);
  const auto asked = scene.request.param("unit");
  std::map<std::string, std::vector<const model::Finding*>> units;
  for (const auto& finding : report->findings)
    if (audit::needs_work(finding)) units[finding.unit].push_back(&finding);
  const auto points = [](const auto& findings) {
    double sum = 0;
    for (const auto* one : findings) sum += one->points;
    return sum;
  };
  std::vector<std::string> order;
  for (const auto& [unit, findings] : units) order.push_back(unit);
  std::ranges::stable_sort(
      order, [&](const auto& a, const auto& b) { return points(units[a]) > points(units[b]); });
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  std::string links =
      element("li", "", go(scene.to(site_path(site, "work")), say("ทุกหน่วยงาน", "All units")));
  std::string content;
  std::size_t n = 0;
  for (const auto& unit : order) {
    const auto shown = unit.empty() ? say("ยังไม่ระบุ", "None named") : unit;
    links +=
        element("li", "", go(scene.to(site_path(site, "work"), {{"unit", unit}}), words(shown)));
    if (!asked.empty() && asked != unit) continue;
    auto& findings = units[unit];
    std::ranges::stable_sort(findings,
                             [](const auto* a, const auto* b) { return a->points > b->points; });
    std::vector<std::vector<std::string>> rows;
    for (const auto* one : findings)
      rows.push_back({work_row_link(scene, site, *one), badge(one->status, scene.lang),
                      local(scene, one->action), words(report::window_text(*one, scene.lang)),
                      report::points_text(one->points)});
    content +=
        section(fmt::format("unit-{}", ++n),
                fmt::format("{} ({} {})", shown, report::points_text(points(findings)),
                            say("คะแนน", "points")),
                wide_table(shown,
                           {say("ข้อ", "Item"), say("สถานะ", "Status"), say("วิธีดำเนินการ", "Action"),
                            say("ระยะเวลา", "Window"), say("คะแนน", "Points")},
                           rows));
  }
  if (content.empty()) content = element("p", "", say("ไม่มีงานค้าง", "Nothing is to do"));
  const auto name = report->site_name.empty() ? report->seed_url : report->site_name;
  return draw(scene, say("งานของแต่ละหน่วยงาน: ", "Work by unit: ") + name,
              element("p", "", go(scene.to(site_path(site)), words(name))) +
                  element("nav", fmt::format("aria-label=\"{}\"", say("หน่วยงาน", "Units")),
                          element("ul", "class=\"links\"", links)) +
                  content);
}

}  // namespace oit::dashboard
