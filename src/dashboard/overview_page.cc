#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dashboard/pages.h"
#include "dashboard/trend.h"
#include "dashboard/trend_chart.h"
#include "report/markup.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::dashboard {
namespace {

using report::element;
using report::escape;
using Sites = std::vector<const store::SiteSummary*>;

constexpr std::size_t kPerPage = 25, kWorst = 10;
constexpr std::array kAll = {model::Status::published, model::Status::incomplete,
                             model::Status::stale,     model::Status::broken,
                             model::Status::missing,   model::Status::not_due,
                             model::Status::unverified};

std::string option(std::string_view value, std::string_view shown, bool chosen) {
  return fmt::format("<option value=\"{}\"{}>{}</option>", escape(value), chosen ? " selected" : "",
                     words(shown));
}

std::string select(const Scene& scene, std::string_view name, std::string_view label,
                   const std::string& options, std::string_view none = "") {
  if (none.empty()) none = scene.say("ทั้งหมด", "All");
  return element(
      "label", "",
      escape(label) + "<br>" +
          element("select", fmt::format("name=\"{}\"", name), option("", none, false) + options));
}

template <class Values>
std::string select_of(const Scene& scene, std::string_view name, std::string_view label,
                      const Values& values, const std::string& chosen) {
  if (values.empty()) return "";
  std::string options;
  for (const auto& value : values) options += option(value, value, value == chosen);
  return select(scene, name, label, options);
}

std::string hidden(std::string_view name, std::string_view value) {
  return value.empty()
             ? ""
             : fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, escape(value));
}

std::string filter_form(const Scene& scene, const Filter& filter, const Choices& choices) {
  std::string statuses, sorts;
  for (const auto status : kAll)
    statuses += option(model::name_of(status), report::status_text(status, scene.lang),
                       filter.status == status);
  sorts += option("lowest", scene.say("คะแนนต่ำสุดก่อน", "Lowest score first"),
                  filter.sort == Sort::lowest);
  sorts += option("highest", scene.say("คะแนนสูงสุดก่อน", "Highest score first"),
                  filter.sort == Sort::highest);
  sorts += option("name", scene.say("ตามชื่อ", "By name"), filter.sort == Sort::name);
  auto form = element(
      "label", "",
      escape(scene.say("ชื่อหรือที่อยู่", "Name or address")) +
          fmt::format("<br><input type=\"search\" name=\"q\" value=\"{}\">", escape(filter.words)));
  if (choices.provinces.size() > 1)
    form += select_of(scene, "province", scene.say("จังหวัด", "Province"), choices.provinces,
                      filter.province);
  form += select_of(scene, "district", scene.say("อำเภอ", "District"), choices.districts,
                    filter.district);
  form += select_of(scene, "type", scene.say("ประเภท", "Type"), choices.agency_types,
                    filter.agency_type);
  form += select_of(scene, "tag", scene.say("ป้ายกำกับ", "Tag"), choices.tags, filter.tag);
  form += select_of(scene, "item", scene.say("ข้อ", "Item"), choices.items, filter.item);
  form += select(scene, "status", scene.say("สถานะ", "Status"), statuses);
  form +=
      select(scene, "sort", scene.say("เรียง", "Order"), sorts, scene.say("ตามรายชื่อ", "As listed"));
  if (scene.run != scene.usual) form += hidden("run", scene.run->id);
  if (scene.lang == report::Lang::en) form += hidden("lang", "en");
  form += element("button", "", scene.say("กรอง", "Filter"));
  form += go(scene.to("/"), scene.say("ล้างตัวกรอง", "Clear"));
  return element("form", "class=\"filters\" method=\"get\" action=\"/\" role=\"search\"", form);
}

std::string facts(const Scene& scene, const Sites& sites) {
  std::size_t failed = 0, work = 0;
  double oit = 0;
  for (const auto* site : sites) {
    if (site->outcome != "ok") {
      ++failed;
      continue;
    }
    oit += site->oit;
    for (const auto& [item, status] : site->items)
      if (status != model::Status::published && status != model::Status::not_due &&
          status != model::Status::unverified)
        ++work;
  }
  const auto opened = sites.size() - failed;
  return terms(
      {{std::string(scene.say("เว็บไซต์ที่ตรวจแล้ว", "Sites checked")), std::to_string(sites.size())},
       {std::string(scene.say("เปิดไม่ได้", "Did not open")), std::to_string(failed)},
       {std::string(scene.say("คะแนน OIT เฉลี่ย", "Mean OIT score")),
        opened == 0 ? "-" : report::points_text(oit / static_cast<double>(opened))},
       {std::string(scene.say("ข้อที่ต้องดำเนินการ", "Items that need work")), std::to_string(work)}},
      "facts");
}

