#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A form one can write in; search boxes and sign-in forms are none.
Seen see_form(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
