#include "cli/rules_show.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "report/words.h"
#include "text/item_code.h"

namespace oit::cli {
namespace {

struct Options {
  std::string rules, item, language = "th";
};

report::Lang lang_of(const std::string& language) {
  return language == "en" ? report::Lang::en : report::Lang::th;
}

std::string join(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : " · ") + word;
  return all;
}

void print_list(std::ostream& out, std::string_view name, const std::vector<std::string>& words) {
  if (!words.empty()) out << fmt::format("  {}: {}\n", name, join(words));
}

void print_component(std::ostream& out, const model::Component& component, bool advised,
                     const std::string& language) {
  out << fmt::format("    - {} [{}] {}", component.id, name_of(component.check),
                     in_language(component.name, language));
  if (component.min > 1) out << fmt::format(" (min {})", component.min);
  if (advised) out << " (advised)";
  if (component.absence == model::Absence::proven) out << " (fails when absent)";
  if (component.basis != model::Basis::unstated)
    out << fmt::format(" · {}", report::basis_text(component.basis, lang_of(language)));
  out << '\n';
}

void print_topic(std::ostream& out, const model::Rulebook& rulebook, const model::YearItem& item,
                 const model::Topic& topic, const std::string& language) {
  out << fmt::format("\n{} — {}\n", topic.id, in_language(topic.title, language));
  print_list(out, "names", topic.names);
  print_list(out, "leads", topic.leads);
  for (const auto& rival : topic.rivals) print_list(out, "rivals → " + rival.topic, rival.words);
  print_list(out, "proofs", topic.proofs);
  print_list(out, "evidence", topic.evidence);
  std::vector<std::string> units;
  for (const auto& id : topic.units) {
    const auto role = std::ranges::find(rulebook.roles, id, &model::Role::id);
    units.push_back(role == rulebook.roles.end() ? id : in_language(role->name, language));
  }
  print_list(out, "units", units);
  const auto& action = item.action.th.empty() ? topic.action : item.action;
  out << fmt::format("  action: {}\n", in_language(action, language));
  if (!topic.components.empty()) out << "  components:\n";
  for (const auto& component : topic.components) {
    const bool advised =
        component.advised || std::ranges::find(item.advised, component.id) != item.advised.end();
    print_component(out, component, advised, language);
  }
}

/// What number and title stand on, and who says so.
void print_basis(std::ostream& out, const model::Year& year, const model::YearItem& item,
                 const std::string& language) {
  const bool is_english = language == "en";
  if (year.provisional)
    out << "  " << report::provisional_text(year.based_on, lang_of(language)) << '\n';
  if (item.basis != model::Basis::unstated)
    out << fmt::format("  {}: {} ({})\n", is_english ? "basis" : "ที่มาของเลขและชื่อ",
                       report::basis_text(item.basis, lang_of(language)), name_of(item.basis));
  if (!item.note.th.empty())
    out << fmt::format("  {}: {}\n", is_english ? "note" : "หมายเหตุ",
                       in_language(item.note, language));
  out << fmt::format("  {}: {}\n", is_english ? "source" : "แหล่งที่มา", year.source);
  if (item.warns) out << "  " << report::warns_text(lang_of(language)) << '\n';
}

/// The item `written` names: "O12", "o12", "12", "๐๑๒".
const model::YearItem* find_item(const model::Year& year, const std::string& written) {
  auto codes = text::find_item_codes(written);
  if (codes.empty()) codes = text::find_item_codes("O" + written);
  if (codes.size() != 1) return nullptr;
  const auto found = std::ranges::find(year.items, codes.front().number, &model::YearItem::number);
  return found == year.items.end() ? nullptr : &*found;
}

void show(Context& context, const Options& options) {
  const auto rulebook = open_rules(context, options.rules);
  if (!rulebook) return;
  const auto& year = rulebook->year;
  const auto* item = find_item(year, options.item);
  if (item == nullptr)
    return refuse(context, fmt::format("no item \"{}\" in {}, expected {} to {}", options.item,
                                       year.id, year.items.front().id, year.items.back().id));
  context.out << fmt::format("{} {} — {}\n", year.id, item->id,
                             in_language(item->title, options.language));
  context.out << fmt::format("  {} · {} · {:.2f} points{}\n", item->sub_indicator,
                             text::name_of(item->period), item->points,
                             item->topics.size() < 2  ? ""
                             : item->parts.size() > 1 ? " · all parts needed"
                                                      : " · one topic suffices");
  print_basis(context.out, year, *item, options.language);
  for (const auto topic : item->topics)
    print_topic(context.out, *rulebook, *item, rulebook->topics[topic], options.language);
}

}  // namespace

void add_rules_show(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("item", options->item, "Number of the item, such as O12")->required();
  add_rules_option(app, options->rules);
  add_language_option(app, options->language);
  app.callback([&context, options] { show(context, *options); });
}

}  // namespace oit::cli
