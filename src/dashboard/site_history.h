#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dashboard/scene.h"
#include "store/compare.h"
#include "store/summary.h"

namespace oit::dashboard {

/// A run in which an item's status was another than in the run before.
struct HistoryStep {
  std::string run;
  std::chrono::system_clock::time_point at{};
  model::Status status = model::Status::unverified;

  bool operator==(const HistoryStep&) const = default;
};

/// When each item's status changed, oldest first, by number. `past` are one site's summaries in the
/// order of time; only runs for which `same_rules` is true are looked at, as numbers move between
/// rulebooks. Pure; any thread.
std::map<std::string, std::vector<HistoryStep>> history_of(
    const std::vector<store::SiteSummary>& past,
    const std::function<bool(const std::string& run)>& same_rules);

/// The same of the scene's store, by the rulebook of the scene's run.
std::map<std::string, std::vector<HistoryStep>> history_of(
    const Scene& scene, const std::vector<store::SiteSummary>& past);

/// What changed on a site between two runs. Errors: as Store.
Result<std::vector<model::Change>> changes_of(store::Store& store, const store::Run& before,
                                              const store::Run& after, const std::string& site);

/// The runs that `before` and `after` of the query name: by default the scene's run and the one
/// before it in which the site was checked. `before` is null when there is none.
struct RunPair {
  const store::Run* before = nullptr;
  const store::Run* after = nullptr;
};
Result<RunPair> pair_of(const Scene& scene, const std::vector<store::SiteSummary>& past);

}  // namespace oit::dashboard
