#include <fmt/format.h>

#include <algorithm>

#include "audit/judge.h"
#include "dashboard/downloads.h"
#include "dashboard/pages.h"
#include "dashboard/site_history.h"
#include "dashboard/trend_chart.h"
#include "report/markup.h"
#include "report/read_json.h"
#include "report/words.h"

namespace oit::dashboard {
namespace {

using report::element;
using History = std::map<std::string, std::vector<HistoryStep>>;

std::string links(const Scene& scene, const std::string& site) {
  const auto one = [&](std::string_view below, std::string_view shown) {
    return element("li", "", go(scene.to(site_path(site, below)), shown));
  };
  return element("ul", "class=\"links\"",
                 one("work", scene.say("งานของแต่ละหน่วยงาน", "Work by unit")) +
                     one("changes", scene.say("การเปลี่ยนแปลงระหว่างรอบ", "Changes between runs")));
}

/// The last few steps, newest first.
std::string last_steps(const Scene& scene, const History& history, const std::string& item) {
  constexpr std::size_t kShown = 3;
  const auto found = history.find(item);
  if (found == history.end()) return "";
  std::string out;
  const auto& steps = found->second;
  for (std::size_t n = 0; n < std::min(kShown, steps.size()); ++n) {
    const auto& step = steps[steps.size() - 1 - n];
    out += element("li", "",
                   sign(step.status, scene.lang) + ' ' +
                       report::escape(report::day_text(
                           std::chrono::floor<std::chrono::days>(step.at), scene.lang)));
  }
  return element("ul", "class=\"links\"", out);
}

std::string items_table(const Scene& scene, const std::string& site, const model::Report& report,
                        const History& history) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& finding : report.findings)
    rows.push_back(
        {go(scene.to(site_path(site, "items/" + encode(finding.id))), words(finding.id)) + ' ' +
             words(report::pick(scene.lang, finding.title)),
         badge(finding.status, scene.lang), words(finding.unit),
         report::points_text(finding.points), last_steps(scene, history, finding.id)});
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  return wide_table(say("รายข้อ", "Items"),
                    {say("ข้อ", "Item"), say("สถานะ", "Status"), say("หน่วยงาน", "Unit"),
                     say("คะแนน", "Points"), say("สถานะเดิมและวันที่เริ่ม", "Since, and before")},
                    rows);
}

std::string problems(const Scene& scene, const model::Report& report) {
  std::string out;
  for (const auto& one : report.problems)
    out += element("li", "",
                   words(report::pick(scene.lang, one.text)) + ' ' +
                       (one.url.empty() ? "" : report::link_to(one.url)));
  return out.empty() ? "" : element("ul", "", out);
}

}  // namespace

Result<model::Report> read_report(const Scene& scene, const std::string& site) {
  const auto json = scene.store.report_json(scene.run->id, site);
  if (!json) return pass_on(json);
  return report::read_json(*json);
}

Result<RunSites> read_sites(store::Store& store, const std::string& run) {
  auto sites = store.summaries(run);
  if (!sites) return pass_on(sites);
  RunSites read{std::move(*sites), {}, {}};
  read.choices = choices_of(read.sites);
  for (const auto& site : read.sites) {
    if (site.outcome != "ok" || site.items.empty()) continue;
    const auto json = store.report_json(run, site.site);
    if (!json) break;  // titles are wanted, not needed
    const auto report = report::read_json(*json);
    if (!report) break;
    for (const auto& finding : report->findings) read.titles[finding.id] = finding.title;
    break;
  }
  return read;
}

