#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// A table with at least `min` rows; tables of files cannot be told from text.
Seen see_table(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
