#include "cli/report.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>

#include "base/file.h"
#include "cli/kept_reports.h"
#include "cli/open_rules.h"
#include "cli/open_store.h"
#include "cli/output_plan.h"
#include "cli/paper_files.h"
#include "cli/rule_shelf.h"
#include "scan/site_file.h"
#include "text/width.h"

namespace oit::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string what, form, where, run, site, rules, out = ".", language = "th";
  bool arabic_digits = false;
};

std::string form_names() {
  std::string out;
  for (const auto form : report::all_forms()) out.append(report::name_of(form)).append(", ");
  return out + "all";
}

Result<std::vector<report::Form>> read_forms(const std::string& name) {
  if (name == "all") return report::all_forms();
  if (const auto form = report::find_form(name)) return std::vector{*form};
  return fail(ErrorCode::bad_argument, "--form " + name + ": expected one of " + form_names());
}

/// Writes what was asked for of each report it is handed.
class Papers {
 public:
  Papers(Context& context, const Options& options, std::vector<report::Form> forms,
         model::PaperRules rules)
      : context_(context),
        options_(options),
        forms_(std::move(forms)),
        rules_(std::move(rules)),
        style_{language_of(options.language), !options.arabic_digits} {}

  Result<bool> begin(std::size_t reports);
  Result<bool> take(const KeptReport& kept);

 private:
  Result<const model::Rulebook*> rulebook_of(const model::Report& report);
  Result<report::OfficeFacts> facts_for(const KeptReport& kept);
  Result<std::vector<std::string>> write_one(const KeptReport& kept,
                                             const report::OfficeFacts& facts);
  bool names_file() const { return options_.out.ends_with(".docx"); }

  Context& context_;
  const Options& options_;
  std::vector<report::Form> forms_;
  model::PaperRules rules_;
  report::PaperStyle style_;
  std::optional<RuleShelf> shelf_;
  bool is_one_ = true;
};

Result<bool> Papers::begin(std::size_t reports) {
  is_one_ = reports == 1;
  if (names_file() && (!is_one_ || forms_.size() > 1))
    return fail(ErrorCode::bad_argument,
                options_.out + ": there are several papers to write; name a folder with --out");
  if (!options_.site.empty() && !is_one_)
    return fail(ErrorCode::bad_argument,
                "--site is about one site, but there are several; name one of them");
  return true;
}

/// Null when the report's own list cannot be loaded, which is told: indicators then stand without
/// their titles. A list the operator names must load.
Result<const model::Rulebook*> Papers::rulebook_of(const model::Report& report) {
  const auto& id = options_.rules.empty() ? report.rulebook_id : options_.rules;
  std::optional<Error> error;
  if (!shelf_) {
    if (auto shelf = RuleShelf::open(id, report.as_of))
      shelf_ = std::move(*shelf);
    else
      error = shelf.error();
  }
  if (shelf_) {
    const auto found = shelf_->find(id);
    if (found) return *found;
    error = found.error();
  }
  if (!options_.rules.empty() || !options_.site.empty()) return tl::unexpected(*error);
  context_.err << "oitcheck: " << text::printable(error->message)
               << "; indicators stand without their titles\n";
  return nullptr;
}

/// What was known of the site when it was scanned, or what --site says now.
Result<report::OfficeFacts> Papers::facts_for(const KeptReport& kept) {
  const auto rulebook = rulebook_of(kept.report);
  if (!rulebook) return pass_on(rulebook);
  if (options_.site.empty()) return office_facts(*rulebook, rules_, kept.profile);
  const auto profile = scan::read_site_file(options_.site, **rulebook);
  if (!profile) return fail(ErrorCode::bad_config, profile.error().message);
  return office_facts(*rulebook, rules_, *profile);
}

/// --out names a file: one form of one site, whose name it gives.
Result<std::vector<std::string>> Papers::write_one(const KeptReport& kept,
                                                   const report::OfficeFacts& facts) {
  const auto files = report::write_papers(kept.report, forms_.front(), facts, style_);
  if (!files) return pass_on(files);
  if (files->size() > 1)
    return fail(ErrorCode::bad_argument,
                options_.out + ": this form is one file for each unit; name a folder with --out");
  for (const auto& file : *files)
    if (auto written = write_file(options_.out, file.bytes); !written) return pass_on(written);
  return std::vector<std::string>(files->size(), options_.out);
}

Result<bool> Papers::take(const KeptReport& kept) {
  const auto facts = facts_for(kept);
  if (!facts) return pass_on(facts);
  const auto folder = is_one_ ? fs::path(options_.out) : options_.out / fs::path(kept.name);
  const auto paths = names_file() ? write_one(kept, *facts)
                                  : write_paper_files(folder, kept.report, forms_, *facts, style_);
  if (!paths) return pass_on(paths);
  for (const auto& path : *paths) context_.out << text::printable(path) << '\n';
  if (paths->empty())
    context_.err << "oitcheck: " << text::printable(kept.report.seed_url)
                 << ": no unit has work, so there is no work list\n";
  return true;
}

void write_papers(Context& context, const Options& options) {
  const auto forms = read_forms(options.form);
  if (!forms) return complain(context, forms.error());
  auto rules = paper_rules();
  if (!rules) return complain(context, rules.error());
  Papers papers(context, options, *forms, std::move(*rules));
  const auto done = find_kept_reports(context, {options.what, options.where, options.run},
                                      {[&](std::size_t reports) { return papers.begin(reports); },
                                       [&](const KeptReport& kept) { return papers.take(kept); }});
  if (!done) complain(context, done.error());
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  const auto options = std::make_shared<Options>();
  app.add_option("SITE|RUN|FILE", options->what,
                 "A site (its id or address; its newest report), a run (all its sites), or a file "
                 "of scan --json")
      ->required();
  app.add_option("--form", options->form, "The paper: " + form_names())
      ->required()
      ->type_name("NAME");
  app.add_option("--out", options->out, "Where to: a folder, or a file .docx (default: here)")
      ->type_name("FILE|DIR");
  app.add_option("--run", options->run, "Of a site the report of this run")->type_name("RUN");
  app.add_option("--site", options->site, "What is known of the site; its [scores] go into papers")
      ->type_name("FILE.toml");
  add_rules_option(app, options->rules);
  add_store_option(app, options->where);
  app.add_flag("--arabic-digits", options->arabic_digits, "1, 2, 3 in place of ๑, ๒, ๓");
  add_language_option(app, options->language);
  app.callback([&context, options] { write_papers(context, *options); });
}

}  // namespace oit::cli
