#include "audit/checks/covers_year.h"

namespace oit::audit {

Seen see_covers_year(const model::Component& /*component*/, const CheckInput& input) {
  const bool right =
      input.period.fit == text::PeriodFit::right || input.period.fit == text::PeriodFit::partial;
  return {right, input.period.fit == text::PeriodFit::unknown, input.period.quote};
}

}  // namespace oit::audit
