#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// The required period is stated where it decides.
Seen see_year_stated(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
