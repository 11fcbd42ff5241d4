#include "cli/run_results.h"

#include "report/json.h"
#include "report/read_json.h"

namespace oit::cli {

void RunResults::count(const std::string& site, const model::Report& report) {
  report::SiteMetrics numbers{site, report.outcome, report.score.oit, {}};
  for (const auto& finding : report.findings) {
    ++numbers.items[finding.status];
    if (finding.cause && finding.cause->code == "needs_browser") ++undrawn_;
    if (report.outcome == "ok") ++items_[finding.id][finding.status];
  }
  numbers_.requests += report.requests;
  numbers_.bytes += report.bytes;
  numbers_.pages += report.pages;
  for (const auto& limit : report.limits_hit) ++numbers_.limits[limit];
  numbers_.sites.push_back(std::move(numbers));
}

Result<bool> RunResults::take(const scan::SiteResult& site) {
  if (site.is_cut) ++cut_;
  is_complete_ = is_complete_ && !site.is_cut && site.report != nullptr && site.report->complete;
  judgement_.add(site.entry->id, site.report);
  if (site.report != nullptr) count(site.entry->id, *site.report);
  const auto line = site.report == nullptr ? "" : report::write_json_line(*site.report);
  // A site cut short gets no row: who resumes the run does it again, whole. A store that fails ends
  // the run, but not what the files say of this site.
  Result<bool> saved = true;
  if (kept_ != nullptr && site.report != nullptr && !site.is_cut)
    saved = kept_->save(*site.entry, *site.report, line);
  std::optional<report::SinceLast> since;
  if (kept_ != nullptr && saved.value_or(false))
    if (auto found = kept_->since_last(site.entry->id)) since = std::move(*found);
  const auto written = outputs_.take(site.position, site.report, line, since ? &*since : nullptr);
  return saved ? written : saved;
}

Result<bool> RunResults::take_kept(std::size_t position, const model::SiteEntry& entry) {
  const auto line = kept_->store().report_json(kept_->run().id, entry.id);
  if (!line) return pass_on(line);
  const auto report = report::read_json(*line);
  if (!report) return pass_on(report);
  is_complete_ = is_complete_ && report->complete;
  judgement_.add(entry.id, &*report);
  count(entry.id, *report);
  std::optional<report::SinceLast> since;
  if (auto found = kept_->since_last(entry.id)) since = std::move(*found);
  return outputs_.take(position, &*report, *line, since ? &*since : nullptr);
}

}  // namespace oit::cli
