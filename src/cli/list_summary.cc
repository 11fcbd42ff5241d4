#include "cli/list_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace oit::cli {
namespace {

constexpr std::size_t kMostItems = 10;

struct Lack {
  std::string item;
  std::size_t sites = 0;
};

/// Items by the number of opened sites that must act on them, most first.
std::vector<Lack> lacks(const RunResults::ItemCounts& items) {
  using enum model::Status;
  std::vector<Lack> all;
  for (const auto& [item, counts] : items) {
    Lack lack{item, 0};
    for (const auto status : {missing, stale, incomplete, broken})
      if (const auto at = counts.find(status); at != counts.end()) lack.sites += at->second;
    if (lack.sites > 0) all.push_back(std::move(lack));
  }
  std::ranges::stable_sort(all, std::ranges::greater(), &Lack::sites);
  if (all.size() > kMostItems) all.resize(kMostItems);
  return all;
}

}  // namespace

std::string write_list_summary(const RunResults& results, report::Lang lang) {
  const auto& sites = results.numbers().sites;
  if (sites.empty()) return {};
  std::size_t opened = 0;
  double score = 0;
  for (const auto& site : sites) {
    if (site.outcome != "ok") continue;
    ++opened;
    score += site.score;
  }
  const bool is_thai = lang == report::Lang::th;
  auto out = fmt::format(fmt::runtime(is_thai ? "\nรวม {} แห่ง เปิดได้ {} เปิดไม่ได้ {}"
                                              : "\n{} sites: {} opened, {} did not open"),
                         sites.size(), opened, sites.size() - opened);
  if (opened > 0)
    out +=
        fmt::format(fmt::runtime(is_thai ? " · คะแนน OIT เฉลี่ย {:.2f}" : "; mean OIT score {:.2f}"),
                    score / static_cast<double>(opened));
  out += '\n';
  const auto most = lacks(results.items());
  if (most.empty()) return out;
  out += is_thai ? "ข้อที่ต้องแก้ไขมากที่สุด (จำนวนแห่ง):" : "Items most sites must act on (sites):";
  for (const auto& lack : most) out += fmt::format(" {} {},", lack.item, lack.sites);
  out.back() = '\n';  // of the last comma
  return out;
}

}  // namespace oit::cli
