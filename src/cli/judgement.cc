#include "cli/judgement.h"

#include <algorithm>

#include "audit/judge.h"
#include "scan/verdicts.h"
#include "store/compare.h"

namespace oit::cli {

bool Judgement::rings(model::Status status) const {
  if (!alarm_.statuses.empty()) return alarm_.statuses.contains(status);
  return status != model::Status::published && status != model::Status::not_due;
}

void Judgement::add(const std::string& site, const model::Report* report) {
  if (report == nullptr) {
    needs_attention_ = true;
    return;
  }
  any_checked_ = any_checked_ || report->outcome == "ok";
  const auto before =
      alarm_.before ? alarm_.before(site, report->seed_url) : std::vector<model::Verdict>();
  std::set<std::string> worse;
  if (!before.empty()) {
    const auto after = scan::verdicts_of(*report, site);
    const bool same_numbers = std::ranges::all_of(after, [&](const model::Verdict& verdict) {
      const auto at = std::ranges::find(before, verdict.item, &model::Verdict::item);
      return at == before.end() || at->topic == verdict.topic;
    });
    const auto by = same_numbers ? store::MatchBy::item : store::MatchBy::topic;
    for (const auto& change : store::compare(before, after, by))
      if (model::is_regression(change.kind)) worse.insert(change.item);
  }
  for (const auto& finding : report->findings) {
    const bool only_warns = finding.warns && audit::needs_work(finding.status);
    if (finding.waiver || only_warns || !rings(finding.status)) continue;
    if (alarm_.before && !worse.contains(finding.id)) continue;
    needs_attention_ = true;
    if (alarm_.before) ++regressions_;
  }
}

void Judgement::note(Context& context) const {
  if (needs_attention_) exit_with(context, Exit::attention);
  if (!any_checked_) exit_with(context, Exit::no_site);
}

Result<std::set<model::Status>> read_statuses(const std::string& list) {
  using enum model::Status;
  std::set<model::Status> statuses;
  for (std::size_t at = 0; at <= list.size();) {
    const auto end = std::min(list.find(',', at), list.size());
    const auto name = list.substr(at, end - at);
    at = end + 1;
    bool is_known = false;
    for (const auto status : {published, incomplete, stale, broken, missing, not_due, unverified}) {
      if (model::name_of(status) != name) continue;
      statuses.insert(status);
      is_known = true;
    }
    if (!is_known)
      return fail(ErrorCode::bad_argument,
                  "--fail-on: \"" + name +
                      "\" is no status; there are missing, stale, incomplete, broken, unverified, "
                      "not_due and published");
  }
  return statuses;
}

}  // namespace oit::cli
