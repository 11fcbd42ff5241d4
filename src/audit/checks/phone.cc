#include "audit/checks/phone.h"

namespace oit::audit {

Seen see_phone(const model::Component& /*component*/, const CheckInput& input) {
  const auto& phones = input.page.signals.phones;
  return {!phones.empty(), false, phones.empty() ? "" : phones.front()};
}

}  // namespace oit::audit
