#include "notify/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "base/clock.h"
#include "report/clean.h"
#include "report/words.h"
#include "text/mask.h"
#include "text/utf8.h"
#include "text/width.h"

namespace oit::notify {
namespace {

using report::Lang;
using report::pick;

constexpr std::size_t kMostInText = 200;    // about 100 KB: what a mail reader still shows
constexpr std::size_t kMostInJson = 1'000;  // about half a megabyte
constexpr std::size_t kMostInLine = 5'000;  // UTF-16 units

std::string clean(std::string_view words) {
  return text::mask_personal(text::printable(words), false);
}

/// What happened, for readers of English; the Thai words are the model's.
std::string_view kind_text(model::ChangeKind kind, Lang lang) {
  if (lang == Lang::th) return model::thai_of(kind);
  switch (kind) {
    using enum model::ChangeKind;
    case appeared:
      return "newly published";
    case repaired:
      return "repaired";
    case lost:
      return "lost";
    case went_stale:
      return "no longer current";
    case broke:
      return "broken link";
    case fell_short:
      return "no longer complete";
    case moved:
      return "moved";
    case file_replaced:
      return "file replaced";
    case out_of_sight:
      return "could not be checked this time";
    case in_sight:
      return "can be checked again";
    case other:
      return "changed";
  }
  return "";
}

bool is_better(model::ChangeKind kind) {
  return kind == model::ChangeKind::appeared || kind == model::ChangeKind::repaired;
}

struct Counts {
  std::size_t worse = 0, better = 0, other = 0, sites = 0;
};

Counts count(const Draft& draft) {
  Counts counts;
  std::set<std::string_view> sites;
  for (const auto& [change, site] : draft.items) {
    const bool is_worse = model::is_regression(change->kind);
    ++(is_worse ? counts.worse : is_better(change->kind) ? counts.better : counts.other);
    sites.insert(site->id);
  }
  counts.sites = sites.size();
  return counts;
}

std::string counts_text(const Draft& draft) {
  const auto counts = count(draft);
  std::string out;
  const auto add = [&](std::size_t number, std::string_view th, std::string_view en) {
    if (number == 0) return;
    if (!out.empty()) out += ", ";
    out += draft.lang == Lang::th ? fmt::format("{} {} รายการ", th, number)
                                  : fmt::format("{} {}", number, en);
  };
  add(counts.worse, "แย่ลง", "worse");
  add(counts.better, "ดีขึ้น", "better");
  add(counts.other, "เปลี่ยนแปลงอื่น", "changed otherwise");
  return out;
}

std::string name_of(const SiteCard& site) { return clean(site.name.empty() ? site.id : site.name); }

std::string alert_text(const Draft& draft, const Alert& alert) {
  const Lang lang = draft.lang;
  switch (alert.kind) {
    case AlertKind::run_failed:
      return fmt::format("{}: {}", pick(lang, "การตรวจครั้งนี้ล้มเหลว", "this run failed"),
                         clean(draft.news.run.failure));
    case AlertKind::run_unfinished:
      return std::string(pick(lang, "การตรวจครั้งนี้ไม่เสร็จสมบูรณ์ บางเว็บไซต์ยังไม่ได้ตรวจ",
                              "this run did not finish: some sites were not checked"));
    case AlertKind::site_closed:
      return fmt::format("{}: {} ({}) {}", pick(lang, "เปิดเว็บไซต์ไม่ได้", "a site does not open"),
                         name_of(*alert.site),
                         report::outcome_text(alert.site->outcome_after, lang),
                         report::clean_address(alert.site->url));
    case AlertKind::site_opened:
      return fmt::format("{}: {} {}", pick(lang, "เปิดเว็บไซต์ได้แล้ว", "a site opens again"),
                         name_of(*alert.site), report::clean_address(alert.site->url));
  }
  return {};
}

std::string title_of(const Draft& draft, const model::Change& change) {
  const auto title = draft.news.titles.find(change.item);
  return title == draft.news.titles.end() ? clean(change.topic)
                                          : clean(pick(draft.lang, title->second));
}

std::string unit_of(const Draft& draft, const model::Change& change) {
  return change.unit.empty() ? std::string(pick(draft.lang, "ไม่ระบุหน่วยงาน", "no unit named"))
                             : text::printable(change.unit);
}

/// Where the item is now, else where it was.
std::string address_of(const model::Change& change) {
  return report::clean_address(change.url_after.empty() ? change.url_before : change.url_after);
}

/// "O12 แผนการใช้จ่าย: หายไป".
std::string head_of(const Draft& draft, const model::Change& change) {
  return fmt::format("{} {}: {}", text::printable(change.item), title_of(draft, change),
                     kind_text(change.kind, draft.lang));
}

void add_change(const Draft& draft, const model::Change& change, std::string& out) {
  out += "  - " + head_of(draft, change);
  if (change.before != change.after)
    out += fmt::format(" ({} → {})", report::status_text(change.before, draft.lang),
                       report::status_text(change.after, draft.lang));
  out += '\n';
  if (!change.reason.empty()) out += "    " + clean(change.reason) + '\n';
  if (const auto address = address_of(change); !address.empty())
    out += (change.url_after.empty()
                ? fmt::format("    {}: {}\n", pick(draft.lang, "เดิมอยู่ที่", "was at"), address)
                : fmt::format("    {}\n", address));
  if (change.kind == model::ChangeKind::moved && !change.url_before.empty())
    out += fmt::format("    {}: {}\n", pick(draft.lang, "เดิมอยู่ที่", "was at"),
                       report::clean_address(change.url_before));
}

std::string site_head(const SiteCard& site) {
  std::string out = name_of(site);
  if (!site.province.empty()) out += " (" + clean(site.province) + ')';
  if (!site.url.empty()) out += " " + report::clean_address(site.url);
  return out;
}

std::string more_text(Lang lang, std::size_t number) {
  return lang == Lang::th ? fmt::format("และอีก {} รายการ", number)
                          : fmt::format("and {} more", number);
}

void add_items(const Draft& draft, std::string& out) {
  const model::Change* before = nullptr;
  std::size_t told = 0;
  for (const auto& [change, site] : draft.items) {
    if (told++ == kMostInText) {
      out += '\n' + more_text(draft.lang, draft.items.size() - kMostInText) + '\n';
      return;
    }
    const bool is_worse = model::is_regression(change->kind);
    const bool new_part = before == nullptr || model::is_regression(before->kind) != is_worse;
    const bool new_site = new_part || before->site != change->site;
    if (new_part)
      out +=
          fmt::format("\n== {} ==\n", is_worse ? pick(draft.lang, "แย่ลง", "Worse")
                                               : pick(draft.lang, "เปลี่ยนแปลงอื่น", "Other changes"));
    if (new_site) out += '\n' + site_head(*site) + '\n';
    if (new_site || before->unit != change->unit)
      out += fmt::format(" {}: {}\n", pick(draft.lang, "หน่วยงาน", "Unit"), unit_of(draft, *change));
    add_change(draft, *change, out);
    before = change;
  }
}

std::size_t utf16_size(std::string_view utf8) {
  std::size_t size = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto read = text::read_char(utf8, at);
    size += read.c > 0xFFFF ? 2 : 1;
    at += read.size;
  }
  return size;
}

std::string dashboard_line(const Draft& draft) {
  if (draft.settings.dashboard.empty()) return {};
  return fmt::format("{}: {}\n", pick(draft.lang, "ดูรายละเอียด", "Details"),
                     draft.settings.dashboard);
}

nlohmann::json json_of(const Draft& draft, const Item& item) {
  const auto& change = *item.change;
  return {{"site", item.site->id},
          {"item", change.item},
          {"topic", change.topic},
          {"title", title_of(draft, change)},
          {"kind", model::name_of(change.kind)},
          {"regression", model::is_regression(change.kind)},
          {"before", model::name_of(change.before)},
          {"after", model::name_of(change.after)},
          {"url_before", report::clean_address(change.url_before)},
          {"url_after", report::clean_address(change.url_after)},
          {"unit", text::printable(change.unit)},
          {"reason", clean(change.reason)}};
}

std::string_view name_of(AlertKind kind) {
  switch (kind) {
    case AlertKind::run_failed:
      return "run_failed";
    case AlertKind::run_unfinished:
      return "run_unfinished";
    case AlertKind::site_closed:
      return "site_closed";
    case AlertKind::site_opened:
      return "site_opened";
  }
  return "";
}

/// The sites that alerts and changes speak of, each once.
nlohmann::json sites_of(const Draft& draft) {
  std::set<const SiteCard*> named;
  for (const auto& alert : draft.alerts)
    if (alert.site != nullptr) named.insert(alert.site);
  for (const auto& item : draft.items) named.insert(item.site);
  std::map<std::string_view, const SiteCard*> by_id;
  for (const auto* site : named) by_id.emplace(site->id, site);
  auto sites = nlohmann::json::array();
  for (const auto& [id, site] : by_id)
    sites.push_back({{"id", id},
                     {"name", name_of(*site)},
                     {"url", report::clean_address(site->url)},
                     {"province", clean(site->province)},
                     {"outcome", site->outcome_after}});
  return sites;
}

}  // namespace

