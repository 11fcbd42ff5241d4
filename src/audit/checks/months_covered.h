#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// Each month of October to March is covered or declared empty.
Seen see_months_covered(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
