#pragma once
#include "audit/assess.h"

namespace oit::audit {

/// Judges by what a drive said of the file or folder behind a link; true when that settles the
/// candidate. A file open to all and a page that is the content itself are judged like any other.
bool assess_drive(Assessment& out, const AssessContext& context);

}  // namespace oit::audit
