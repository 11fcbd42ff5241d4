#include "audit/checks/person_names.h"

namespace oit::audit {

Seen see_person_names(const model::Component& component, const CheckInput& input) {
  const auto& signals = input.page.signals;
  return {signals.persons >= component.min, false,
          signals.person_quotes.empty() ? "" : signals.person_quotes.front()};
}

}  // namespace oit::audit
