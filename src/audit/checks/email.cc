#include "audit/checks/email.h"

namespace oit::audit {

Seen see_email(const model::Component& /*component*/, const CheckInput& input) {
  const auto& emails = input.page.signals.emails;
  return {!emails.empty(), false, emails.empty() ? "" : emails.front()};
}

}  // namespace oit::audit
