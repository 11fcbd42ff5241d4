#include "audit/checks/contact.h"

namespace oit::audit {

Seen see_contact(const model::Component& /*component*/, const CheckInput& input) {
  const auto& signals = input.page.signals;
  const auto& contacts = signals.content_contacts;
  if (!contacts.empty()) return {true, false, contacts.front()};
  const bool file = is_paper(input.page);
  if (file && !signals.phones.empty()) return {true, false, signals.phones.front()};
  return {};
}

}  // namespace oit::audit
