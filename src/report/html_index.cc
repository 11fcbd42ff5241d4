#include "report/html_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/judge.h"
#include "report/chart.h"
#include "report/clean.h"
#include "report/html_view.h"
#include "report/markup.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::report {
namespace {

using Counts = std::map<std::string, std::map<model::Status, std::size_t>>;

/// A word of the operator's list or of a site as it may be shown.
std::string shown(std::string_view text) { return escape(text::printable(text)); }

/// What every part of the page asks.
struct IndexView {
  const SitesPage& page;
  Lang lang;
  std::vector<std::string> provinces, types;  // those that occur, sorted
  Counts counts;                              // per item, of sites judged by the run's own list

  std::string say(std::string_view th, std::string_view en) const {
    return std::string(pick(lang, th, en));
  }
  bool is_own(const SiteLine& site) const {
    return site.rulebook == page.head.rulebook_id && site.outcome == "ok";
  }
};

IndexView view_of(const SitesPage& page, Lang lang) {
  IndexView out{page, lang, {}, {}, {}};
  std::set<std::string> provinces, types;
  for (const auto& site : page.sites) {
    if (!site.province.empty()) provinces.insert(site.province);
    if (!site.agency_type.empty()) types.insert(site.agency_type);
    if (out.is_own(site))
      for (const auto& [item, status] : site.items) ++out.counts[item][status];
  }
  out.provinces.assign(provinces.begin(), provinces.end());
  out.types.assign(types.begin(), types.end());
  return out;
}

std::string outcome_of(const SiteLine& site, Lang lang) {
  if (site.outcome == "not_started") return std::string(pick(lang, "ยังไม่ได้ตรวจ", "not begun"));
  if (site.outcome == "bad_entry") return shown(site.error);
  return escape(outcome_text(site.outcome, lang));
}

std::string name_of(const SiteLine& site) {
  const auto name = shown(site.name.empty() ? clean_address(site.address) : site.name);
  return site.page.empty() ? name : element("a", "href=\"" + escape(site.page) + '"', name);
}

std::string place_in(const std::vector<std::string>& all, std::string_view prefix,
                     const std::string& one) {
  const auto at = std::ranges::find(all, one);
  return at == all.end() ? "" : fmt::format(" {}{}", prefix, at - all.begin() + 1);
}

std::string section(std::string_view id, const std::string& title, const std::string& content) {
  if (content.empty()) return {};
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"h-{0}\"><h2 id=\"h-{0}\">{1}</h2>\n{2}</section>\n",
      id, escape(title), content);
}

std::string fact(std::string_view name, const std::string& value) {
  return element("div", "", element("dt", "", escape(name)) + element("dd", "", value));
}

std::string summary(const IndexView& view) {
  const auto& sites = view.page.sites;
  const auto opened = std::ranges::count(sites, std::string("ok"), &SiteLine::outcome);
  double sum = 0;
  std::size_t given = 0;
  for (const auto& site : sites)
    if (site.given) sum += site.oit, ++given;
  auto facts = fact(view.say("เว็บไซต์ทั้งหมด", "Sites"), std::to_string(sites.size()));
  facts += fact(view.say("เปิดและตรวจได้", "Opened and checked"), std::to_string(opened));
  if (given != 0)
    facts += fact(view.say("คะแนน OIT เฉลี่ย", "Mean OIT score"),
                  number_text(sum / static_cast<double>(given)));
  std::vector<Slice> slices;
  std::size_t items = 0;
  std::vector<std::vector<std::string>> rows;
  for (const auto status : kStatusOrder) {
    std::size_t count = 0;
    for (const auto& [item, statuses] : view.counts)
      if (const auto at = statuses.find(status); at != statuses.end()) count += at->second;
    items += count;
    slices.push_back({status, count});
    if (count != 0) rows.push_back({badge(status, view.lang), number_cell(std::to_string(count))});
  }
  const auto banner = view.page.end.complete
                          ? std::string()
                          : element("p", "class=\"banner\"",
                                    view.say("ยังตรวจไม่ครบทุกเว็บไซต์ หรือมีเว็บไซต์ที่อ่านไม่ครบ",
                                             "Not every site was checked in full"));
  return section("summary", view.say("ภาพรวม", "Overview"),
                 banner + element("dl", "class=\"facts\"", facts) +
                     element("div", "class=\"charts\"",
                             draw_ring(slices, std::to_string(items), view.lang) +
                                 table(view.say("จำนวนข้อตามสถานะ ทุกเว็บไซต์ที่ตรวจได้",
                                                "Items by status, all sites opened"),
                                       {view.say("สถานะ", "Status"), view.say("จำนวนข้อ", "Items")},
                                       rows, "figures")));
}

