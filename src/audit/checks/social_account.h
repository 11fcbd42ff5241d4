#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A link to an account at a social host.
Seen see_social_account(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
