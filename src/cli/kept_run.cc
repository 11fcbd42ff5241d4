#include "cli/kept_run.h"

#include <algorithm>
#include <set>

#include "base/clock.h"
#include "cli/open_store.h"
#include "report/clean.h"
#include "scan/run_options.h"
#include "scan/sites_file.h"
#include "store/compare.h"

namespace oit::cli {
namespace {

store::SiteRow row_of(const model::SiteEntry& entry) {
  return {entry.id,
          entry.requested,
          entry.url.text(),
          entry.profile.name,
          entry.profile.agency_type,
          entry.province,
          entry.district,
          entry.tags,
          scan::write_entry_json(entry)};
}

}  // namespace

Result<std::unique_ptr<KeptRun>> KeptRun::open(const std::string& where) {
  auto store = open_patiently(where);
  if (!store) return pass_on(store);
  return std::unique_ptr<KeptRun>(new KeptRun(std::move(*store)));
}

Result<bool> KeptRun::find_unfinished(const std::string& name) {
  if (name != "last") {
    auto run = store_->find_run(name);
    if (!run) return pass_on(run);
    if (run->state == store::RunState::complete)
      return fail(ErrorCode::bad_argument,
                  "--resume: run " + run->id + " is complete; there is nothing left to do");
    run_ = std::move(*run);
    return true;
  }
  const auto runs = store_->runs();
  if (!runs) return pass_on(runs);
  if (runs->empty() || runs->front().state == store::RunState::complete) return false;
  run_ = runs->front();
  return true;
}

Result<bool> KeptRun::begin(const std::string& id, const scan::ScanOptions& options,
                            const model::Rulebook& rulebook, const Inventory& inventory) {
  const auto earlier = store_->runs();
  if (!earlier) return pass_on(earlier);
  auto now = SystemClock().now();
  if (!earlier->empty())  // the clock may have been set back: the last run is still the last
    now = std::max(now, earlier->front().started_at + std::chrono::milliseconds(1));
  run_ = {id,
          now,
          {},
          options.as_of,
          store::RunState::running,
          rulebook.year.id,
          rulebook.revision,
          options.tool_version,
          scan::write_run_options(options)};
  std::vector<store::SiteRow> rows;
  for (const auto& entry : inventory.entries) rows.push_back(row_of(entry));
  return store_->begin_run(run_, rows);
}

Result<bool> KeptRun::resume(const model::Rulebook& rulebook, scan::ScanOptions& options,
                             Inventory& inventory) {
  if (run_.rulebook_revision != rulebook.revision || run_.tool_version != options.tool_version)
    return fail(ErrorCode::bad_argument,
                "--resume: run " + run_.id + " was begun with " + run_.rulebook_id + " revision " +
                    run_.rulebook_revision + " and version " + run_.tool_version +
                    ", not with today's; begin a new run");
  if (auto read = scan::read_run_options(run_.options, options); !read) return read;
  options.as_of = run_.as_of;
  const auto rows = store_->sites_of(run_.id);
  if (!rows) return pass_on(rows);
  const auto ids = store_->sites_done(run_.id);
  if (!ids) return pass_on(ids);
  const std::set<std::string> done(ids->begin(), ids->end());
  inventory = {};
  inventory.is_list = rows->size() != 1;
  for (const auto& row : *rows) {
    auto entry = scan::read_entry_json(row.entry);
    if (!entry) return pass_on(entry);
    done_.push_back(done.contains(row.id));
    inventory.entries.push_back(std::move(*entry));
  }
  return store_->reopen_run(run_.id);
}

Result<bool> KeptRun::save(const model::SiteEntry& entry, const model::Report& report,
                           std::string_view line) {
  return store_->save_site(run_.id, entry.id, report::clean(report), line);
}

Result<std::optional<report::SinceLast>> KeptRun::since_last(const std::string& site) {
  if (!last_) {
    const auto runs = store_->runs();
    if (!runs) return pass_on(runs);
    const auto run = std::ranges::find_if(*runs, [&](const store::Run& one) {
      return one.state == store::RunState::complete && one.id != run_.id &&
             one.started_at < run_.started_at;
    });
    last_ = run == runs->end() ? store::Run{} : *run;
  }
  if (last_->id.empty()) return std::optional<report::SinceLast>();
  const auto before = store_->verdicts(last_->id, site);
  if (!before) return pass_on(before);
  const auto after = store_->verdicts(run_.id, site);
  if (!after) return pass_on(after);
  if (before->empty() || after->empty()) return std::optional<report::SinceLast>();
  const bool is_same_list = last_->rulebook_id == run_.rulebook_id;
  return report::SinceLast{
      last_->id, bangkok_day(last_->started_at),
      store::compare(*before, *after, is_same_list ? store::MatchBy::item : store::MatchBy::topic)};
}

Result<bool> KeptRun::finish(store::RunState state) {
  return store_->finish_run(run_.id, state, std::max(SystemClock().now(), run_.started_at));
}

}  // namespace oit::cli
