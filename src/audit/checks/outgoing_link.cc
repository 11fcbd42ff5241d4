#include "audit/checks/outgoing_link.h"

namespace oit::audit {

Seen see_outgoing_link(const model::Component& /*component*/, const CheckInput& input) {
  const auto& links = input.page.signals.portal_links;
  return {!links.empty(), false, links.empty() ? "" : links.front()};
}

}  // namespace oit::audit
