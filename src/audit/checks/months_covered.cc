#include "audit/checks/months_covered.h"

namespace oit::audit {

Seen see_months_covered(const model::Component& /*component*/, const CheckInput& input) {
  constexpr unsigned kAll = 0x3F;
  if ((input.months & kAll) == kAll) return {true, false, input.period.quote};
  return {false, ((input.months | input.months_open) & kAll) == kAll, ""};
}

}  // namespace oit::audit