Result<Answer> site_page(const Scene& scene, const std::string& site) {
  const auto report = read_report(scene, site);
  if (!report) return pass_on(report);
  const auto past = scene.store.summaries_of(site);
  if (!past) return pass_on(past);
  const auto now = std::ranges::find(*past, scene.run->id, &store::SiteSummary::run);
  const auto& address = report->final_url.empty() ? report->seed_url : report->final_url;
  const auto title = now != past->end() ? now->name : report->site_name;
  std::vector<Point> points;
  for (const auto& one : *past)
    if (one.outcome == "ok") points.push_back({one.at, one.oit});
  const auto work = std::ranges::count_if(
      report->findings, [](const model::Finding& one) { return audit::needs_work(one); });
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  const auto summary =
      terms({{say("คะแนน OIT", "OIT score"), report::points_text(report->score.oit)},
             {say("ระดับ", "Band"), words(report::band_text(report->score, scene.lang))},
             {say("ข้อที่ต้องดำเนินการ", "Items that need work"), std::to_string(work)}},
            "facts") +
      terms({{say("เว็บไซต์", "Website"), report::link_to(address)},
             {say("ผลการเปิด", "Outcome"), words(report::outcome_text(report->outcome, scene.lang))},
             {say("เกณฑ์", "Rules"), words(report->rulebook_id)},
             {say("ปัญหา", "Problems"), problems(scene, *report)}}) +
      links(scene, site);
  return draw(scene, title,
              section("summary", say("สรุป", "Summary"), summary) +
                  section("trend", say("แนวโน้ม", "Trend"),
                          trend_chart(scene, say("คะแนน OIT ของเว็บไซต์นี้", "OIT score of this site"),
                                      points)) +
                  section("items", say("รายข้อ", "Items"),
                          items_table(scene, site, *report, history_of(scene, *past))) +
                  section("downloads", say("ดาวน์โหลด", "Downloads"), download_links(scene, site)));
}

Result<Answer> changes_page(const Scene& scene, const std::string& site) {
  const auto past = scene.store.summaries_of(site);
  if (!past) return pass_on(past);
  if (past->empty()) return fail(ErrorCode::bad_argument, "there is no such site");
  const auto pair = pair_of(scene, *past);
  if (!pair) return pass_on(pair);
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  const auto choose_run = [&](std::string_view name, const std::string& label,
                              const store::Run* chosen) {
    std::string options;
    for (auto one = past->rbegin(); one != past->rend(); ++one)
      options += fmt::format("<option value=\"{}\"{}>{}</option>", words(one->run),
                             chosen != nullptr && chosen->id == one->run ? " selected" : "",
                             words(report::minute_text(one->at, scene.lang)));
    return element("label", "",
                   label + "<br>" + element("select", fmt::format("name=\"{}\"", name), options));
  };
  auto form = choose_run("before", say("จากรอบ", "From"), pair->before) +
              choose_run("after", say("ถึงรอบ", "To"), pair->after);
  if (scene.lang == report::Lang::en) form += "<input type=\"hidden\" name=\"lang\" value=\"en\">";
  form += element("button", "", say("เปรียบเทียบ", "Compare"));
  auto content = element(
      "form",
      fmt::format("class=\"filters\" method=\"get\" action=\"{}\"", site_path(site, "changes")),
      form);
  std::vector<std::vector<std::string>> rows;
  if (pair->before != nullptr) {
    const auto changes = changes_of(scene.store, *pair->before, *pair->after, site);
    if (!changes) return pass_on(changes);
    for (const auto& one : *changes)
      rows.push_back(
          {go(scene.to(site_path(site, "items/" + encode(one.item)), {{"run", pair->after->id}}),
              words(one.item)),
           scene.lang == report::Lang::th ? std::string(model::thai_of(one.kind))
                                          : std::string(model::name_of(one.kind)),
           badge(one.before, scene.lang), badge(one.after, scene.lang), words(one.unit),
           words(one.reason)});
  }
  content +=
      rows.empty()
          ? element("p", "",
                    pair->before == nullptr ? say("ยังไม่มีรอบก่อนหน้าให้เปรียบเทียบ",
                                                  "There is no earlier run to compare with")
                                            : say("ไม่มีข้อใดเปลี่ยนแปลง", "No item changed"))
          : wide_table(say("ข้อที่เปลี่ยนแปลง", "Items that changed"),
                       {say("ข้อ", "Item"), say("การเปลี่ยนแปลง", "Change"), say("เดิม", "Before"),
                        say("ใหม่", "After"), say("หน่วยงาน", "Unit"), say("เหตุผล", "Reason")},
                       rows);
  content += element("p", "", go(scene.to(site_path(site)), words(past->back().name)));
  return draw(scene, say("การเปลี่ยนแปลง: ", "Changes: ") + past->back().name,
              section("changes", say("การเปลี่ยนแปลงระหว่างรอบ", "Changes between runs"), content));
}

}  // namespace oit::dashboard
