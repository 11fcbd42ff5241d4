#pragma once
#include <vector>

#include "text/dates.h"

namespace oit::text {

/// Gives months, quarters, halves and rounds without a year the span they have in `fiscal_year`
/// (B.E.): October to December lie in the calendar year before. With 0 nothing changes. Any thread.
void infer_years(std::vector<PeriodMention>& mentions, int fiscal_year);

/// The one fiscal or bare year `mentions` name outside the names of laws; 0 when none or several.
int only_year(const std::vector<PeriodMention>& mentions);

}  // namespace oit::text
