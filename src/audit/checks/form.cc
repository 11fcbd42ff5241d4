#include "audit/checks/form.h"

namespace oit::audit {

Seen see_form(const model::Component& /*component*/, const CheckInput& input) {
  const auto& signals = input.page.signals;
  if (signals.forms == 0 && !signals.portal_links.empty())
    return {true, false, signals.portal_links.front()};
  return {signals.forms > 0, false, signals.form_text};
}

}  // namespace oit::audit
