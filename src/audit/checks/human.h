#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// Nothing a machine can decide.
Seen see_human(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
