#pragma once
#include "audit/assess.h"
#include "audit/subject.h"

namespace oit::audit {

/// Another agency's paper, a headline, another subject: true when the candidate is no evidence.
bool is_rejected(Assessment& out, Subject subject, const AssessContext& context);

}  // namespace oit::audit
