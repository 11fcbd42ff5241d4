#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// Fewer than `min` of the component's words stand in the content: they give away what the page
/// must not be, like the opening formulas of a statute copied as a whole.
Seen see_no_words(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
