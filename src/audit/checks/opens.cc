#include "audit/checks/opens.h"

namespace oit::audit {

Seen see_opens(const model::Component& /*component*/, const CheckInput& input) {
  if (input.entries > 0 && input.entries_open == 0 && input.page.content_letters < 300)
    return {false, false, ""};
  return {input.page.outcome == model::FetchOutcome::ok, false, ""};
}

}  // namespace oit::audit
