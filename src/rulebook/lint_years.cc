#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "rulebook/lint_notes.h"

namespace oit::rulebook {
namespace {

constexpr double kWeight = 40;  // of 100: the others are asked of people

void lint_numbers(const model::Year& year, const std::string& file, LintNotes& notes) {
  int expected = 1;
  for (const auto& item : year.items) {
    if (item.number != expected)
      notes.error(file, item.id, fmt::format("numbers have a gap: O{} is missing", expected));
    expected = item.number + 1;
  }
  const auto last = year.items.empty() ? 0 : year.items.back().number;
  if (year.numbers != 0 && last != year.numbers)
    notes.error(
        file, "numbers",
        fmt::format("the list ends at O{}, but says it has {} numbers", last, year.numbers));
}

void lint_points(const model::Year& year, const std::string& file, LintNotes& notes) {
  constexpr double kRounding = 1e-6;
  double sum = 0;
  for (const auto& item : year.items) sum += item.points;
  if (std::abs(sum - year.weight) > kRounding)
    notes.error(file, "weight",
                fmt::format("points of all items sum to {:.3f}, expected {}; a sub-indicator or an "
                            "indicator has no item",
                            sum, year.weight));
  if (std::abs(year.weight - kWeight) > kRounding)
    notes.error(file, "weight",
                fmt::format("carries {} points, but this list is {} of the ITA total", year.weight,
                            kWeight));
  if (year.bands.empty() || year.bands.back().from > 0)
    notes.error(file, "[[band]]", "the lowest band must start from 0");
}

void lint_one(const model::Year& year, LintNotes& notes) {
  const std::string file = year.id + ".toml";
  lint_numbers(year, file, notes);
  lint_points(year, file, notes);
  std::set<std::string> titles;
  for (const auto& item : year.items)
    if (!titles.insert(item.title.th).second)
      notes.error(file, item.title.th, fmt::format("{} has the title of another item", item.id));
  for (const auto& item : year.items)
    if (item.all_of && item.topics.size() < 2)
      notes.warning(file, item.id, fmt::format("{} asks for all of one topic", item.id));
  if (!std::string_view(year.id).ends_with(std::to_string(year.fiscal_year)))
    notes.warning(file, year.id,
                  fmt::format("fiscal year {} is not in the id {}", year.fiscal_year, year.id));
}

/// A list that stands in for another must say whose it is.
void lint_provisional(const model::Year& year, LintNotes& notes) {
  if (year.provisional && year.extends.empty())
    notes.error(year.id + ".toml", "provisional",
                "is provisional, but extends no list it could stand in with");
}

/// Every component a list speaks of as asked for, or not, is one it would not have otherwise.
void lint_requests(const model::Year& year, const model::Rulebook& rulebook, LintNotes& notes) {
  for (const auto& item : year.items)
    for (const auto& id : item.asks)
      if (std::ranges::find(item.without, id) != item.without.end())
        notes.error(year.id + ".toml", item.title.th,
                    fmt::format("{} asks for \"{}\" and goes without it", item.id, id));
  for (const auto& item : year.items)
    for (const auto topic : item.topics)
      if (rulebook.topics[topic].historical)
        notes.error(year.id + ".toml", rulebook.topics[topic].id,
                    fmt::format("{} uses {}, which is marked historical", item.id,
                                rulebook.topics[topic].id));
}

}  // namespace

void lint_years(const model::Rulebook& rulebook, LintNotes& notes) {
  for (const auto& year : rulebook.years) {
    lint_one(year, notes);
    lint_provisional(year, notes);
    lint_requests(year, rulebook, notes);
  }
}

}  // namespace oit::rulebook
