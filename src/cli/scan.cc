#include "cli/scan.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>

#include "base/clock.h"
#include "base/file.h"
#include "cli/baseline.h"
#include "cli/captures.h"
#include "cli/inventory.h"
#include "cli/judgement.h"
#include "cli/kept_run.h"
#include "cli/list_summary.h"
#include "cli/output_plan.h"
#include "cli/outputs.h"
#include "cli/progress.h"
#include "cli/rule_shelf.h"
#include "cli/run_progress.h"
#include "cli/run_results.h"
#include "cli/scan_options.h"
#include "cli/stop.h"
#include "cli/telling.h"
#include "doc/document_reader.h"
#include "render/browser_flags.h"
#include "render/pictures.h"
#include "render/rendering_fetcher.h"
#include "rulebook/load.h"
#include "scan/batch.h"
#include "store/capture_writer.h"
#include "store/scan_readers.h"
#include "store/site_memory.h"
#include "text/width.h"

namespace oit::cli {
namespace {

/// One scan from its arguments to its exit code. Each step leaves its parts to the next, in the
/// order they may be taken apart again: the batch's threads before the fetcher, that before the
/// store.
class ScanJob {
 public:
  ScanJob(Context& context, ScanArguments arguments)
      : context_(context), arguments_(std::move(arguments)) {}

  /// Everything; an Error is what kept it from its end.
  Result<bool> run();

 private:
  Result<bool> read();
  Result<bool> open_store();
  Result<bool> open_outputs();
  Result<bool> find_browser();
  Result<bool> open_fetchers();
  void tell_of_browser() const;
  Result<bool> scan();
  Result<bool> finish();
  Result<bool> write_numbers(store::RunState state) const;
  Result<bool> take_kept(RunResults& results);
  scan::SiteServices services();
  const model::Rulebook& rulebook_of(const model::SiteEntry& entry) const;

