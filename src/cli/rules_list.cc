#include "cli/rules_list.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "audit/list_reader.h"
#include "cli/open_rules.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string rules, agency, language = "th";
};

void list_items(Context& context, const model::Rulebook& rulebook, const std::string& language) {
  constexpr std::size_t kIdWidth = 4, kPointsWidth = 6, kPeriodWidth = 18;
  std::size_t title_width = 0;
  for (const auto& item : rulebook.year.items)
    title_width = std::max(title_width, text::display_width(in_language(item.title, language)));
  const std::size_t taken = kIdWidth + kPointsWidth + kPeriodWidth + 6;
  if (context.is_terminal && context.columns > taken + 20)
    title_width = std::min(title_width, context.columns - taken);
  std::string group;
  for (const auto& item : rulebook.year.items) {
    if (item.sub_indicator != group) {
      group = item.sub_indicator;
      const auto sub =
          std::ranges::find(rulebook.year.sub_indicators, group, &model::SubIndicator::id);
      context.out << '\n' << group << ' ' << in_language(sub->title, language) << '\n';
    }
    const auto title = text::fit_to(in_language(item.title, language), title_width);
    context.out << "  " << text::pad_to(item.id, kIdWidth) << text::pad_to(title, title_width)
                << fmt::format("  {:<{}}{:>{}.2f}\n", text::name_of(item.period), kPeriodWidth,
                               item.points, kPointsWidth);
  }
}

/// Lists of other sectors: whose they are, and that no site is judged by them.
void list_sectors(Context& context, const model::Rulebook& rulebook, const std::string& language) {
  const bool is_english = language == "en";
  for (const auto& sector : rulebook.sectors)
    context.out << fmt::format("{}: {} · {}\n", sector.id, in_language(sector.title, language),
                               is_english
                                   ? "recognised on pages, its items are not known: not for --rules"
                                   : "รู้จักหน้าของรายการนี้ แต่ยังไม่มีชื่อข้อ จึงใช้กับ --rules ไม่ได้");
}

/// The lists an agency of this type is assessed by.
void list_offered(Context& context, const model::Rulebook& rulebook, const Options& options) {
  const auto type =
      std::ranges::find(rulebook.agency_types, options.agency, &model::AgencyType::id);
  if (type == rulebook.agency_types.end()) {
    std::string known;
    for (const auto& one : rulebook.agency_types) known += (known.empty() ? "" : ", ") + one.id;
    return refuse(context,
                  fmt::format("no agency type \"{}\", expected one of {}", options.agency, known));
  }
  for (const auto& year : rulebook.years) {
    const auto* sector = audit::sector_for(rulebook, type->id, year.fiscal_year);
    if (sector == nullptr)
      context.out << fmt::format("{} — {}\n", year.id, in_language(year.title, options.language));
    else
      context.out << fmt::format(
          "{} — {} {}\n", year.id,
          options.language == "en" ? "not the NACC's list but" : "ไม่ใช้รายการของ ป.ป.ช. แต่ใช้",
          in_language(sector->title, options.language));
  }
}

void list(Context& context, const Options& options) {
  const auto rulebook = open_rules(context, options.rules);
  if (!rulebook) return;
  if (!options.agency.empty()) return list_offered(context, *rulebook, options);
  const auto& year = rulebook->year;
  context.out << fmt::format("{} ({}) — {}\n", year.id, year.revision,
                             in_language(year.title, options.language));
  if (year.provisional)
    context.out << report::provisional_text(year.based_on, options.language == "en"
                                                               ? report::Lang::en
                                                               : report::Lang::th)
                << '\n';
  list_items(context, *rulebook, options.language);
  std::string others;
  for (const auto& other : rulebook->years)
    if (other.id != year.id) others += (others.empty() ? "" : ", ") + other.id;
  if (!others.empty()) context.out << "\n--rules: " << others << '\n';
  list_sectors(context, *rulebook, options.language);
}

}  // namespace

void add_rules_list(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  add_rules_option(app, options->rules);
  app.add_option("--agency", options->agency, "List what agencies of this type are assessed by")
      ->type_name("TYPE");
  add_language_option(app, options->language);
  app.callback([&context, options] { list(context, *options); });
}

}  // namespace oit::cli
