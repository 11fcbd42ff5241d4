#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A link to a known portal, form or service at another host.
Seen see_outgoing_link(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
