#include "audit/checks/year_stated.h"

namespace oit::audit {

Seen see_year_stated(const model::Component& /*component*/, const CheckInput& input) {
  const bool right =
      input.period.fit == text::PeriodFit::right || input.period.fit == text::PeriodFit::partial;
  return {right, !right, input.period.quote};
}

}  // namespace oit::audit
