#include "report/html_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
HtmlView::HtmlView(const model::Report& cleaned, Lang language, const HtmlExtras& more)
    : report(cleaned), lang(language), extras(more) {
  for (const auto& finding : report.findings)
    if (std::ranges::find(parts, finding.sub_indicator) == parts.end())
      parts.push_back(finding.sub_indicator);
  for (const auto& finding : report.findings)
    if (std::ranges::find(units, finding.unit) == units.end()) units.push_back(finding.unit);
}

std::string HtmlView::words(const model::LocalText& text) const { return escape(pick(lang, text)); }

std::string HtmlView::unit_class(const std::string& unit) const {
  const auto at = std::ranges::find(units, unit);
  return "u" + std::to_string(at - units.begin() + 1);
}

const model::Rulebook* HtmlView::rules() const {
  const auto* const rules = extras.rulebook;
  return rules != nullptr && rules->year.id == report.rulebook_id ? rules : nullptr;
}

std::string HtmlView::part_name(const std::string& id) const {
  if (rules() == nullptr) return id;
  const auto& year = rules()->year;
  if (const auto at = std::ranges::find(year.sub_indicators, id, &model::SubIndicator::id);
      at != year.sub_indicators.end())
    return id + ' ' + pick(lang, at->title);
  const auto at = std::ranges::find(year.indicators, id, &model::Indicator::id);
  return at == year.indicators.end() ? id : id + ' ' + pick(lang, at->title);
}

std::string HtmlView::part_class(const std::string& id) const {
  return "i" + std::to_string(std::ranges::find(parts, id) - parts.begin() + 1);
}

std::string HtmlView::status_class(model::Status status) {
  return "s-" + std::string(model::name_of(status));
}

std::string HtmlView::badge(model::Status status) const { return report::badge(status, lang); }

std::string badge(model::Status status, Lang lang) {
  return element("span", "class=\"badge " + HtmlView::status_class(status) + '"',
                 element("span", "aria-hidden=\"true\"", sign_of(status)) + ' ' +
                     escape(status_text(status, lang)));
}

std::string HtmlView::item_link(const model::Finding& finding) {
  const auto id = escape(finding.id);
  return element("a", "href=\"#" + id + '"', id);
}

std::string number_cell(std::string_view number) {
  return element("span", "class=\"number\"", escape(number));
}

std::string table(std::string_view caption, const std::vector<std::string_view>& columns,
                  const std::vector<std::vector<std::string>>& rows, std::string_view kind) {
  if (rows.empty()) return {};
  std::string head, body;
  for (const auto& column : columns) head += element("th", "scope=\"col\"", escape(column));
  for (const auto& row : rows) {
    std::string cells;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto label = "data-label=\"" + escape(i < columns.size() ? columns[i] : "") + '"';
      cells += i == 0 ? element("th", "scope=\"row\"", row[i]) : element("td", label, row[i]);
    }
    body += element("tr", "", cells) + '\n';
  }
  return element("table", "class=\"" + std::string(kind) + "\"",
                 element("caption", "", escape(caption)) +
                     element("thead", "", element("tr", "", head)) + '\n' +
                     element("tbody", "", body)) +
         '\n';
}

std::string write_page(const PageParts& parts) {
  auto out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; {}"
      "base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
      parts.lang == Lang::th ? "th" : "en", style_source(parts.style),
      parts.has_pictures ? "img-src data:; " : "", parts.title, parts.style);
  out += element("a", "class=\"skip\" href=\"#main\"", parts.skip);
  return out + '\n' + parts.head + parts.main + '\n' + parts.footer + "\n</body>\n</html>\n";
}

}  // namespace oit::report
