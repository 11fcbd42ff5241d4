#include "cli/kept_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/open_store.h"
#include "cli/paper_files.h"
#include "report/read_batch.h"
#include "report/read_json.h"
#include "scan/sites_file.h"
#include "url/url.h"

namespace oit::cli {
namespace {

namespace fs = std::filesystem;

/// The host of an address, for a folder's name.
std::string host_of(const model::Report& report) {
  const auto url = url::Url::parse(report.seed_url);
  return url ? std::string(url->host()) : "site";
}

bool is_file(const std::string& what) {
  std::error_code none;
  return what.ends_with(".json") || what.ends_with(".jsonl") || fs::is_regular_file(what, none);
}

Result<bool> read_file_reports(const std::string& path,
                               const std::function<void(const model::Report&)>& on_report) {
  const auto read = report::read_reports(path, on_report);
  if (read || read.error().code != ErrorCode::bad_argument) return read;
  return fail(ErrorCode::bad_argument,
              read.error().message + "; give a file that scan --json wrote");
}

Result<bool> hand_file(const std::string& path, const ReportTaker& taker) {
  std::error_code none;
  if (!fs::exists(path, none))
    return fail(ErrorCode::bad_argument, "there is no file " + path +
                                             "; write one with scan --json " + path +
                                             ", or name a site or a run of the database");
  std::size_t reports = 0;
  if (auto read = read_file_reports(path, [&](const auto&) { ++reports; }); !read) return read;
  if (reports == 0)
    return fail(ErrorCode::bad_argument, path + ": there is no site's report in it; scan again");
  if (auto begun = taker.begin(reports); !begun) return begun;
  Result<bool> taken(true);
  std::size_t position = 0;
  const auto read = read_file_reports(path, [&](const model::Report& report) {
    ++position;
    if (taken) taken = taker.take({numbered_host(position, host_of(report)), report, {}});
  });
  return read ? taken : read;
}

Result<bool> hand_row(store::Store& store, const std::string& run, const store::SiteRow& row,
                      const ReportTaker& taker) {
  const auto json = store.report_json(run, row.id);
  if (!json) return pass_on(json);
  auto report = report::read_json(*json);
  if (!report) return pass_on(report);
  KeptReport kept{row.id, std::move(*report), {}};
  if (auto entry = scan::read_entry_json(row.entry)) kept.profile = std::move(entry->profile);
  return taker.take(kept);
}

/// Every site of a run that is done.
Result<bool> hand_run(store::Store& store, const std::string& run, const ReportTaker& taker) {
  const auto done = store.sites_done(run);
  if (!done) return pass_on(done);
  const auto rows = store.sites_of(run);
  if (!rows) return pass_on(rows);
  const std::set<std::string> ids(done->begin(), done->end());
  if (ids.empty())
    return fail(ErrorCode::bad_argument,
                "run " + run + " has no site that is done; name another run");
  if (auto begun = taker.begin(ids.size()); !begun) return begun;
  for (const auto& row : *rows)
    if (ids.contains(row.id))
      if (auto handed = hand_row(store, run, row, taker); !handed) return handed;
  return true;
}

/// The site in the newest of `runs` that has it done.
Result<bool> hand_site(store::Store& store, const std::string& site,
                       const std::vector<store::Run>& runs, const ReportTaker& taker) {
  for (const auto& run : runs) {
    const auto done = store.sites_done(run.id);
    if (!done) return pass_on(done);
    if (std::ranges::find(*done, site) == done->end()) continue;
    const auto rows = store.sites_of(run.id);
    if (!rows) return pass_on(rows);
    const auto row = std::ranges::find(*rows, site, &store::SiteRow::id);
    if (row == rows->end()) continue;
    if (auto begun = taker.begin(1); !begun) return begun;
    return hand_row(store, run.id, *row, taker);
  }
  return fail(ErrorCode::bad_argument,
              fmt::format("{} has come to site {}; scan it with --db first",
                          runs.size() == 1 ? "run " + runs.front().id + " never" : "no run", site));
}

Result<bool> hand_stored(store::Store& store, const Wanted& wanted, const ReportTaker& taker) {
  const auto sites = store.find_sites(wanted.what);
  if (sites && sites->size() > 1)
    return fail(ErrorCode::bad_argument,
                fmt::format("\"{}\" is the address of several sites; name one of {}", wanted.what,
                            fmt::join(*sites, ", ")));
  if (sites && !wanted.run.empty()) {
    const auto run = store.find_run(wanted.run);
    if (!run) return pass_on(run);
    return hand_site(store, sites->front(), {*run}, taker);
  }
  if (sites) {
    const auto runs = store.runs();
    if (!runs) return pass_on(runs);
    return hand_site(store, sites->front(), *runs, taker);
  }
  if (sites.error().code != ErrorCode::bad_argument || !wanted.run.empty()) return pass_on(sites);
  const auto run = store.find_run(wanted.what);
  if (run) return hand_run(store, run->id, taker);
  if (run.error().code != ErrorCode::bad_argument) return pass_on(run);
  return fail(ErrorCode::bad_argument,
              fmt::format("\"{}\" is no site, run or file: as a site, {}; as a run, {}",
                          wanted.what, sites.error().message, run.error().message));
}

}  // namespace

Result<bool> find_kept_reports(Context& context, const Wanted& wanted, const ReportTaker& taker) {
  if (is_file(wanted.what)) return hand_file(wanted.what, taker);
  const auto store = open_store(context, wanted.where);
  if (!store) return true;
  return hand_stored(*store, wanted, taker);
}

}  // namespace oit::cli
