#include "audit/checks/find_phrase.h"

#include <algorithm>

namespace oit::audit {

const model::PhraseFact* find_phrase(const model::PageFacts& page, std::uint32_t number) {
  const auto at = std::ranges::lower_bound(page.phrases, number, {}, &model::PhraseFact::phrase);
  return at == page.phrases.end() || at->phrase != number ? nullptr : &*at;
}

std::string quote_of(const model::PageFacts& page, const model::PhraseFact& fact) {
  return fact.quote < page.phrase_quotes.size() ? page.phrase_quotes[fact.quote] : std::string();
}

}  // namespace oit::audit
