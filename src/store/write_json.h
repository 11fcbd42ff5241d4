#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model/change.h"
#include "store/store.h"
#include "store/timeline.h"

namespace oit::store {

/// A run as lists show it.
struct RunLine {
  Run run;
  RunCounts counts;
};

/// What programs read of the store: valid UTF-8, keys in a fixed order, indented by two, a line
/// break at the end; times in UTC, ISO 8601; no value is null but `finished_at` and `before`. Each
/// names its schema: "oitcheck/runs/1", "oitcheck/history/1", "oitcheck/diff/1". Any thread.
std::string write_runs_json(const std::vector<RunLine>& runs);
std::string write_history_json(const SiteRow& site, const std::vector<Timeline>& timelines);
/// `changes` in the order of `sites`, which are those of the later run. `before` is nothing when
/// there is no run to compare with.
std::string write_changes_json(const std::optional<Run>& before, const Run& after,
                               const std::vector<SiteRow>& sites,
                               const std::vector<model::Change>& changes);

}  // namespace oit::store
