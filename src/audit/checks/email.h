#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// An e-mail address on the page.
Seen see_email(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
