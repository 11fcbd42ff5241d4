#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A chat window or a link into one.
Seen see_chat(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
