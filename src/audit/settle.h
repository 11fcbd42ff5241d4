#pragma once
#include <optional>
#include <vector>

#include "audit/judge_item.h"

namespace oit::audit {

/// What the assessments of one item come to.
struct Outcome {
  model::Status status = model::Status::missing;
  std::vector<const Assessment*> evidence;  ///< [0] decided
  std::optional<model::Cause> cause;
  model::LocalText reason;
  double confidence = 0;
  std::vector<const model::Component*> empty_parts;  ///< said not to be there by evidence[0]
};

/// The status of `item`, and on whose word. `all` outlives the outcome.
Outcome settle(const model::YearItem& item, const std::vector<Assessment>& all,
               const ItemContext& context);

/// Whether there can be anything to publish yet.
bool is_due(const model::YearItem& item, const ItemContext& context);

}  // namespace oit::audit