std::string choice(std::string_view group, const std::string& id, std::string_view words,
                   bool first) {
  return element("label", "",
                 fmt::format("<input type=\"radio\" name=\"{}\" id=\"f-{}\"{}>", group, id,
                             first ? " checked" : "") +
                     element("span", "", shown(words)));
}

std::string filter_group(std::string_view legend, std::string_view name, std::string_view prefix,
                         const std::vector<std::string>& entries, std::string_view all) {
  if (entries.size() < 2) return {};
  auto choices = choice(name, fmt::format("all-{}", name), all, true);
  for (std::size_t i = 0; i < entries.size(); ++i)
    choices += choice(name, fmt::format("{}{}", prefix, i + 1), entries[i], false);
  return element(
      "fieldset", "",
      element("legend", "", escape(legend)) + element("div", "class=\"choices\"", choices));
}

std::vector<std::string> type_names(const IndexView& view) {
  std::vector<std::string> out;
  for (const auto& id : view.types) out.push_back(type_name(view.page.types, id, view.lang));
  return out;
}

std::string legend(const IndexView& view) {
  std::string out;
  for (const auto status : kStatusOrder)
    out += element(
        "li", "",
        element("span", "class=\"key " + HtmlView::status_class(status) + '"', sign_of(status)) +
            ' ' + escape(status_text(status, view.lang)));
  return element("ul", "class=\"legend\"", out);
}

/// A cell of the heat map: a sign for eyes, a word for ears.
std::string cell(const IndexView& view, const model::Status* status) {
  if (status == nullptr) return "<td></td>";
  return fmt::format("<td class=\"h{}\"><b aria-hidden=\"true\">{}</b><i>{}</i></td>",
                     static_cast<int>(*status), sign_of(*status),
                     short_status_text(*status, view.lang));
}

std::string heat_row(const IndexView& view, const SiteLine& site) {
  const bool is_own = view.is_own(site);
  std::string cells = element("th", "scope=\"row\"", name_of(site));
  cells += element("td", "class=\"n\"", site.given ? number_text(site.oit) : "–");
  cells += element("td", "class=\"n\"", site.given ? std::to_string(site.open) : "–");
  if (is_own) {
    for (const auto& item : view.page.items) cells += cell(view, site.status_of(item.id));
  } else if (!view.page.items.empty()) {
    const auto why = site.outcome == "ok"
                         ? view.say("ตรวจตามรายการ ", "by list ") + shown(site.rulebook)
                         : outcome_of(site, view.lang);
    cells +=
        element("td", fmt::format("class=\"why\" colspan=\"{}\"", view.page.items.size()), why);
  }
  return element("tr",
                 fmt::format("class=\"site{}{}\"", place_in(view.provinces, "p", site.province),
                             place_in(view.types, "t", site.agency_type)),
                 cells) +
         '\n';
}

std::string heat_map(const IndexView& view) {
  if (view.page.sites.empty()) return {};
  std::string head = element("th", "scope=\"col\"", view.say("หน่วยงาน", "Agency")) +
                     element("th", "scope=\"col\"", view.say("คะแนน", "Score")) +
                     element("th", "scope=\"col\"", view.say("ต้องแก้", "To mend"));
  for (const auto& item : view.page.items)
    head += element(
        "th", "scope=\"col\" class=\"o\"",
        element("abbr", "title=\"" + escape(pick(view.lang, item.title)) + '"', escape(item.id)));
  std::string rows;
  for (const auto& site : view.page.sites) rows += heat_row(view, site);
  const auto filters = filter_group(view.say("จังหวัด", "Province"), "province", "p", view.provinces,
                                    view.say("ทุกจังหวัด", "All")) +
                       filter_group(view.say("ประเภทหน่วยงาน", "Type of agency"), "type", "t",
                                    type_names(view), view.say("ทุกประเภท", "All"));
  return section(
      "matrix", view.say("เว็บไซต์ × ข้อ", "Sites × items"),
      (filters.empty() ? "" : element("div", "class=\"filters\"", filters)) + legend(view) +
          element("div",
                  fmt::format("class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\"",
                              view.say("ตารางเว็บไซต์และข้อ เลื่อนได้", "Sites and items, scrolls")),
                  element("table", "class=\"heat\"",
                          element("thead", "", element("tr", "", head)) + '\n' +
                              element("tbody", "", rows))));
}

