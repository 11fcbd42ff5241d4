#include "match/phrase_table.h"

#include "base/check.h"
#include "match/expand.h"

namespace oit::match {

PhraseTable::PhraseTable(const model::Rulebook& rulebook) {
  const Expander expander(rulebook);
  const auto add = [&](const std::string& phrase) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    const auto [at, is_new] = numbers_.emplace(phrase, next);
    if (!is_new) return at->second;
    asked_by_.emplace_back();
    for (auto& form : expander.expand(phrase)) {
      rows_.push_back(std::move(form));
      number_of_row_.push_back(next);
    }
    return next;
  };
  for (std::size_t i = 0; i < rulebook.topics.size(); ++i) {
    const auto topic = static_cast<model::TopicIndex>(i);
    for (const auto& proof : rulebook.topics[i].proofs) add(proof);
    for (const auto& component : rulebook.topics[i].components)
      for (const auto& word : component.words) {
        auto& asking = asked_by_[add(word)];
        if (asking.empty() || asking.back() != topic) asking.push_back(topic);
      }
  }
  for (const char* name : {"nil", "attached"})
    if (const auto list = rulebook.words.find(name); list != rulebook.words.end())
      for (const auto& word : list->second) add(word);
}

std::uint32_t PhraseTable::number(std::string_view phrase) const {
  const auto found = numbers_.find(phrase);
  OIT_CHECK(found != numbers_.end());
  return found->second;
}

}  // namespace oit::match