/// What the filter narrows to, as one line: "จะนะ · sao · O12 ไม่พบ".
std::string narrowed_to(const Scene& scene, const Filter& filter) {
  std::string out;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) out.append(out.empty() ? "" : " · ").append(part);
  };
  for (const auto* value : {&filter.province, &filter.district, &filter.agency_type, &filter.tag})
    add(*value);
  add(filter.item);
  if (filter.status) add(report::status_text(*filter.status, scene.lang));
  if (!filter.words.empty()) add('"' + filter.words + '"');
  return out.empty() ? std::string(scene.say("ทุกเว็บไซต์", "all sites")) : out;
}

/// How many sites the filter asks for in the first run and in the last, where that may change from
/// run to run.
std::string matching_sites(const Scene& scene, const Filter& filter,
                           const std::vector<store::GroupCounts>& trend) {
  if ((filter.item.empty() && !filter.status) || trend.size() < 2) return "";
  const auto& first = trend.front();
  const auto& last = trend.back();
  return element(
      "p", "class=\"quiet\"",
      escape(fmt::format(fmt::runtime(scene.say("เว็บไซต์ที่ตรงกับตัวกรอง: {} แห่ง ({}) → {} แห่ง ({})",
                                                "Sites that match the filter: {} ({}) → {} ({})")),
                         first.sites, report::minute_text(first.at, scene.lang), last.sites,
                         report::minute_text(last.at, scene.lang))));
}

Result<std::string> trend_section(const Scene& scene, const RunSites& run, const Filter& filter) {
  const auto trend = trend_of(scene.store, run, filter, store::With::scores);
  if (!trend) return pass_on(trend);
  std::vector<Point> points;
  for (const auto& one : *trend)
    if (one.sites > one.failed) points.push_back({one.at, one.oit});
  const auto what = fmt::format("{}: {}", scene.say("คะแนน OIT เฉลี่ย", "Mean OIT score"),
                                narrowed_to(scene, filter));
  return section("trend", scene.say("แนวโน้ม", "Trend"),
                 trend_chart(scene, what, points) + matching_sites(scene, filter, *trend));
}

using Counts = std::array<std::size_t, store::kStatuses>;

/// How many of the sites have each item in which status. Items nearly always stand at the same
/// place in every site, so they are looked up there first.
std::vector<std::pair<std::string, Counts>> count_items(const Sites& sites,
                                                        const std::vector<std::string>& items) {
  std::vector<std::pair<std::string, Counts>> counts;
  for (const auto& item : items) counts.emplace_back(item, Counts{});
  for (const auto* site : sites) {
    if (site->outcome != "ok") continue;
    for (std::size_t n = 0; n < site->items.size(); ++n) {
      const auto& [item, status] = site->items[n];
      auto at = n < items.size() && items[n] == item
                    ? static_cast<std::ptrdiff_t>(n)
                    : std::ranges::find(items, item) - items.begin();
      if (at < std::ssize(counts))
        ++counts[static_cast<std::size_t>(at)].second[static_cast<std::size_t>(status)];
    }
  }
  return counts;
}

std::string worst_items(const Scene& scene, const Sites& sites, const RunSites& run,
                        const Filter& filter) {
  const auto wanting = [](const Counts& of) { return of[1] + of[2] + of[3] + of[4]; };
  auto order = count_items(sites, run.choices.items);
  std::erase_if(order, [&](const auto& one) { return wanting(one.second) == 0; });
  std::ranges::sort(order, [&](const auto& a, const auto& b) {
    const auto more = wanting(a.second), less = wanting(b.second);
    return more != less ? more > less : item_before(a.first, b.first);
  });
  std::vector<std::vector<std::string>> rows;
  for (const auto& [item, of] : order) {
    if (rows.size() == kWorst) break;
    auto narrowed = filter;
    narrowed.item = item;
    narrowed.page = 1;
    const auto title = run.titles.find(item);
    rows.push_back(
        {go(scene.to("/", write_filter(narrowed)), words(item)) + ' ' +
             (title == run.titles.end() ? "" : words(report::pick(scene.lang, title->second))),
         std::to_string(wanting(of))});
    for (std::size_t n = 1; n <= 4; ++n) rows.back().push_back(std::to_string(of[n]));
  }
  std::vector<std::string> columns = {std::string(scene.say("ข้อ", "Item")),
                                      std::string(scene.say("เว็บไซต์", "Sites"))};
  for (std::size_t n = 1; n <= 4; ++n)
    columns.emplace_back(report::status_text(kAll[n], scene.lang));
  return section("worst", scene.say("ข้อที่ขาดมากที่สุด", "Items most often wanting"),
                 wide_table(scene.say("ข้อที่ขาดมากที่สุด", "Items most often wanting"), columns, rows));
}