std::string draw_subject(const Draft& draft) {
  const Lang lang = draft.lang;
  const auto counts = count(draft);
  const std::string day = report::day_text(bangkok_day(draft.news.run.started_at), lang);
  std::string about;
  if (counts.sites == 1)
    about = name_of(*draft.items.front().site) + ": ";
  else if (counts.sites > 1)
    about = lang == Lang::th ? fmt::format("{} เว็บไซต์: ", counts.sites)
                             : fmt::format("{} sites: ", counts.sites);
  std::string what = counts_text(draft);
  if (what.empty()) what = alert_text(draft, draft.alerts.front());
  return text::fit_to(fmt::format("[oitcheck] {}{}", about, what), 160) + " (" + day + ')';
}

std::string draw_text(const Draft& draft) {
  const Lang lang = draft.lang;
  const auto& run = draft.news.run;
  std::string out = fmt::format("{} {}\n", pick(lang, "ผลการตรวจเมื่อ", "Checked on"),
                                report::minute_text(run.started_at, lang));
  if (const auto counts = counts_text(draft); !counts.empty())
    out += fmt::format("{}: {}\n", pick(lang, "เทียบกับครั้งก่อน", "Since the run before"), counts);
  if (!draft.alerts.empty()) out += '\n';
  std::size_t told = 0;
  for (const auto& alert : draft.alerts) {
    if (told++ == kMostInText) {
      out += more_text(lang, draft.alerts.size() - kMostInText) + '\n';
      break;
    }
    out += "! " + alert_text(draft, alert) + '\n';
  }
  add_items(draft, out);
  if (const auto line = dashboard_line(draft); !line.empty()) out += '\n' + line;
  out += fmt::format("\n-- \noitcheck · {} {}\n", pick(lang, "การตรวจ", "run"), run.id);
  return out;
}

