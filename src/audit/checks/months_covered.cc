#include "audit/checks/months_covered.h"

#include "audit/months_of.h"

namespace oit::audit {

Seen see_months_covered(const model::Component& /*component*/, const CheckInput& input) {
  const auto& demand = input.demand;
  const unsigned all = demand.code == text::PeriodCode::monthly_fy
                           ? text::months_asked(demand.code, demand.fiscal_year, demand.as_of)
                           : kFirstHalf;
  if ((input.months & all) == all) return {true, false, input.period.quote};
  return {false, ((input.months | input.months_open) & all) == all, ""};
}

}  // namespace oit::audit