std::string pager(const Scene& scene, Filter filter, std::size_t pages) {
  if (pages < 2) return "";
  const auto to = [&](std::size_t page, std::string_view shown) {
    filter.page = page;
    return element("li", "", go(scene.to("/", write_filter(filter)) + "#matrix", shown));
  };
  const auto page = filter.page;
  std::string out;
  if (page > 1)
    out += to(1, scene.say("หน้าแรก", "First")) + to(page - 1, scene.say("ก่อนหน้า", "Previous"));
  out += element("li", "aria-current=\"page\"",
                 fmt::format("{} {}/{}", scene.say("หน้า", "Page"), page, pages));
  if (page < pages)
    out += to(page + 1, scene.say("ถัดไป", "Next")) + to(pages, scene.say("หน้าสุดท้าย", "Last"));
  return element("nav",
                 fmt::format("aria-label=\"{}\"", scene.say("หน้าของตาราง", "Pages of the table")),
                 element("ul", "class=\"links\"", out));
}

std::string matrix_row(const Scene& scene, const store::SiteSummary& site,
                       const std::vector<std::string>& items) {
  auto row = element("th", "scope=\"row\"", go(scene.to(site_path(site.site)), words(site.name)));
  const bool opened = site.outcome == "ok";
  row += element("td", "",
                 opened ? report::points_text(site.oit)
                        : words(report::outcome_text(site.outcome, scene.lang)));
  auto at = site.items.begin();
  for (const auto& item : items) {
    if (at == site.items.end() || at->first != item)
      at = std::ranges::find(site.items, item, [](const auto& one) { return one.first; });
    if (at == site.items.end()) {
      row += "<td></td>";
      continue;
    }
    row += element("td", "",
                   element("span", fmt::format("class=\"cell s-{}\"", model::name_of(at->second)),
                           sign(at->second, scene.lang)));
    ++at;
  }
  return element("tr", "", row) + '\n';
}

std::string legend(const Scene& scene) {
  std::string out;
  for (const auto status : kAll) out += element("li", "", badge(status, scene.lang));
  return element("ul", "class=\"legend\"", out);
}

std::string matrix(const Scene& scene, const Sites& sites, const Choices& choices,
                   const Titles& titles, Filter filter) {
  const auto pages = std::max<std::size_t>(1, (sites.size() + kPerPage - 1) / kPerPage);
  filter.page = std::min(filter.page, pages);
  if (sites.empty())
    return element("p", "", scene.say("ไม่มีเว็บไซต์ที่ตรงกับตัวกรอง", "No site matches the filter"));
  const std::string_view caption = scene.say("เว็บไซต์และข้อ", "Sites and items");
  auto head = element("th", "scope=\"col\"", scene.say("เว็บไซต์", "Site")) +
              element("th", "scope=\"col\"", "OIT");
  for (const auto& item : choices.items) {
    const auto title = titles.find(item);
    head += element(
        "th", "scope=\"col\"",
        element("abbr",
                title == titles.end()
                    ? ""
                    : fmt::format("title=\"{}\"", words(report::pick(scene.lang, title->second))),
                words(item)));
  }
  std::string body;
  const auto end = std::min(sites.size(), filter.page * kPerPage);
  for (auto n = (filter.page - 1) * kPerPage; n < end; ++n)
    body += matrix_row(scene, *sites[n], choices.items);
  return legend(scene) +
         element("div",
                 fmt::format("class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"",
                             escape(caption)),
                 element("table", "class=\"matrix\"",
                         element("caption", "", escape(caption)) +
                             element("thead", "", element("tr", "", head)) + '\n' +
                             element("tbody", "", body))) +
         pager(scene, filter, pages) +
         element("p", "",
                 go(scene.to("/matrix.csv", write_filter(filter)),
                    scene.say("ดาวน์โหลดตารางนี้ทุกหน้า (CSV)", "Download all of this table (CSV)"),
                    "download"));
}

}  // namespace

Result<Answer> overview_page(const Scene& scene, const RunSites& run) {
  const auto& choices = run.choices;
  const auto filter = read_filter(scene.request);
  const auto sites = choose(run.sites, filter);
  const auto trend = trend_section(scene, run, filter);
  if (!trend) return pass_on(trend);
  const auto place = choices.provinces.size() == 1 ? *choices.provinces.begin() : filter.province;
  auto title = std::string(scene.say("ภาพรวมการเปิดเผยข้อมูล (OIT)", "Disclosure on websites (OIT)"));
  if (!place.empty()) title += " · " + place;
  return draw(
      scene, title,
      section("filters", scene.say("ตัวกรอง", "Filters"), filter_form(scene, filter, choices)) +
          section("summary", scene.say("สรุป", "Summary"), facts(scene, sites)) + *trend +
          worst_items(scene, sites, run, filter) +
          section("matrix", scene.say("ตารางเว็บไซต์ × ข้อ", "Sites × items"),
                  matrix(scene, sites, choices, run.titles, filter)));
}

}  // namespace oit::dashboard
