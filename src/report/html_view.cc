#include "report/html_view.h"

#include <algorithm>

#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
namespace {

std::string_view sign_of(model::Status status) {
  switch (status) {
    case model::Status::published:
      return "✓";
    case model::Status::incomplete:
    case model::Status::stale:
      return "!";
    case model::Status::broken:
    case model::Status::missing:
      return "✗";
    case model::Status::not_due:
      return "–";
    case model::Status::unverified:
      return "?";
  }
  return "?";
}

}  // namespace

HtmlView::HtmlView(const model::Report& cleaned, Lang language) : report(cleaned), lang(language) {
  for (const auto& finding : report.findings)
    if (std::ranges::find(units, finding.unit) == units.end()) units.push_back(finding.unit);
}

std::string HtmlView::words(const model::LocalText& text) const { return escape(pick(lang, text)); }

std::string HtmlView::unit_class(const std::string& unit) const {
  const auto at = std::ranges::find(units, unit);
  return "u" + std::to_string(at - units.begin() + 1);
}

std::string HtmlView::status_class(model::Status status) {
  return "s-" + std::string(model::name_of(status));
}

std::string HtmlView::badge(model::Status status) const {
  return element("span", "class=\"badge " + status_class(status) + '"',
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

}  // namespace oit::report
