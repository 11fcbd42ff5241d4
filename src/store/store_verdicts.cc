// Verdicts of a run, of a site over time, and between two runs.
#include <algorithm>

#include "store/compare.h"
#include "store/store.h"
#include "store/times.h"

namespace oit::store {
namespace {

constexpr std::string_view kColumns =
    "i.site, i.item, i.topic, i.status, i.url, i.sha256, i.period, i.unit, i.reason";
constexpr std::size_t kVerdictColumns = 9;

model::Status read_status(std::string_view name) {
  using enum model::Status;
  for (const auto status : {published, incomplete, stale, broken, missing, not_due})
    if (model::name_of(status) == name) return status;
  return unverified;
}

model::Verdict read_verdict(const Row& row) {
  return {row.text(0), row.text(1), row.text(2), read_status(row.text(3)), row.text(4), row.text(5),
          row.text(6), row.text(7), row.text(8)};
}

std::string select(std::string_view rest) {
  return "select " + std::string(kColumns) + " from " + std::string(rest);
}

}  // namespace

Result<bool> Store::verdicts(const std::string& run, const OnVerdict& on_verdict) {
  constexpr std::int64_t kSites = 50;  // in memory at a time
  const auto counts = counts_of(run);
  if (!counts) return pass_on(counts);
  const auto sql = select(
      "run_site s join item_run i on i.run = s.run and i.site = s.site "
      "where s.run = ?1 and s.position >= ?2 and s.position < ?3 order by s.position, i.ordinal");
  const auto ask = [&](std::int64_t first) {
    const std::lock_guard lock(mutex_);
    return database_->query(sql, {run, first, first + kSites});
  };
  for (std::int64_t first = 0; first < static_cast<std::int64_t>(counts->sites); first += kSites) {
    const auto rows = ask(first);
    if (!rows) return pass_on(rows);
    for (const auto& row : *rows) on_verdict(read_verdict(row));
  }
  return true;
}

Result<std::vector<model::Verdict>> Store::verdicts(const std::string& run,
                                                    const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      select("item_run i where i.run = ?1 and i.site = ?2 order by i.ordinal"), {run, site});
  if (!rows) return pass_on(rows);
  std::vector<model::Verdict> verdicts;
  for (const auto& row : *rows) verdicts.push_back(read_verdict(row));
  return verdicts;
}

Result<std::vector<PastVerdict>> Store::history(const std::string& site) {
  const std::lock_guard lock(mutex_);
  const auto rows = database_->query(
      "select " + std::string(kColumns) +
          ", r.id, r.rulebook_id, d.finished_at from item_run i "
          "join site_run d on d.run = i.run and d.site = i.site join run r on r.id = i.run "
          "where i.site = ?1 order by r.started_at, r.id, i.ordinal",
      {site});
  if (!rows) return pass_on(rows);
  std::vector<PastVerdict> history;
  for (const auto& row : *rows)
    history.push_back({row.text(kVerdictColumns), row.text(kVerdictColumns + 1),
                       read_time(row.text(kVerdictColumns + 2)), read_verdict(row)});
  return history;
}

Result<std::vector<model::Change>> Store::changes(const Run& before, const Run& after,
                                                  const std::string& site) {
  const auto match = before.rulebook_id == after.rulebook_id ? MatchBy::item : MatchBy::topic;
  const auto sites = sites_of(after.id);
  if (!sites) return pass_on(sites);
  std::vector<model::Change> changes;
  for (const auto& one : *sites) {
    if (!site.empty() && one.id != site) continue;
    const auto then = verdicts(before.id, one.id), now = verdicts(after.id, one.id);
    if (!then) return pass_on(then);
    if (!now) return pass_on(now);
    std::ranges::move(compare(*then, *now, match), std::back_inserter(changes));
  }
  return changes;
}

}  // namespace oit::store
