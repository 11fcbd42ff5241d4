#include "dashboard/site_history.h"

#include <algorithm>
#include <functional>
#include <set>

namespace oit::dashboard {

std::map<std::string, std::vector<HistoryStep>> history_of(
    const std::vector<store::SiteSummary>& past,
    const std::function<bool(const std::string& run)>& same_rules) {
  std::map<std::string, std::vector<HistoryStep>> history;
  for (const auto& one : past) {
    if (!same_rules(one.run)) continue;
    for (const auto& [item, status] : one.items) {
      auto& steps = history[item];
      if (steps.empty() || steps.back().status != status)
        steps.push_back({one.run, one.at, status});
    }
  }
  return history;
}

std::map<std::string, std::vector<HistoryStep>> history_of(
    const Scene& scene, const std::vector<store::SiteSummary>& past) {
  std::set<std::string_view> same;
  for (const auto& run : scene.runs)
    if (run.rulebook_id == scene.run->rulebook_id) same.insert(run.id);
  return history_of(past, [&](const std::string& run) { return same.contains(run); });
}

Result<std::vector<model::Change>> changes_of(store::Store& store, const store::Run& before,
                                              const store::Run& after, const std::string& site) {
  const auto then = store.verdicts(before.id, site);
  if (!then) return pass_on(then);
  const auto now = store.verdicts(after.id, site);
  if (!now) return pass_on(now);
  return store::compare(
      *then, *now,
      before.rulebook_id == after.rulebook_id ? store::MatchBy::item : store::MatchBy::topic);
}

Result<RunPair> pair_of(const Scene& scene, const std::vector<store::SiteSummary>& past) {
  const auto named = [&](std::string_view name, const store::Run*& run) {
    const auto id = scene.request.param(name);
    if (!id.empty()) run = scene.find(id);
    return id.empty() || run != nullptr;
  };
  RunPair pair{nullptr, scene.run};
  if (!named("after", pair.after) || !named("before", pair.before))
    return fail(ErrorCode::bad_argument, "there is no such run");
  if (pair.before != nullptr) return pair;
  for (const auto* run = scene.before(*pair.after); run != nullptr && pair.before == nullptr;
       run = scene.before(*run))
    if (std::ranges::find(past, run->id, &store::SiteSummary::run) != past.end()) pair.before = run;
  return pair;
}

}  // namespace oit::dashboard
