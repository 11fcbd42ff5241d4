#include "cli/open_rules.h"

#include <CLI/CLI.hpp>
#include <ostream>

#include "base/clock.h"
#include "rulebook/load.h"
#include "text/width.h"

namespace oit::cli {

void add_rules_option(CLI::App& app, std::string& id) {
  app.add_option("--rules", id, "Rulebook: an id such as ita-2566, or a year file")
      ->type_name("ID|FILE");
}

void add_language_option(CLI::App& app, std::string& language) {
  app.add_option("--lang", language, "Language of titles: th or en")
      ->check(CLI::IsMember({"th", "en"}));
}

void refuse(Context& context, const std::string& message) {
  context.err << "oitcheck: " << text::printable(message) << '\n';
  exit_with(context, Exit::usage);
}

std::optional<model::Rulebook> open_rules(Context& context, const std::string& id) {
  const auto folder = rulebook::find_rules();
  if (!folder) return refuse(context, folder.error().message), std::nullopt;
  std::string chosen = id;
  if (chosen.empty()) {
    const auto year = rulebook::default_year(*folder, bangkok_day(SystemClock().now()));
    if (!year) return refuse(context, year.error().message), std::nullopt;
    chosen = *year;
  }
  auto rulebook = rulebook::load(*folder, chosen);
  if (!rulebook) return refuse(context, rulebook.error().message), std::nullopt;
  return std::move(*rulebook);
}

const std::string& in_language(const model::LocalText& text, const std::string& language) {
  return language == "en" && !text.en.empty() ? text.en : text.th;
}

}  // namespace oit::cli
