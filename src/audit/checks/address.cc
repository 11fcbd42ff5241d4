#include "audit/checks/address.h"

namespace oit::audit {

Seen see_address(const model::Component& /*component*/, const CheckInput& input) {
  const auto& quote = input.page.signals.address_quote;
  return {!quote.empty(), false, quote};
}

}  // namespace oit::audit
