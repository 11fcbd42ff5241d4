#include "report/html.h"

#include <fmt/format.h>

#include "report/clean.h"
#include "report/html_view.h"
#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
namespace {

std::string page_header(const HtmlView& view) {
  const auto& report = view.report;
  const auto& address = report.final_url.empty() ? report.seed_url : report.final_url;
  return element(
             "header", "",
             element("div", "class=\"wrap\"",
                     element("p", "class=\"over\"",
                             view.say("รายงานการตรวจการเปิดเผยข้อมูลสาธารณะบนเว็บไซต์ (OIT)",
                                      "Disclosure on the main website (OIT)")) +
                         element("h1", "",
                                 escape(report.site_name.empty() ? address : report.site_name)) +
                         element("p", "", link_to(address)) +
                         element("p", "",
                                 fmt::format("{} · {} {}", view.words(report.rulebook_title),
                                             view.say("ตรวจ ณ", "as of"),
                                             escape(day_text(report.as_of, view.lang)))))) +
         '\n';
}

/// Links to the sections that `content` has.
std::string navigation(const HtmlView& view, std::string_view content) {
  std::string links;
  if (!view.extras.index.empty())
    links += element("li", "",
                     element("a", "href=\"" + escape(view.extras.index) + '"',
                             view.say("← ทุกเว็บไซต์", "← All sites")));
  const auto to = [&](std::string_view id, std::string_view words) {
    if (content.find(fmt::format("<section id=\"{}\"", id)) != std::string_view::npos)
      links += element("li", "", element("a", fmt::format("href=\"#{}\"", id), words));
  };
  to("summary", view.say("สรุป", "Summary"));
  to("since", view.say("สิ่งที่เปลี่ยน", "Changes"));
  to("first", view.say("ควรแก้ไขก่อน", "Fix first"));
  to("units", view.say("ตามหน่วยงาน", "By unit"));
  to("items", view.say("รายข้อ", "Items"));
  to("addresses", view.say("ที่อยู่พร้อมกรอก", "Addresses"));
  to("site", view.say("เว็บไซต์", "Site"));
  return element("nav", fmt::format("aria-label=\"{}\"", view.say("ในหน้านี้", "On this page")),
                 element("ul", "", links)) +
         "\n";
}

std::string page_footer(const HtmlView& view) {
  const auto& report = view.report;
  return element(
      "footer", "",
      element("p", "",
              fmt::format("oitcheck {} · {} {} {} {} · {} {}", escape(report.tool_version),
                          view.say("กติกา", "rules"), escape(report.rulebook_id),
                          view.say("ฉบับ", "revision"), escape(report.rulebook_revision),
                          view.say("รอบตรวจ", "run"), escape(report.run_id))));
}

}  // namespace

std::string write_html(const model::Report& raw, Lang lang, const HtmlExtras& extras) {
  const auto report = clean(raw);
  const HtmlView view(report, lang, extras);
  const auto style = html_style(view);
  const auto title = report.site_name.empty() ? report.seed_url : report.site_name;
  const auto content = html_summary(view) + html_since(view) + html_first(view) + html_units(view) +
                       html_items(view) + html_addresses(view) + html_site(view);
  return write_page(
      {lang, "OIT: " + escape(title), style, view.say("ข้ามไปยังเนื้อหา", "Skip to content"),
       page_header(view) + navigation(view, content), element("main", "id=\"main\"", content),
       page_footer(view), has_pictures(content)});
}

}  // namespace oit::report
