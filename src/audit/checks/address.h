#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A postal address on the page.
Seen see_address(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
