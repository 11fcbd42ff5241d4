#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// At least `min` entries: posts, files or entries of the list that opened.
Seen see_min_count(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
