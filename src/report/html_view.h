#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// A cleaned report about to be drawn as HTML: what every part of the page asks.
struct HtmlView {
  const model::Report& report;  ///< outlives the view
  Lang lang = Lang::th;
  std::vector<std::string> units;  ///< in item order, each once

  HtmlView(const model::Report& cleaned, Lang language);

  std::string_view say(std::string_view th, std::string_view en) const {
    return pick(lang, th, en);
  }
  /// Words of ours or the rules, escaped.
  std::string words(const model::LocalText& text) const;
  /// What stands for a unit in classes and ids: "u1", "u2" …
  std::string unit_class(const std::string& unit) const;
  /// What stands for a status: "s-stale".
  static std::string status_class(model::Status status);
  /// A status as a coloured word with a sign, readable without colour.
  std::string badge(model::Status status) const;
  /// "O12" as a link to its card.
  static std::string item_link(const model::Finding& finding);
};

/// Rows under a caption and a head of `columns`; cells are markup. Nothing if there are
/// no rows. `kind` is the class: cards (a card a row on small screens), figures (right-aligned
/// but for the first column) or work.
std::string table(std::string_view caption, const std::vector<std::string_view>& columns,
                  const std::vector<std::vector<std::string>>& rows,
                  std::string_view kind = "cards");

/// A number as a table's cell: its column stands right, digit under digit.
std::string number_cell(std::string_view number);

/// The page's style sheet, with one pair of filter rules per status and unit.
std::string html_style(const HtmlView& view);

/// The parts of the page, each a <section> with its heading, or "" when there is nothing to say.
std::string html_summary(const HtmlView& view);
std::string html_first(const HtmlView& view);
std::string html_units(const HtmlView& view);
std::string html_items(const HtmlView& view);
std::string html_addresses(const HtmlView& view);
std::string html_site(const HtmlView& view);

}  // namespace oit::report
