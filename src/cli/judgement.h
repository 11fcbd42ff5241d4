#pragma once
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "cli/cli.h"
#include "model/change.h"
#include "model/report.h"

namespace oit::cli {

/// What exit code 1 is to mean.
struct Alarm {
  std::set<model::Status> statuses;  ///< --fail-on; empty: whatever needs work or is unverified
  /// --baseline: the earlier verdicts on a site, none for a site it lacks. When it is set, only
  /// regressions count.
  std::function<std::vector<model::Verdict>(const std::string& site, const std::string& url)>
      before;
};

/// What the reports of a run say to whoever started it, by its exit code. One thread at a time.
class Judgement {
 public:
  explicit Judgement(Alarm alarm) : alarm_(std::move(alarm)) {}

  /// Null: a site that was never begun.
  void add(const std::string& site, const model::Report* report);

  /// 3 when no site could be checked at all, else 1 when something rings the alarm.
  void note(Context& context) const;

  std::size_t regressions() const { return regressions_; }

 private:
  bool rings(model::Status status) const;

  Alarm alarm_;
  bool any_checked_ = false, needs_attention_ = false;
  std::size_t regressions_ = 0;
};

/// "missing,stale": names of statuses as in JSON. Errors: bad_argument.
Result<std::set<model::Status>> read_statuses(const std::string& list);

}  // namespace oit::cli
