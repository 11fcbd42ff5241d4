// What lists show of runs and sites, from tables that are filled as each site is saved.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "store/run_columns.h"
#include "store/store.h"
#include "store/times.h"

namespace oit::store {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kColumns =
    "select run, site, name, url, agency_type, province, district, tags, outcome, oit, oit_best, "
    "points_lost, finished_at, statuses from site_summary ";

/// Lists of tags by how they are kept: most sites of a run share a few.
class Tags {
 public:
  const std::vector<std::string>& read(const std::string& kept) {
    const auto [found, is_new] = known_.try_emplace(kept);
    if (is_new)
      for (const auto& tag : Json::parse(kept, nullptr, false))
        if (tag.is_string()) found->second.push_back(tag.get<std::string>());
    return found->second;
  }

 private:
  std::map<std::string, std::vector<std::string>> known_;
};

SiteSummary read_summary(const Row& row, Tags& tags) {
  return SiteSummary{row.text(0),
                     row.text(1),
                     row.text(2),
                     row.text(3),
                     row.text(4),
                     row.text(5),
                     row.text(6),
                     tags.read(row.text(7)),
                     row.text(8),
                     row.real(9),
                     row.real(10),
                     row.real(11),
                     read_time(row.text(12)),
                     read_statuses(row.text(13))};
}

GroupCounts read_counts(const Row& row) {
  GroupCounts counts;
  counts.run = row.text(0);
  counts.value = row.text(1);
  counts.at = read_time(row.text(2));
  counts.as_of = text::read_iso_day(row.text(3)).value_or(text::Day{});
  counts.sites = static_cast<std::size_t>(row.integer(4));
  counts.failed = static_cast<std::size_t>(row.integer(5));
  const auto opened = counts.sites - counts.failed;
  if (opened != 0) counts.oit = row.real(6) / static_cast<double>(opened);
  for (std::size_t n = 0; n < kStatuses; ++n)
    counts.items[n] = static_cast<std::size_t>(row.integer(7 + n));
  return counts;
}

}  // namespace

Result<std::vector<SiteSummary>> Store::summaries(const std::string& run) {
  const std::lock_guard lock(mutex_);
  const auto rows =
      database_->query(std::string(kColumns) + "where run = ?1 order by position", {run});
  if (!rows) return pass_on(rows);
  std::vector<SiteSummary> summaries;
  summaries.reserve(rows->size());
  Tags tags;
  for (const auto& row : *rows) summaries.push_back(read_summary(row, tags));
  return summaries;
}

Result<std::vector<SiteSummary>> Store::summaries_of(const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto rows =
      database_->query(std::string(kColumns) + "where site = ?1 order by finished_at, run", {site});
  if (!rows) return pass_on(rows);
  std::vector<SiteSummary> summaries;
  summaries.reserve(rows->size());
  Tags tags;
  for (const auto& row : *rows) summaries.push_back(read_summary(row, tags));
  return summaries;
}

Result<std::vector<GroupCounts>> Store::trend(GroupBy by, const std::string& value) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select g.run, g.value, r.started_at, r.as_of, g.sites, g.failed, g.oit, g.published, "
      "g.incomplete, g.stale, g.broken, g.missing, g.not_due, g.unverified "
      "from run_group g join run r on r.id = g.run where g.kind = ?1 and g.value = ?2 "
      "order by r.started_at, r.id",
      {std::string(name_of(by)), value});
  if (!rows) return pass_on(rows);
  std::vector<GroupCounts> counts;
  for (const auto& row : *rows) counts.push_back(read_counts(row));
  return counts;
}

Result<std::vector<GroupCounts>> Store::trend(const SiteFilter& filter, With with) {
  constexpr std::size_t kAtOnce = 16;  // runs; a few megabytes where they have 8,000 sites
  const std::lock_guard lock(mutex_);
  const auto runs = database_->query("select id, started_at, as_of from run order by id");
  if (!runs) return pass_on(runs);
  std::vector<GroupCounts> trend;
  SiteCounter counter(filter);
  for (std::size_t first = 0; first < runs->size(); first += kAtOnce) {
    const auto end = std::min(runs->size(), first + kAtOnce);
    const auto kept =
        read_columns(*database_, (*runs)[first].text(0), (*runs)[end - 1].text(0), filter, with);
    if (!kept) return pass_on(kept);
    for (auto n = first; n < end; ++n) {
      const auto run = (*runs)[n].text(0);
      const auto found = kept->find(run);
      GroupCounts counts;
      if (found != kept->end()) {
        counts = counter.count(found->second);
      } else {
        const auto columns = make_columns(*database_, run);
        if (!columns) return pass_on(columns);
        counts = counter.count(*columns);
      }
      counts.run = run;
      counts.at = read_time((*runs)[n].text(1));
      counts.as_of = text::read_iso_day((*runs)[n].text(2)).value_or(text::Day{});
      trend.push_back(std::move(counts));
    }
  }
  std::ranges::stable_sort(trend, {}, &GroupCounts::at);
  return trend;
}

}  // namespace oit::store
