#pragma once
#include <vector>

#include "audit/assess.h"

namespace oit::audit {

/// The parts of a subject of five and more that nothing published of it shows, when that is all but
/// one ("หลักเกณฑ์การสรรหา" alone for the five criteria of personnel). Empty when more was found, or
/// none (other words may be used for all), or when something of it was not read whole as text: a
/// part not seen may stand there.
std::vector<const model::Component*> lacking_parts(const std::vector<Assessment>& all,
                                                   const AssessContext& context);

}  // namespace oit::audit
