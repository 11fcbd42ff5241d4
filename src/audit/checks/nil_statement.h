#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A written statement that there was nothing to report.
Seen see_nil_statement(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
