#include "cli/audit.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>

#include "base/clock.h"
#include "cli/captures.h"
#include "cli/judgement.h"
#include "cli/output_plan.h"
#include "cli/outputs.h"
#include "cli/rule_shelf.h"
#include "cli/run_results.h"
#include "cli/scan_options.h"
#include "cli/stop.h"
#include "doc/document_reader.h"
#include "rulebook/load.h"
#include "store/capture_fetcher.h"
#include "store/scan_readers.h"
#include "text/width.h"

namespace oit::cli {
namespace {

struct AuditArguments {
  std::vector<std::string> captures;
  std::string rules, as_of, fail_on, baseline;
  ScanArguments outputs;  // json, html, csv, lang, quiet
  bool newest = false;
};

/// One capture and what judging it takes.
struct Audit {
  std::filesystem::path path;
  CapturedSite site;
  std::optional<crawl::CrawlEnd> end;  ///< only under the same rules and day
  std::string problem;                 ///< why the file ends before its end
};

/// Every capture of `arguments`, in the order given; folders by site and time.
Result<std::vector<std::filesystem::path>> find_captures(const AuditArguments& arguments) {
  std::vector<std::filesystem::path> paths;
  for (const auto& name : arguments.captures) {
    const auto files =
        store::list_captures(name, arguments.newest ? store::CaptureChoice::newest_of_each_site
                                                    : store::CaptureChoice::all);
    if (!files) return pass_on(files);
    for (const auto& file : *files) paths.push_back(file.path);
  }
  if (paths.empty())
    return fail(ErrorCode::bad_argument,
                arguments.captures.front() + ": there is no complete capture in it");
  return paths;
}

Result<Audit> open_audit(const std::filesystem::path& path, const AuditArguments& arguments,
                         RuleShelf& rules) {
  const auto capture = store::open_capture(path);
  if (!capture) return pass_on(capture);
  auto site = read_captured_site(capture->head());
  if (!site) return fail(ErrorCode::bad_config, path.string() + ": " + site.error().message);
  Audit audit{path, std::move(*site), {}, capture->cut()};
  auto& [entry, options, id, revision, could] = audit.site;
  if (!arguments.as_of.empty()) {
    const auto as_of = read_as_of(arguments.as_of);
    if (!as_of) return pass_on(as_of);
    options.as_of = *as_of;
  }
  entry.rulebook = arguments.rules.empty() ? id : arguments.rules;
  const auto rulebook = rules.find(entry.rulebook);
  if (!rulebook) return pass_on(rulebook);
  const bool is_same = (*rulebook)->revision == revision && (*rulebook)->year.id == id &&
                       options.as_of == capture->head().as_of;
  if (is_same && capture->end())
    audit.end = crawl::CrawlEnd{capture->end()->asked, capture->end()->limits};
  options.max_time = {};  // a capture answers at once; what took time then is in its end
  options.tool_version = OIT_VERSION;
  options.second_pass = false;
  options.sites_at_once = 1;
  options.workers = 2;
  return audit;
}

/// Hands the only site of a batch on under its place among all captures.
class AtPlace final : public scan::Results {
 public:
  AtPlace(RunResults& results, std::size_t place) : results_(results), place_(place) {}

  Result<bool> take(const scan::SiteResult& site) override {
    auto moved = site;
    moved.position = place_;
    return results_.take(moved);
  }

 private:
  RunResults& results_;
  std::size_t place_;
};

Result<bool> judge_again(const Audit& audit, std::size_t place,
                         const std::map<std::string, const model::Rulebook*>& rulebooks,
                         doc::DocumentReader& documents, RunResults& results) {
  auto capture = store::open_capture(audit.path);
  if (!capture) return pass_on(capture);
  const SystemClock clock;
  store::ReplayingReader reader(documents, capture->scans(), audit.end.has_value(),
                                audit.site.can_recognise);
  store::CaptureFetcher fetcher(std::move(*capture));
  scan::Batch batch(rulebooks, reader, clock, audit.site.options, fetcher);
  scan::SiteServices services;
  services.end = audit.end;
  batch.set_services(std::move(services));
  const std::vector<model::SiteEntry> entries{audit.site.entry};
  AtPlace here(results, place);
  return batch.run(entries, {}, here, stop_asked());
}

Result<bool> audit_all(Context& context, const AuditArguments& arguments) {
  const auto paths = find_captures(arguments);
  if (!paths) return pass_on(paths);
  auto rules = RuleShelf::open(arguments.rules, bangkok_day(SystemClock().now()));
  if (!rules) return pass_on(rules);
  std::vector<Audit> audits;
  std::vector<model::SiteEntry> entries;
  for (const auto& path : *paths) {
    auto audit = open_audit(path, arguments, *rules);
    if (!audit) return pass_on(audit);
    if (!audit->problem.empty())
      context.err << "oitcheck: " << text::printable(path.string() + ": " + audit->problem) << '\n';
    entries.push_back(audit->site.entry);
    audits.push_back(std::move(*audit));
  }
  const auto& first = audits.front().site.options;
  const auto& rulebook = **rules->find(entries.front().rulebook);
  auto plan = plan_outputs(context, arguments.outputs, false);
  plan.rulebook = &rulebook;
  plan.rulebooks = rules->all();
  auto outputs =
      Outputs::open(context, std::move(plan), entries, head_of(new_run_id(), first, rulebook));
  if (!outputs) return pass_on(outputs);
  auto documents =
      doc::SandboxedReader::start({}, rulebook::find_digit_net());  // before any thread
  if (!documents) return pass_on(documents);
  watch_signals();
  Alarm alarm;
  if (!arguments.fail_on.empty()) {
    auto statuses = read_statuses(arguments.fail_on);
    if (!statuses) return pass_on(statuses);
    alarm.statuses = std::move(*statuses);
  }
  Judgement judgement(std::move(alarm));
  RunResults results(**outputs, judgement, nullptr);
  for (std::size_t i = 0; i < audits.size() && !stop_asked(); ++i)
    if (auto judged = judge_again(audits[i], i, rules->all(), **documents, results); !judged)
      return judged;
  const auto finished =
      (*outputs)->finish({SystemClock().now(), results.is_complete(), audits.size()});
  if (!finished) return finished;
  judgement.note(context);
  return true;
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AuditArguments>();
  app.add_option("CAPTURE", arguments->captures, "Captures, or folders of them")->required();
  app.add_option("--rules", arguments->rules, "Rulebook; default: each capture's own")
      ->type_name("ID|FILE");
  app.add_option("--as-of", arguments->as_of, "Judge as on this day; default: each capture's own")
      ->type_name("YYYY-MM-DD");
  app.add_option("--fail-on", arguments->fail_on, "Exit 1 only for these statuses")
      ->type_name("LIST");
  app.add_flag("--newest", arguments->newest, "Of each site in a folder only the newest capture");
  declare_outputs(app, arguments->outputs);
  app.callback([arguments, &context] {
    if (const auto done = audit_all(context, *arguments); !done) complain(context, done.error());
    if (stop_signal() != 0) context.exit = 128 + stop_signal();
  });
}

}  // namespace oit::cli
