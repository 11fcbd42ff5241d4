#include "audit/checks/words.h"

#include "audit/checks/find_phrase.h"

namespace oit::audit {

Seen see_words(const model::Component& component, const CheckInput& input) {
  int found = 0;
  Seen seen;
  for (const auto& word : component.words) {
    const auto* fact = find_phrase(input.page, input.phrases.number(word));
    if (fact == nullptr) continue;
    ++found;
    if (seen.quote.empty()) seen.quote = quote_of(input.page, *fact);
  }
  seen.found = found >= component.min;
  return seen;
}

}  // namespace oit::audit
