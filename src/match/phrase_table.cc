#include "match/phrase_table.h"

#include "base/check.h"
#include "match/expand.h"

namespace oit::match {
namespace {

/// Every phrase contents are searched for, in the order rule files stand.
template <class Use>
void for_each_phrase(const model::Rulebook& rulebook, const Use& use) {
  for (const auto& topic : rulebook.topics) {
    for (const auto& proof : topic.proofs) use(proof);
    for (const auto& component : topic.components)
      for (const auto& word : component.words) use(word);
  }
  for (const auto& [name, words] : rulebook.words)
    for (const auto& word : words) use(word);
}

}  // namespace

PhraseTable::PhraseTable(const model::Rulebook& rulebook) {
  for_each_phrase(rulebook, [&](const std::string& phrase) {
    const auto number = static_cast<std::uint32_t>(numbers_.size());
    if (!numbers_.emplace(phrase, number).second) return;
    for (auto& form : expand(rulebook, phrase)) {
      rows_.push_back(std::move(form));
      number_of_row_.push_back(number);
    }
  });
}

std::uint32_t PhraseTable::number(std::string_view phrase) const {
  const auto found = numbers_.find(phrase);
  OIT_CHECK(found != numbers_.end());
  return found->second;
}

}  // namespace oit::match
