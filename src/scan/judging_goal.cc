#include "scan/judging_goal.h"

#include "audit/judge.h"
#include "audit/wanted_scans.h"

namespace oit::scan {
namespace {
constexpr double kSure = 0.55;  // a published item below this goes on looking for better evidence
}

crawl::GoalAnswer JudgingGoal::ask(const model::SiteFacts& facts) {
  crawl::GoalAnswer answer;
  answer.settled.assign(rulebook_.topics.size(), false);
  const auto report = audit::judge(facts, rulebook_, phrases_, profile_, as_of_);
  answer.items = report.findings.size();
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const auto& finding = report.findings[i];
    if (finding.status != model::Status::published || finding.confidence < kSure) continue;
    ++answer.items_settled;
    for (const auto topic : rulebook_.year.items[i].topics) answer.settled[topic] = true;
  }
  answer.to_recognise =
      audit::find_wanted_scans(facts, rulebook_, phrases_, report.findings, as_of_, kSure);
  answer.all_published = answer.items_settled == answer.items;
  return answer;
}

}  // namespace oit::scan
