#include "audit/checks/map.h"

namespace oit::audit {

Seen see_map(const model::Component& /*component*/, const CheckInput& input) {
  const auto& quote = input.page.signals.map_quote;
  return {!quote.empty(), false, quote};
}

}  // namespace oit::audit
