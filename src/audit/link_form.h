#pragma once
#include "audit/assess.h"

namespace oit::audit {

/// Judges a link whose target was not read, by its form and its words.
void assess_unread(Assessment& out, const AssessContext& context);

}  // namespace oit::audit
