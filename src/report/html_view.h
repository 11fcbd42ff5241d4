#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "report/html.h"
#include "report/lang.h"

namespace oit::report {

/// A cleaned report about to be drawn as HTML: what every part of the page asks.
struct HtmlView {
  const model::Report& report;  ///< outlives the view
  Lang lang = Lang::th;
  const HtmlExtras& extras;        ///< likewise; its rulebook only if it is the report's
  std::vector<std::string> units;  ///< in item order, each once
  std::vector<std::string> parts;  ///< sub-indicators, likewise

  HtmlView(const model::Report& cleaned, Lang language, const HtmlExtras& more);

  /// The report's rulebook; null when another is at hand, or none.
  const model::Rulebook* rules() const;
  /// A sub-indicator's or indicator's number with its name, where that is known.
  std::string part_name(const std::string& id) const;
  /// What stands for a sub-indicator: "i1", "i2" …
  std::string part_class(const std::string& id) const;

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

/// The same for pages without a report.
std::string badge(model::Status status, Lang lang);

/// A whole page; every text is markup.
struct PageParts {
  Lang lang = Lang::th;
  std::string title, style;
  std::string_view skip;  ///< words of the link to the content
  std::string head, main, footer;
  bool has_pictures = false;  ///< in data: addresses; else the page may show none
};

/// A page under the strict policy that lets its own style through and nothing else.
std::string write_page(const PageParts& parts);

/// What the style sheets of all our pages begin with.
std::string_view html_base_style();

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
std::string html_since(const HtmlView& view);
std::string html_first(const HtmlView& view);
std::string html_units(const HtmlView& view);
std::string html_items(const HtmlView& view);
/// Whether html_items() put pictures of pages into `content`.
bool has_pictures(std::string_view content);
std::string html_addresses(const HtmlView& view);
std::string html_site(const HtmlView& view);

}  // namespace oit::report
