#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// An embedded map, a link to one, or a picture that says it is one.
Seen see_map(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