/// Items by how few sites publish them.
std::string wanting(const IndexView& view) {
  struct Line {
    const MatrixItem* item;
    std::size_t all, published;
  };
  std::vector<Line> lines;
  for (const auto& item : view.page.items) {
    const auto at = view.counts.find(item.id);
    if (at == view.counts.end()) continue;
    Line line{&item, 0, 0};
    for (const auto& [status, count] : at->second) line.all += count;
    const auto good = at->second.find(model::Status::published);
    line.published = good == at->second.end() ? 0 : good->second;
    lines.push_back(line);
  }
  std::ranges::stable_sort(lines, {}, &Line::published);
  std::vector<std::vector<std::string>> rows;
  for (const auto& [item, all, published] : lines) {
    if (published == all) continue;
    const auto& counts = view.counts.at(item->id);
    const auto count = [&](model::Status status) {
      const auto at = counts.find(status);
      return number_cell(std::to_string(at == counts.end() ? 0 : at->second));
    };
    rows.push_back(
        {escape(item->id + ' ' + pick(view.lang, item->title)),
         draw_bar(100.0 * static_cast<double>(all - published) / static_cast<double>(all)),
         number_cell(fmt::format("{} / {}", all - published, all)), count(model::Status::missing),
         count(model::Status::broken), count(model::Status::stale),
         count(model::Status::incomplete)});
  }
  return section(
      "wanting", view.say("ข้อที่ขาดมากที่สุด", "Items most often wanting"),
      table(
          view.say("เรียงจากข้อที่เผยแพร่ครบถ้วนน้อยที่สุด", "Those published by the fewest sites first"),
          {view.say("ข้อ", "Item"), view.say("สัดส่วน", "Share"), view.say("ยังไม่ครบ", "Not published"),
           view.say("ไม่พบ", "Not found"), view.say("ลิงก์เสีย", "Broken"),
           view.say("ไม่เป็นปัจจุบัน", "Stale"), view.say("ไม่ครบถ้วน", "Incomplete")},
          rows, "cards figures wide"));
}

/// Items that every site of a group wants and most of the others have: the system's fault, not the
/// office's.
std::string common_faults(const IndexView& view, const std::vector<const SiteLine*>& group) {
  std::string out;
  for (const auto& item : view.page.items) {
    const bool all_fail = std::ranges::all_of(group, [&](const SiteLine* site) {
      const auto* status = site->status_of(item.id);
      return status != nullptr && audit::needs_work(*status);
    });
    if (all_fail) out += (out.empty() ? "" : ", ") + escape(item.id);
  }
  return out.empty() ? "–" : out;
}

std::string systems(const IndexView& view) {
  std::map<std::string, std::vector<const SiteLine*>> groups;
  for (const auto& site : view.page.sites)
    if (!site.system.empty() && view.is_own(site)) groups[site.system].push_back(&site);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::pair<std::string, std::vector<const SiteLine*>>> order(groups.begin(),
                                                                          groups.end());
  std::ranges::stable_sort(
      order, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  for (const auto& [shape, sites] : order) {
    if (sites.size() < 2) continue;
    std::string names;
    for (const auto* site : sites) names += (names.empty() ? "" : ", ") + name_of(*site);
    rows.push_back({element("span", "class=\"hash\"", escape(shape)),
                    number_cell(std::to_string(sites.size())), common_faults(view, sites), names});
  }
  return section(
      "systems", view.say("เว็บไซต์ที่ใช้ระบบเดียวกัน", "Sites that share a system"),
      table(view.say("จัดกลุ่มตามรูปแบบที่อยู่ของเนื้อหา ข้อที่ขาดเหมือนกันทุกแห่งมักต้องแก้ที่ผู้ให้บริการระบบ",
                     "Grouped by the shape of their addresses; what all of a group want is often "
                     "the vendor's to mend"),
            {view.say("รูปแบบที่อยู่", "Shape of addresses"), view.say("เว็บไซต์", "Sites"),
             view.say("ข้อที่ขาดเหมือนกัน", "Wanting at all"), view.say("หน่วยงาน", "Agencies")},
            rows));
}

std::string unopened(const IndexView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& site : view.page.sites)
    if (site.outcome != "ok")
      rows.push_back(
          {name_of(site), link_to(clean_address(site.address)), outcome_of(site, view.lang)});
  return section(
      "unopened", view.say("เว็บไซต์ที่ตรวจไม่ได้", "Sites that could not be checked"),
      table(view.say("ไม่มีการตัดสินข้อใดของเว็บไซต์เหล่านี้", "Nothing is said of their items"),
            {view.say("หน่วยงาน", "Agency"), view.say("ที่อยู่", "Address"), view.say("ผล", "Outcome")},
            rows));
}

