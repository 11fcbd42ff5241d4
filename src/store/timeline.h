#pragma once
#include <string>
#include <vector>

#include "model/report.h"
#include "store/store.h"

namespace oit::store {

/// A run in which an item's status was another than in the run before, or its first run.
struct Step {
  std::string run;
  std::string item;  ///< as that run's rulebook numbers it
  Time at{};
  model::Status status = model::Status::unverified;
  std::string url;  ///< of what decided; may be empty

  bool operator==(const Step&) const = default;
};

/// One item of a site through all runs.
struct Timeline {
  std::string item, topic;  ///< as in the newest run that has it
  std::vector<Step> steps;  ///< oldest first; never empty
};

/// A site's history (Store::history), item by item: those of the newest run in its order, then
/// those only older runs have. Items are matched as compare() does it: by number, or by subject
/// when the runs used different rulebooks. Pure; any thread.
std::vector<Timeline> timelines(const std::vector<PastVerdict>& history);

}  // namespace oit::store
