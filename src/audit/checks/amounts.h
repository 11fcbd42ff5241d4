#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// Found as `words` are, and a paper of nothing but text must hold one number besides: a column for
/// money that is empty from top to bottom, or full of dashes, tells nothing. Who writes that no
/// money was needed has told it.
Seen see_amounts(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
