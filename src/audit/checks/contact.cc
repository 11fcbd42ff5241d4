#include "audit/checks/contact.h"

namespace oit::audit {

Seen see_contact(const model::Component& /*component*/, const CheckInput& input) {
  const auto& signals = input.page.signals;
  const auto& contacts = signals.content_contacts;
  if (!contacts.empty()) return {true, false, contacts.front()};
  const bool file = input.page.text_from == model::TextFrom::pdf_text;
  if (file && !signals.phones.empty()) return {true, false, signals.phones.front()};
  return {};
}

}  // namespace oit::audit
