#include "cli/rules_list.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string rules, language = "th";
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

void list(Context& context, const Options& options) {
  const auto rulebook = open_rules(context, options.rules);
  if (!rulebook) return;
  const auto& year = rulebook->year;
  context.out << fmt::format("{} ({}) — {}\n", year.id, year.revision,
                             in_language(year.title, options.language));
  list_items(context, *rulebook, options.language);
  std::string others;
  for (const auto& other : rulebook->years)
    if (other.id != year.id) others += (others.empty() ? "" : ", ") + other.id;
  if (!others.empty()) context.out << "\n--rules: " << others << '\n';
}

}  // namespace

void add_rules_list(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  add_rules_option(app, options->rules);
  add_language_option(app, options->language);
  app.callback([&context, options] { list(context, *options); });
}

}  // namespace oit::cli
