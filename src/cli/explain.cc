#include "cli/explain.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

#include "cli/item_id.h"
#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "report/explain.h"
#include "report/read_batch.h"
#include "report/read_json.h"
#include "rulebook/load.h"
#include "store/compare.h"
#include "url/url.h"

namespace oit::cli {
namespace {

struct Options {
  std::string site, item, run, of, where, language = "th";
};

bool is_file(const std::string& name) {
  std::error_code none;
  return std::filesystem::is_regular_file(name, none);
}

/// True when `words` names the report's site: its name, or its address in any spelling.
bool is_of(const model::Report& report, const std::string& words) {
  if (words.empty() || report.site_name == words) return true;
  const auto asked = url::Url::parse(words);
  for (const auto& address : {report.seed_url, report.final_url}) {
    const auto known = url::Url::parse(address);
    if (address == words ||
        (asked && known && store::is_same_address(asked->text(), known->text())))
      return true;
  }
  return false;
}

/// The one report of a file that --json wrote which `of` names.
Result<model::Report> read_from_file(const std::string& path, const std::string& of) {
  std::optional<model::Report> found;
  std::string names;
  std::size_t fitting = 0;
  const auto read = report::read_reports(path, [&](const model::Report& report) {
    constexpr std::size_t kMostNames = 400;
    if (names.size() < kMostNames) names += (names.empty() ? "" : ", ") + report.seed_url;
    if (!is_of(report, of)) return;
    if (++fitting == 1) found = report;
  });
  if (!read) return pass_on(read);
  if (fitting == 1) return std::move(*found);
  return fail(ErrorCode::bad_argument,
              path +
                  (of.empty() ? ": has several sites; name one with --of: "
                              : ": has no such site, or several; there are ") +
                  (names.empty() ? "none" : names));
}

/// The site's report in the run that `run` names, or in the newest that has it.
Result<model::Report> read_from_store(store::Store& store, const std::string& site,
                                      const std::string& run) {
  if (!run.empty()) {
    const auto found = store.find_run(run);
    if (!found) return pass_on(found);
    const auto text = store.report_json(found->id, site);
    if (!text) return pass_on(text);
    return report::read_json(*text);
  }
  const auto runs = store.runs();
  if (!runs) return pass_on(runs);
  for (const auto& one : *runs) {
    const auto text = store.report_json(one.id, site);
    if (text) return report::read_json(*text);
    if (text.error().code != ErrorCode::bad_argument) return pass_on(text);
  }
  return fail(ErrorCode::bad_argument, "no run has come to the site yet");
}

std::optional<model::Report> find_report(Context& context, const Options& options) {
  if (is_file(options.site)) {
    if (!options.run.empty())
      return refuse(context, "--run asks the database; a file holds one run"), std::nullopt;
    auto report = read_from_file(options.site, options.of);
    if (!report) return tell(context, report.error()), std::nullopt;
    return std::move(*report);
  }
  const auto store = open_store(context, options.where);
  if (!store) return std::nullopt;
  const auto site = pick_site(context, *store, options.site);
  if (!site) return std::nullopt;
  auto report = read_from_store(*store, *site, options.run);
  if (!report) return tell(context, report.error()), std::nullopt;
  return std::move(*report);
}

void explain(Context& context, const Options& options) {
  const auto report = find_report(context, options);
  if (!report) return;
  const auto folder = rulebook::find_rules();
  const auto rules = folder ? rulebook::load(*folder, report->rulebook_id)
                            : Result<model::Rulebook>(tl::unexpected(folder.error()));
  report::ExplainOptions how;
  how.lang = language_of(options.language);
  how.color = context.is_terminal;
  if (context.is_terminal) how.width = context.columns;
  if (rules) how.rulebook = &*rules;
  const auto text = report::write_explanation(*report, item_id(options.item), how);
  if (!text.empty()) {
    context.out << text;
    return;
  }
  std::string known;
  for (const auto& one : report->findings) known += (known.empty() ? "" : ", ") + one.id;
  refuse(context, "the site has no item \"" + options.item + "\"; there are " +
                      (known.empty() ? "none" : known));
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("SITE", options->site, "A site: its id or its address; or a file of --json")
      ->required();
  app.add_option("ITEM", options->item, "The item, such as O12")->required();
  app.add_option("--run", options->run,
                 "This run: an id, its beginning, last, last-complete. Default: the newest that "
                 "has the site");
  app.add_option("--of", options->of, "Of a file with several sites: the address or name of one");
  add_store_option(app, options->where);
  add_language_option(app, options->language);
  app.callback([&context, options] { explain(context, *options); });
}

}  // namespace oit::cli
