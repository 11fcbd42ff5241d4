#pragma once
#include "audit/candidate.h"
#include "audit/period_reading.h"

namespace oit::audit {

/// The months of October to March that `candidate` is about, by its inside or by its link.
unsigned months_of(const Candidate& candidate, const Demand& demand);

/// The months in which, as the candidate's own list says, there was nothing; for monthly items
/// only.
unsigned nil_months_of(const Candidate& candidate, const Demand& demand);

}  // namespace oit::audit
