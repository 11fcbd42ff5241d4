#include "audit/score.h"

#include <functional>
#include <map>

#include "audit/judge.h"

namespace oit::audit {
namespace {

using Counts = std::function<bool(model::Status)>;

struct Means {
  std::map<std::string, double> sub_indicators, indicators;
  double total = 0;
};

Means means(const std::vector<model::Finding>& findings, const model::Year& year,
            const Counts& counts) {
  Means out;
  std::map<std::string, std::pair<double, int>> subs, tops;
  for (const auto& finding : findings) {
    auto& [sum, items] = subs[finding.sub_indicator];
    sum += counts(finding.status) ? 100.0 : 0.0;
    ++items;
  }
  for (const auto& sub : year.sub_indicators) {
    const auto at = subs.find(sub.id);
    if (at == subs.end()) continue;
    const double mean = at->second.first / at->second.second;
    out.sub_indicators[sub.id] = mean;
    auto& [sum, members] = tops[sub.indicator];
    sum += mean;
    ++members;
  }
  for (const auto& [id, entry] : tops) {
    out.indicators[id] = entry.first / entry.second;
    out.total += out.indicators[id];
  }
  if (!tops.empty()) out.total /= static_cast<double>(tops.size());
  return out;
}

}  // namespace

model::Score score(const std::vector<model::Finding>& findings, const model::Year& year) {
  using enum model::Status;
  model::Score out;
  const auto now = means(findings, year, [](auto status) { return status == published; });
  out.oit = now.total;
  out.indicators = now.indicators;
  out.sub_indicators = now.sub_indicators;
  out.oit_best = means(findings, year, [](auto status) {
                   return status == published || status == unverified || status == not_due;
                 }).total;
  out.if_fixed = means(findings, year, [](auto status) { return status != unverified; }).total;
  for (const auto& band : year.bands) {
    if (out.oit + 1e-9 < band.from) continue;
    out.band = band.id;
    break;
  }
  for (const auto& finding : findings)
    if (needs_work(finding.status)) out.points_lost += finding.points;
  return out;
}

}  // namespace oit::audit
