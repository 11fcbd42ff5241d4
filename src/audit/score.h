#pragma once
#include <vector>

#include "model/report.h"
#include "model/rulebook.h"

namespace oit::audit {

/// The scores of `findings` (in the order of the year's items). An item counts 100 or 0; a
/// sub-indicator is the mean of its items, an indicator the mean of its sub-indicators, OIT the
/// mean of the indicators. `oit` counts what is published, `oit_best` also what is unverified or
/// not due, `if_fixed` everything but what is unverified. Where levels ask something of every
/// instrument, the band is the best this one leaves in reach. Source: OIT scoring as published for
/// FY2564.
model::Score score(const std::vector<model::Finding>& findings, const model::Year& year);

}  // namespace oit::audit
