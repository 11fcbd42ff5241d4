#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A telephone number on the page.
Seen see_phone(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
