#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "crawl/word_lists.h"
#include "match/phrase_finder.h"
#include "match/phrase_table.h"
#include "match/topic_matcher.h"
#include "model/rulebook.h"

namespace oit::crawl {

/// Every word of a rulebook that reading looks for, made ready once and shared by all workers and
/// sites. Never changes; the rulebook outlives it.
struct Vocabulary {
  explicit Vocabulary(const model::Rulebook& rules)
      : rulebook(rules), table(rules), topics(rules), phrases(table.rows()), words(rules) {
    in_year.assign(rules.topics.size(), false);
    for (const auto& item : rules.year.items)
      for (const auto* asked : {&item.topics, &item.also})
        for (const auto topic : *asked) in_year[topic] = true;
  }

  /// Long phrases by their skeletons, for OCR; made when first asked for. Any thread.
  const match::PhraseFinder& damaged_phrases() const {
    std::call_once(*once_, [this] {
      damaged_ = std::make_unique<match::PhraseFinder>(table.rows(), match::PhraseForm::skeleton);
    });
    return *damaged_;
  }

  const model::Rulebook& rulebook;
  match::PhraseTable table;
  match::TopicMatcher topics;
  match::PhraseFinder phrases;
  WordLists words;
  std::vector<bool> in_year;  ///< per topic: the chosen year's list asks for it

 private:
  mutable std::unique_ptr<match::PhraseFinder> damaged_;
  std::unique_ptr<std::once_flag> once_ = std::make_unique<std::once_flag>();
};

}  // namespace oit::crawl
