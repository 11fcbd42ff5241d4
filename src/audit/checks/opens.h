#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// The target opened; of a list, at least one entry.
Seen see_opens(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
