#pragma once
#include "audit/checks/check.h"

namespace oit::audit {

/// At least `min` pictures in the content, or the target is a picture.
Seen see_image(const model::Component& component, const CheckInput& input);

}  // namespace oit::audit
