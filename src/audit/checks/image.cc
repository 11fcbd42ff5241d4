#include "audit/checks/image.h"

namespace oit::audit {

Seen see_image(const model::Component& component, const CheckInput& input) {
  if (input.page.kind == model::BodyKind::image) return {true, false, ""};
  if (is_paper(input.page)) return {false, true, ""};
  return {input.page.signals.content_images >= component.min, false, ""};
}

}  // namespace oit::audit
