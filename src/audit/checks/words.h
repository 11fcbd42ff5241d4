#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// At least `min` of the component's words stand in the content.
Seen see_words(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
