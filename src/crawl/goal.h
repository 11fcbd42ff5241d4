#pragma once
#include <cstddef>
#include <vector>

#include "model/facts.h"

namespace oit::crawl {

/// What is left to find.
struct GoalAnswer {
  std::vector<bool>
      settled;  ///< per topic of the rulebook: more reading could not change its verdict
  std::size_t items_settled = 0, items = 0;  ///< for progress lines
  /// Indices in SiteFacts::pages of scans and pictures whose text would decide something, most
  /// wanted first.
  std::vector<std::size_t> to_recognise;
  bool all_published = false;  ///< nothing is left: the crawl may end
};

/// Asked by a crawl after rounds that changed something. Called on a worker while the crawl stands
/// still, so `facts` does not change meanwhile.
class Goal {
 public:
  virtual ~Goal() = default;
  virtual GoalAnswer ask(const model::SiteFacts& facts) = 0;
};

}  // namespace oit::crawl
