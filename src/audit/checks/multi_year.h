#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// The stated range is longer than one year.
Seen see_multi_year(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
