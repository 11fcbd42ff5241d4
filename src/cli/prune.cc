#include "cli/prune.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <memory>
#include <ostream>

#include "base/clock.h"
#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct Options {
  std::string where, keep, language = "th";
  bool dry_run = false;
};

/// Reads "90d" or "90". Errors: bad_argument.
Result<std::chrono::days> read_days(std::string_view text) {
  constexpr int kMost = 36'500;
  const auto digits = text.ends_with('d') ? text.substr(0, text.size() - 1) : text;
  int number = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size() || number < 0 || number > kMost)
    return fail(ErrorCode::bad_argument,
                "\"" + std::string(text) + "\" is no count of days for --keep; write 90d");
  return std::chrono::days(number);
}

void print(Context& context, const Options& options, const store::Pruned& pruned) {
  const auto lang = language_of(options.language);
  const auto done = options.dry_run ? report::pick(lang, "จะลบ", "would delete")
                                    : report::pick(lang, "ลบแล้ว", "deleted");
  for (const auto& run : pruned.runs) context.out << text::printable(run) << '\n';
  context.out << (lang == report::Lang::th
                      ? fmt::format("{}: รอบการตรวจ {} · คำตอบของเว็บไซต์ {} · เนื้อหา {}\n", done,
                                    pruned.runs.size(), pruned.answers, pruned.bodies)
                      : fmt::format("{}: runs {} · answers of sites {} · bodies {}\n", done,
                                    pruned.runs.size(), pruned.answers, pruned.bodies));
}

void prune(Context& context, const Options& options) {
  const auto keep = read_days(options.keep);
  if (!keep) return tell(context, keep.error());
  const auto store = open_store(context, options.where);
  if (!store) return;
  const auto pruned = store->prune(*keep, SystemClock().now(), options.dry_run);
  if (!pruned) return tell(context, pruned.error());
  print(context, options, *pruned);
}

}  // namespace

void add_prune(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  add_store_option(app, options->where);
  app.add_option("--keep", options->keep,
                 "Age in days, such as 90d, at which runs go; the newest complete run of every "
                 "site stays")
      ->type_name("DAYS")
      ->required();
  app.add_flag("--dry-run", options->dry_run, "Only tell what would be deleted");
  add_language_option(app, options->language);
  app.callback([&context, options] { prune(context, *options); });
}

}  // namespace oit::cli
