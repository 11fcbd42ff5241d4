#include "audit/checks/social_account.h"

namespace oit::audit {

Seen see_social_account(const model::Component& /*component*/, const CheckInput& input) {
  const auto& social = input.page.signals.social;
  return {!social.empty(), false, social.empty() ? "" : social.front().text()};
}

}  // namespace oit::audit
