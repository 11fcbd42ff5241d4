#include "audit/score.h"

#include <algorithm>
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

/// Where levels look at each instrument, this one alone tells only which is still in reach: the
/// others may be full. Bands of the total alone are read off as before.
void set_band(const model::Year& year, model::Score& out) {
  constexpr double kRounding = 1e-9, kFull = 100;
  const bool looks_at_each =
      std::ranges::any_of(year.bands, [](const auto& b) { return b.each > 0; });
  const double total =
      looks_at_each ? kFull - year.weight + out.oit * year.weight / kFull : out.oit;
  for (const auto& band : year.bands) {
    if (total + kRounding < band.from || out.oit + kRounding < band.each) continue;
    out.band = band.id;
    out.level = band.title;
    out.open = looks_at_each;
    return;
  }
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
  set_band(year, out);
  for (const auto& finding : findings)
    if (needs_work(finding)) out.points_lost += finding.points;
  return out;
}

}  // namespace oit::audit
