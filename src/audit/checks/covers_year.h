#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// The stated range of years includes the year assessed.
Seen see_covers_year(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
