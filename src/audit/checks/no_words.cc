#include "audit/checks/no_words.h"

#include "audit/checks/words.h"

namespace oit::audit {

Seen see_no_words(const model::Component& component, const CheckInput& input) {
  const auto seen = see_words(component, input);
  return {!seen.found, false, seen.found ? seen.quote : ""};
}

}  // namespace oit::audit
