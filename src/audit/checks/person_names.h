#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// At least `min` persons named with title and family name.
Seen see_person_names(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
