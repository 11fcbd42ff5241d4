#include "audit/checks/nil_statement.h"

#include "audit/checks/find_phrase.h"

namespace oit::audit {

Seen see_nil_statement(const model::Component& component, const CheckInput& input) {
  for (const auto& word : component.words)
    if (const auto* fact = find_phrase(input.page, input.phrases.number(word)))
      return {true, false, quote_of(input.page, *fact)};
  return {};
}

}  // namespace oit::audit
