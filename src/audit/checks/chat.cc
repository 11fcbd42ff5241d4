#include "audit/checks/chat.h"

namespace oit::audit {

Seen see_chat(const model::Component& /*component*/, const CheckInput& input) {
  const auto& quote = input.page.signals.chat_quote;
  return {!quote.empty(), false, quote};
}

}  // namespace oit::audit