std::string draw_short_text(const Draft& draft) {
  constexpr std::size_t kLongestLine = 400;  // columns
  std::vector<std::string> lines;
  for (const auto& alert : draft.alerts)
    lines.push_back(text::fit_to("! " + alert_text(draft, alert), kLongestLine) + '\n');
  for (const auto& [change, site] : draft.items) {
    const auto address = address_of(*change);
    lines.push_back(text::fit_to(fmt::format("- {} · {} · {}", name_of(*site),
                                             head_of(draft, *change), unit_of(draft, *change)),
                                 kLongestLine) +
                    (address.size() < kLongestLine ? ' ' + address : std::string()) + '\n');
  }
  std::string out = draw_subject(draft) + '\n';
  const std::string end = dashboard_line(draft);
  const std::size_t kept = utf16_size(end) + utf16_size(more_text(draft.lang, lines.size()));
  std::size_t size = utf16_size(out) + kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    size += utf16_size(lines[i]);
    if (size > kMostInLine - 1) {  // one for the line's end
      out += more_text(draft.lang, lines.size() - i) + '\n';
      break;
    }
    out += lines[i];
  }
  return out + end;
}

std::string draw_json(const Draft& draft) {
  const auto counts = count(draft);
  const auto& run = draft.news.run;
  auto alerts = nlohmann::json::array(), changes = nlohmann::json::array();
  for (const auto& alert : draft.alerts)
    if (alerts.size() < kMostInJson)
      alerts.push_back({{"kind", name_of(alert.kind)},
                        {"site", alert.site == nullptr ? "" : alert.site->id},
                        {"text", alert_text(draft, alert)}});
  for (const auto& item : draft.items)
    if (changes.size() < kMostInJson) changes.push_back(json_of(draft, item));
  const nlohmann::json out{
      {"schema", "oitcheck/notify/1"},
      {"recipient", draft.recipient},
      {"run",
       {{"id", run.id},
        {"previous", run.previous},
        {"started_at", report::iso_time(run.started_at)},
        {"complete", run.complete && run.failure.empty()}}},
      {"subject", draw_subject(draft)},
      {"text", draw_short_text(draft)},
      {"dashboard", draft.settings.dashboard},
      {"counts", {{"worse", counts.worse}, {"better", counts.better}, {"other", counts.other}}},
      {"sites", sites_of(draft)},
      {"alerts", alerts},
      {"changes", changes},
      {"more", draft.items.size() - changes.size()}};
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace oit::notify