std::string ranks(const IndexView& view) {
  if (!view.page.ranking) return {};
  std::vector<std::vector<std::string>> rows;
  for (const auto& [at, rank] : ranking(view.page.sites)) {
    const auto& site = view.page.sites[at];
    rows.push_back({std::to_string(rank), name_of(site), number_cell(points_text(site.oit))});
  }
  return section(
      "ranking", view.say("เรียงตามคะแนน", "By score"),
      table(view.say("คะแนน OIT จากมากไปน้อย", "OIT score, highest first"),
            {view.say("อันดับ", "Rank"), view.say("หน่วยงาน", "Agency"), view.say("คะแนน", "Score")},
            rows));
}

std::string style_of(const IndexView& view) {
  std::string out(html_base_style());
  const auto hide = [&](std::string_view prefix, std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i)
      out += fmt::format("body:has(#f-{0}{1}:checked) .site:not(.{0}{1}){{display:none}}\n", prefix,
                         i);
  };
  hide("p", view.provinces.size());
  hide("t", view.types.size());
  return out;
}

std::string navigation(const IndexView& view, std::string_view content) {
  std::string links;
  const auto to = [&](std::string_view id, const std::string& words) {
    if (content.find(fmt::format("<section id=\"{}\"", id)) != std::string_view::npos)
      links += element("li", "", element("a", fmt::format("href=\"#{}\"", id), words));
  };
  to("summary", view.say("ภาพรวม", "Overview"));
  to("matrix", view.say("เว็บไซต์ × ข้อ", "Sites × items"));
  to("wanting", view.say("ข้อที่ขาดมาก", "Wanting"));
  to("systems", view.say("ระบบเดียวกัน", "Systems"));
  to("unopened", view.say("ตรวจไม่ได้", "Not opened"));
  to("ranking", view.say("เรียงตามคะแนน", "By score"));
  return element("nav", fmt::format("aria-label=\"{}\"", view.say("ในหน้านี้", "On this page")),
                 element("ul", "", links)) +
         "\n";
}

}  // namespace

std::string write_html_index(const SitesPage& page, Lang lang) {
  const auto view = view_of(page, lang);
  const auto content =
      summary(view) + heat_map(view) + wanting(view) + systems(view) + unopened(view) + ranks(view);
  const auto title =
      view.say("ผลการตรวจการเปิดเผยข้อมูล (OIT) หลายหน่วยงาน", "Disclosure (OIT) on many sites");
  std::string about =
      fmt::format("{} · {} {}", escape(page.head.rulebook_id), view.say("ตรวจ ณ", "as of"),
                  escape(day_text(page.head.as_of, lang)));
  if (page.head.provisional) about += " · " + escape(provisional_text(page.head.based_on, lang));
  const auto header =
      element("header", "",
              element("div", "class=\"wrap\"", element("h1", "", title) + element("p", "", about)));
  const auto footer = element(
      "footer", "",
      element("p", "",
              fmt::format("oitcheck {} · {} {} {} {} · {} {} · {}", shown(page.head.tool_version),
                          view.say("กติกา", "rules"), shown(page.head.rulebook_id),
                          view.say("ฉบับ", "revision"), shown(page.head.rulebook_revision),
                          view.say("รอบตรวจ", "run"), shown(page.head.run_id),
                          escape(minute_text(page.end.finished_at, lang)))));
  return write_page({lang, title, style_of(view), view.say("ข้ามไปยังเนื้อหา", "Skip to content"),
                     header + '\n' + navigation(view, content),
                     element("main", "id=\"main\" class=\"whole-width\"", content), footer});
}

}  // namespace oit::report
