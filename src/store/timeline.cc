#include "store/timeline.h"

#include <algorithm>
#include <map>
#include <utility>

namespace oit::store {
namespace {

bool is_one_rulebook(const std::vector<PastVerdict>& history) {
  return std::ranges::all_of(history, [&](const PastVerdict& one) {
    return one.rulebook_id == history.front().rulebook_id;
  });
}

/// A timeline while it grows.
struct Growing {
  Timeline timeline;
  std::string last_run;
  std::size_t place = 0;  ///< in its last run
};

void add(Growing& growing, const PastVerdict& past, std::size_t place) {
  const auto& verdict = past.verdict;
  growing.timeline.item = verdict.item;
  growing.timeline.topic = verdict.topic;
  growing.last_run = past.run;
  growing.place = place;
  auto& steps = growing.timeline.steps;
  if (steps.empty() || steps.back().status != verdict.status)
    steps.push_back({past.run, verdict.item, past.at, verdict.status, verdict.url});
}

}  // namespace

std::vector<Timeline> timelines(const std::vector<PastVerdict>& history) {
  if (history.empty()) return {};
  const bool by_item = is_one_rulebook(history);
  std::map<std::pair<std::string, int>, Growing> by_key;
  std::map<std::string, int> seen;  // in the run at hand: two items may be about one subject
  std::string run;
  for (std::size_t n = 0; n < history.size(); ++n) {
    const auto& past = history[n];
    if (past.run != run) seen.clear();
    run = past.run;
    const auto& verdict = past.verdict;
    const auto& name = by_item || verdict.topic.empty() ? verdict.item : verdict.topic;
    add(by_key[{name, seen[name]++}], past, n);
  }
  std::vector<Growing> grown;
  for (auto& [key, one] : by_key) grown.push_back(std::move(one));
  const auto& newest = history.back().run;
  std::ranges::sort(
      grown, {}, [&](const Growing& one) { return std::pair(one.last_run != newest, one.place); });
  std::vector<Timeline> all;
  for (auto& one : grown) all.push_back(std::move(one.timeline));
  return all;
}

}  // namespace oit::store
