#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A post dated in the required period.
Seen see_dated_post(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
