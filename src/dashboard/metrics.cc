#include <fmt/format.h>

#include <algorithm>

#include "dashboard/api.h"

namespace oit::dashboard {
namespace {

std::string family(std::string_view name, std::string_view help, const std::string& samples) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{2}", name, help, samples);
}

std::string family_of(std::string_view name, std::string_view help, double value) {
  return family(name, help, fmt::format("{} {}\n", name, value));
}

}  // namespace

Result<Answer> metrics(const Scene& scene) {
  auto out = family_of("oitcheck_store_runs", "Runs in the store.",
                       static_cast<double>(scene.runs.size()));
  const auto trend = scene.store.trend(store::GroupBy::all);
  if (!trend) return pass_on(trend);
  const auto found = scene.run == nullptr
                         ? trend->end()
                         : std::ranges::find(*trend, scene.run->id, &store::GroupCounts::run);
  if (found != trend->end()) {
    const auto started = std::chrono::duration<double>(found->at.time_since_epoch()).count();
    out += family("oitcheck_store_last_run_timestamp_seconds", "When the run shown began.",
                  fmt::format("oitcheck_store_last_run_timestamp_seconds {:.3f}\n", started));
    out += family_of("oitcheck_store_sites", "Sites done in that run.",
                     static_cast<double>(found->sites));
    out += family_of("oitcheck_store_sites_failed", "Of these, could not be opened.",
                     static_cast<double>(found->failed));
    out += family_of("oitcheck_store_score_mean", "Mean OIT score, 0 to 100.", found->oit);
    std::string items;
    for (std::size_t n = 0; n < store::kStatuses; ++n)
      items += fmt::format("oitcheck_store_items{{status=\"{}\"}} {}\n",
                           model::name_of(static_cast<model::Status>(n)), found->items[n]);
    out += family("oitcheck_store_items", "Items of sites that were opened, by status.", items);
  }
  return Answer{200, "text/plain; version=0.0.4; charset=utf-8", std::move(out)};
}

}  // namespace oit::dashboard
