#include "cli/rules_diff.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "report/words.h"
#include "rulebook/compare_years.h"

namespace oit::cli {
namespace {

using rulebook::YearChange;

struct Options {
  std::string from, to, language = "th";
};

struct Heading {
  YearChange kind;
  std::string_view th, en;
};

constexpr std::array kHeadings = {
    Heading{YearChange::added, "เพิ่มใหม่", "Added"},
    Heading{YearChange::dropped, "ตัดออก", "Dropped"},
    Heading{YearChange::merged, "รวมเป็นข้อเดียว", "Merged"},
    Heading{YearChange::split, "แยกเป็นหลายข้อ", "Split"},
    Heading{YearChange::renumbered, "เปลี่ยนเลขข้อ", "Renumbered"},
    Heading{YearChange::retitled, "เปลี่ยนชื่อ", "Retitled"},
    Heading{YearChange::period, "เปลี่ยนช่วงเวลาที่ต้องเผยแพร่", "Period changed"},
};

std::string name(const model::YearItem& item, const std::string& language) {
  return item.id + ' ' + in_language(item.title, language);
}

std::string names(const std::vector<const model::YearItem*>& items, const std::string& language) {
  std::string all;
  for (const auto* item : items) all += (all.empty() ? "" : " + ") + name(*item, language);
  return all;
}

std::string period(const model::YearItem& item, const std::string& language) {
  const model::ReportPeriod asked{std::string(text::name_of(item.period)), 0, {}};
  return report::required_text(asked, language == "en" ? report::Lang::en : report::Lang::th);
}

std::string line(const rulebook::ItemChange& change, const std::string& language) {
  const auto arrow = [&](const std::string& before, const std::string& after) {
    return before + " → " + after;
  };
  switch (change.kind) {
    case YearChange::added:
      return fmt::format("{} ({})", name(*change.after.front(), language),
                         period(*change.after.front(), language));
    case YearChange::dropped:
      return name(*change.before.front(), language);
    case YearChange::merged:
    case YearChange::split:
      return arrow(names(change.before, language), names(change.after, language));
    case YearChange::renumbered:
      return arrow(change.before.front()->id, name(*change.after.front(), language));
    case YearChange::retitled:
      return arrow(name(*change.before.front(), language), name(*change.after.front(), language));
    case YearChange::period:
      return fmt::format(
          "{}: {}", name(*change.after.front(), language),
          arrow(period(*change.before.front(), language), period(*change.after.front(), language)));
  }
  return {};
}

std::string stands_for(const model::Year& year, const std::string& language) {
  if (!year.provisional) return {};
  return fmt::format(
      fmt::runtime(language == "en"
                       ? "\n{} is provisional: the list of {} until that year's is at hand.\n"
                       : "\n{} เป็นฉบับชั่วคราว ใช้รายการปี {} ไปจนกว่าจะมีคู่มือของปีนั้น\n"),
      year.id, year.based_on);
}

void diff(Context& context, const Options& options) {
  const auto from = open_rules(context, options.from), to = open_rules(context, options.to);
  if (!from || !to) return;
  context.out << write_year_changes(from->year, to->year, options.language);
}

}  // namespace

std::string write_year_changes(const model::Year& from, const model::Year& to,
                               const std::string& language) {
  const bool is_english = language == "en";
  auto out = fmt::format(
      fmt::runtime(is_english ? "## {} → {} ({} → {} items)\n" : "## {} → {} ({} → {} ข้อ)\n"),
      from.id, to.id, from.items.size(), to.items.size());
  out += stands_for(to, language);
  const auto changes = rulebook::compare_years(from, to);
  if (changes.empty()) out += is_english ? "\nNo item differs.\n" : "\nไม่มีข้อใดต่างกัน\n";
  for (const auto& heading : kHeadings) {
    bool is_first = true;
    for (const auto& change : changes) {
      if (change.kind != heading.kind) continue;
      if (is_first) out += fmt::format("\n**{}**\n\n", is_english ? heading.en : heading.th);
      is_first = false;
      out += "- " + line(change, language) + '\n';
    }
  }
  return out;
}

void add_rules_diff(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("from", options->from, "The list changed from: an id such as ita-2568, or a file")
      ->required();
  app.add_option("to", options->to, "The list changed to")->required();
  add_language_option(app, options->language);
  app.callback([&context, options] { diff(context, *options); });
}

}  // namespace oit::cli
