#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A telephone number or e-mail address in the content; the office's own in a footer does not
/// count.
Seen see_contact(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
