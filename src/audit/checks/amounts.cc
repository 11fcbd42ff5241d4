#include "audit/checks/amounts.h"

#include <algorithm>

#include "audit/checks/find_phrase.h"
#include "audit/checks/words.h"

namespace oit::audit {
namespace {

/// Whether numbers may stand where no text is read: in pictures, files of its own, other pages.
bool may_stand_elsewhere(const CheckInput& input) {
  constexpr std::size_t kLettersPerPage = 120;  // fewer: some pages are pictures
  const auto& page = input.page;
  const auto pages = static_cast<std::size_t>(std::max(page.page_count, 1));
  return input.candidate.is_list || page.signals.documents > 0 || page.signals.content_images > 0 ||
         !page.embedded.empty() || page.content_letters < kLettersPerPage * pages;
}

bool says_nil(const CheckInput& input) {
  const auto nil = input.rulebook.words.find("nil");
  return nil != input.rulebook.words.end() &&
         std::ranges::any_of(nil->second, [&](const auto& word) {
           return find_phrase(input.page, input.phrases.number(word)) != nullptr;
         });
}

}  // namespace

Seen see_amounts(const model::Component& component, const CheckInput& input) {
  auto seen = see_words(component, input);
  if (input.page.amounts > 0 || may_stand_elsewhere(input) || says_nil(input)) return seen;
  return {false, false, "", true};
}

}  // namespace oit::audit
