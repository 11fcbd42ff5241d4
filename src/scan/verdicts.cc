#include "scan/verdicts.h"

#include "report/words.h"

namespace oit::scan {
namespace {

std::string period_of(const model::Finding& finding) {
  if (!finding.found || !finding.found->span) return {};
  return report::iso_day(finding.found->span->first) + '/' +
         report::iso_day(finding.found->span->last);
}

}  // namespace

std::vector<model::Verdict> verdicts_of(const model::Report& report, const std::string& site) {
  std::vector<model::Verdict> verdicts;
  for (const auto& finding : report.findings) {
    model::Verdict verdict{site, finding.id, finding.topic, finding.status, {}, {}, {}, {}, {}};
    if (!finding.evidence.empty()) {
      verdict.url = finding.evidence.front().url;
      verdict.sha256 = finding.evidence.front().sha256;
    }
    verdict.period = period_of(finding);
    verdict.unit = finding.unit;
    if (!finding.reasons.empty()) verdict.reason = finding.reasons.front().th;
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace oit::scan
