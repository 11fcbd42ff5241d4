#pragma once
#include "audit/candidate.h"
#include "audit/period_reading.h"

namespace oit::audit {

/// October to March as bits of text::months_of_year().
inline constexpr unsigned kFirstHalf = 0x3F;

/// True for codes that ask for one piece per month.
bool is_monthly(text::PeriodCode code);

/// The months of October to March that `candidate` is about, by its inside or by its link; of the
/// whole year where the demand is monthly_fy.
unsigned months_of(const Candidate& candidate, const Demand& demand);

/// The months in which, as the candidate's own list says, there was nothing; for monthly items
/// only.
unsigned nil_months_of(const Candidate& candidate, const Demand& demand);

}  // namespace oit::audit