  Context& context_;
  ScanArguments arguments_;
  SystemClock clock_;
  const std::chrono::system_clock::time_point began_ = clock_.now();
  std::optional<notify::Settings> settings_;
  std::optional<RuleShelf> rules_;
  Inventory inventory_;
  scan::ScanOptions options_;
  std::unique_ptr<KeptRun> kept_;
  std::map<std::string, const model::Rulebook*> rulebooks_;
  std::optional<Judgement> judgement_;
  std::unique_ptr<render::Pictures> pictures_;  // outlives what asks for them
  std::unique_ptr<Outputs> outputs_;
  std::unique_ptr<doc::SandboxedReader> documents_;
  std::unique_ptr<net::Fetcher> fetcher_;
  std::unique_ptr<render::RenderingFetcher> renderer_;
  std::unique_ptr<store::RecordingFetcher> recorder_;
  std::optional<store::RecordingReader> recording_reader_;
  std::string browser_, no_browser_;  // its program; or why there is none
  std::optional<RunResults> results_;
  std::optional<Error> scan_error_;
};

Result<bool> ScanJob::run() {
  if (auto step = read(); !step) return step;
  if (auto step = open_store(); !step) return step;
  if (auto step = open_outputs(); !step) return step;
  if (auto step = scan(); !step) return step;
  return finish();
}

Result<bool> ScanJob::read() {
  if (auto read = read_config(arguments_); !read) return read;
  if (arguments_.notify) {
    if (arguments_.config.empty() || arguments_.db.empty())
      return fail(ErrorCode::bad_argument,
                  "--notify needs --config FILE, which names whom to tell, and --db, which knows "
                  "what was before");
    auto settings = notify::read_settings(arguments_.config);
    if (!settings) return pass_on(settings);
    settings_ = std::move(*settings);
  }
  const auto as_of = read_as_of(arguments_.as_of);
  if (!as_of) return pass_on(as_of);
  auto rules = RuleShelf::open(arguments_.rules, *as_of);
  if (!rules) return pass_on(rules);
  rules_.emplace(std::move(*rules));
  if (!arguments_.resume.empty() && arguments_.db.empty())
    return fail(ErrorCode::bad_argument, "--resume needs --db: the store that knows the run");
  const bool may_lack_sites = !arguments_.resume.empty() && arguments_.urls.empty();
  if (!may_lack_sites || !arguments_.sites.empty()) {
    auto inventory = read_inventory(arguments_, *rules_);
    if (!inventory) return pass_on(inventory);
    inventory_ = std::move(*inventory);
  }
  auto options = read_scan_options(arguments_, *as_of, inventory_.entries);
  if (!options) return pass_on(options);
  options_ = std::move(*options);
  return find_browser();
}

/// A browser that is named must be there; one that is not is missed only when a page needs it.
Result<bool> ScanJob::find_browser() {
  const bool is_wanted =
      options_.render != model::RenderMode::never ||
      std::ranges::any_of(inventory_.entries, [](const model::SiteEntry& entry) {
        return entry.limits.render.value_or(model::RenderMode::never) != model::RenderMode::never;
      });
  if (!is_wanted) return true;
  auto found = render::find_browser(arguments_.browser);
  if (!found && found.error().code == ErrorCode::bad_argument) return pass_on(found);
  options_.has_browser = found.has_value();
  (found ? browser_ : no_browser_) = found ? *found : found.error().message;
  return true;
}

Result<bool> ScanJob::open_store() {
  Alarm alarm;
  if (!arguments_.fail_on.empty()) {
    auto statuses = read_statuses(arguments_.fail_on);
    if (!statuses) return pass_on(statuses);
    alarm.statuses = std::move(*statuses);
  }
  options_.run_id = new_run_id();
  if (!arguments_.db.empty()) {
    auto kept = KeptRun::open(arguments_.db);
    if (!kept) return pass_on(kept);
    kept_ = std::move(*kept);
  }
  if (!arguments_.baseline.empty()) {  // before the run itself is the last one
    auto before = open_baseline(arguments_.baseline, kept_ ? &kept_->store() : nullptr);
    if (!before) return pass_on(before);
    alarm.before = std::move(*before);
  }
  judgement_.emplace(std::move(alarm));
  if (!kept_) return true;
  const bool resumes = !arguments_.resume.empty() || arguments_.resume_if_any;
  if (resumes) {
    const auto found =
        kept_->find_unfinished(arguments_.resume.empty() ? "last" : arguments_.resume);
    if (!found) return pass_on(found);
    if (*found) {
      if (kept_->run().rulebook_id != rules_->own().year.id) {
        auto rules = RuleShelf::open(kept_->run().rulebook_id, kept_->run().as_of);
        if (!rules) return pass_on(rules);
        rules_.emplace(std::move(*rules));
      }
      auto bad = std::move(inventory_.bad);
      if (auto resumed = kept_->resume(rules_->own(), options_, inventory_); !resumed)
        return resumed;
      inventory_.bad = std::move(bad);
      options_.run_id = kept_->run().id;
      context_.err << fmt::format("oitcheck: resuming run {}: {} of {} sites are done\n",
                                  options_.run_id, std::ranges::count(kept_->done(), true),
                                  inventory_.entries.size());
      return true;
    }
    context_.err << "oitcheck: nothing is unfinished; a new run begins\n";
    if (inventory_.entries.empty())
      return fail(ErrorCode::bad_argument, "name the sites: addresses, or --sites FILE");
  }
  return kept_->begin(options_.run_id, options_, rules_->own(), inventory_);
}

Result<bool> ScanJob::open_outputs() {
  for (const auto& entry : inventory_.entries)
    if (const auto known = rules_->find(entry.rulebook); !known) return pass_on(known);
  rulebooks_ = rules_->all();
  auto plan = plan_outputs(context_, arguments_, inventory_.is_list);
  plan.rulebook = &rules_->own();
  plan.rulebooks = rulebooks_;
  if (!browser_.empty() && !plan.html.empty() && !arguments_.no_pictures) {
    auto pictures = render::Pictures::make();
    if (!pictures) return pass_on(pictures);
    pictures_ = std::move(*pictures);
    plan.picture = [this](const std::string& sha256) { return pictures_->find(sha256); };
  }
  auto outputs = Outputs::open(context_, std::move(plan), inventory_.entries,
                               head_of(options_.run_id, options_, rules_->own()));
  if (!outputs) return pass_on(outputs);
  outputs_ = std::move(*outputs);
  results_.emplace(*outputs_, *judgement_, kept_.get());
  options_.fetch.keep_heads = !arguments_.keep.empty();
  options_.fetch.connections_total =
      static_cast<int>(std::clamp<std::size_t>(options_.sites_at_once, 200, 512));
  for (const auto& entry : inventory_.entries) {
    if (entry.limits.delay)
      options_.fetch.host_delays[std::string(entry.url.host())] = *entry.limits.delay;
    if (entry.limits.connections)
      options_.fetch.connections_per_host = std::max(options_.fetch.connections_per_host,
                                                     static_cast<int>(*entry.limits.connections));
  }
  if (!arguments_.metrics.empty())
    if (auto writable = check_writable(arguments_.metrics); !writable) return writable;
  auto documents =
      doc::SandboxedReader::start({}, rulebook::find_digit_net());  // before any thread
  if (!documents) return pass_on(documents);
  documents_ = std::move(*documents);
  return open_fetchers();
}

Result<bool> ScanJob::open_fetchers() {
  std::vector<url::Url> seeds;
  for (const auto& entry : inventory_.entries) seeds.push_back(entry.url);
  auto fetcher = net::make_http_fetcher(options_.fetch, seeds, clock_);
  if (!fetcher) return pass_on(fetcher);
  fetcher_ = std::move(*fetcher);
  options_.has_browser = !browser_.empty();  // whatever a run that is resumed had
  if (options_.has_browser) {
    render::PainterOptions options;
    options.browser.program = browser_;
    const auto& words = rulebook_of(inventory_.entries.front()).words;  // one for all years
    if (const auto counters = words.find("visitor_counters"); counters != words.end())
      options.counters = counters->second;
    options.drawing.pictures = pictures_.get();
    auto renderer =
        render::RenderingFetcher::make(*fetcher_, std::move(options), options_.fetch, seeds);
    if (!renderer) return pass_on(renderer);
    renderer_ = std::move(*renderer);
  }
  if (arguments_.keep.empty()) return true;
  net::Fetcher& inner = renderer_ ? static_cast<net::Fetcher&>(*renderer_) : *fetcher_;
  auto recorder = store::RecordingFetcher::make(inner, arguments_.keep);
  if (!recorder) return pass_on(recorder);
  recorder_ = std::move(*recorder);
  recording_reader_.emplace(*documents_, *recorder_);
  return true;
}

const model::Rulebook& ScanJob::rulebook_of(const model::SiteEntry& entry) const {
  return *rulebooks_.at(entry.rulebook);
}

scan::SiteServices ScanJob::services() {
  scan::SiteServices services;
  if (recorder_)  // a capture holds what the server said, not what we knew
    record_sites(
        *recorder_, options_, documents_->can_recognise(),
        [this](const model::SiteEntry& entry) -> const model::Rulebook& {
          return rulebook_of(entry);
        },
        services);
  else if (kept_)
    services.memory_of = [this](const model::SiteEntry& entry) -> std::unique_ptr<crawl::Memory> {
      const auto& rulebook = rulebook_of(entry);  // the revision is one for all years
      auto memory = kept_->store().memory_of(entry.id, rulebook.year.id + '@' + rulebook.revision,
                                             OIT_VERSION);
      if (!memory) return nullptr;  // everything is asked for anew
      return std::move(*memory);
    };
  return services;
}

Result<bool> ScanJob::take_kept(RunResults& results) {
  if (!kept_) return true;
  for (std::size_t i = 0; i < kept_->done().size(); ++i)
    if (kept_->done()[i])
      if (auto taken = results.take_kept(i, inventory_.entries[i]); !taken) return taken;
  return true;
}

Result<bool> ScanJob::scan() {
  watch_signals();
  net::Fetcher& fetcher = recorder_   ? static_cast<net::Fetcher&>(*recorder_)
                          : renderer_ ? static_cast<net::Fetcher&>(*renderer_)
                                      : *fetcher_;
  if (auto taken = take_kept(*results_); !taken) return taken;
  doc::DocumentReader& documents =
      recorder_ ? static_cast<doc::DocumentReader&>(*recording_reader_) : *documents_;
  scan::Batch batch(rulebooks_, documents, clock_, options_, fetcher);
  batch.set_services(services());
  const bool is_quiet = arguments_.quiet || arguments_.progress == "json";
  Progress page(context_.err, progress_columns(), is_quiet, arguments_.verbose, options_.max_time);
  RunProgress run(context_.err, arguments_.progress == "json" ? 0 : progress_columns(),
                  arguments_.progress == "json", arguments_.quiet || arguments_.verbose);
  const bool is_one = inventory_.entries.size() == 1;
  batch.watch(
      [&](const crawl::CrawlProgress& now) {
        if (is_one || arguments_.verbose) page.show(now);
      },
      [&](const scan::BatchProgress& now) {
        if (!is_one || arguments_.progress == "json") run.show(now);
      });
  const auto done = batch.run(inventory_.entries, kept_ ? kept_->done() : std::vector<bool>(),
                              *results_, stop_asked());
  page.end();
  run.end();
  tell_of_browser();
  if (!done) scan_error_ = done.error();
  return true;
}

/// One line, and only when some page needed what was not there.
void ScanJob::tell_of_browser() const {
  const auto why = renderer_ ? renderer_->trouble() : no_browser_;
  if (why.empty() || (!renderer_ && results_->undrawn() == 0)) return;
  context_.err << "oitcheck: " << text::printable(why) << '\n';
}

/// Renamed into place, so that the collector never reads half of it.
Result<bool> ScanJob::write_numbers(store::RunState state) const {
  if (arguments_.metrics.empty()) return true;
  auto numbers = results_->numbers();
  numbers.started_at = began_;
  numbers.complete = state == store::RunState::complete;
  numbers.duration = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::max(clock_.now(), began_) - began_);
  if (numbers.complete)
    numbers.last_success = clock_.now();
  else if (const auto before = read_file(arguments_.metrics))
    numbers.last_success = report::read_last_success(*before);
  return write_file(arguments_.metrics, report::write_metrics(numbers));
}

Result<bool> ScanJob::finish() {
  for (const auto& line : inventory_.bad)
    if (auto taken = outputs_->take_bad({line.requested, line.id, "bad_entry", line.message, {}});
        !taken)
      return taken;
  const auto plan = plan_outputs(context_, arguments_, inventory_.is_list);
  if (plan.has_table && plan.is_list) context_.out << write_list_summary(*results_, plan.lang);
  const bool is_complete = results_->is_complete() && !scan_error_;
  const auto finished = outputs_->finish(
      {clock_.now(), is_complete, inventory_.entries.size() + inventory_.bad.size()});
  const auto state = scan_error_ || !finished ? store::RunState::failed
                     : results_->cut() > 0    ? store::RunState::stopped
                                              : store::RunState::complete;
  if (kept_ && !(scan_error_ && scan_error_->code == ErrorCode::io))
    if (auto noted = kept_->finish(state); !noted && !scan_error_) return noted;
  const auto measured = write_numbers(state);
  if (settings_ && kept_ && !scan_error_) {
    auto run = kept_->store().find_run(kept_->run().id);
    if (!run) return pass_on(run);
    if (auto told = tell_people(context_, kept_->store(), *settings_, *run, {}); !told)
      complain(context_, told.error());
  }
  if (scan_error_) return tl::unexpected(*scan_error_);
  if (!finished) return finished;
  if (!measured) return measured;
  judgement_->note(context_);
  if (!inventory_.bad.empty()) exit_with(context_, Exit::attention);
  return true;
}

void scan_sites(Context& context, const ScanArguments& arguments) {
  ScanJob job(context, arguments);
  if (const auto done = job.run(); !done) complain(context, done.error());
  if (stop_signal() != 0) context.exit = 128 + stop_signal();
}

}  // namespace

void add_scan(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ScanArguments>();
  declare_scan_options(app, *arguments);
  app.callback([arguments, &context] { scan_sites(context, *arguments); });
}

}  // namespace oit::cli
