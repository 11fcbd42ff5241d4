#pragma once
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
      for (const auto topic : item.topics) in_year[topic] = true;
  }

  const model::Rulebook& rulebook;
  match::PhraseTable table;
  match::TopicMatcher topics;
  match::PhraseFinder phrases;
  WordLists words;
  std::vector<bool> in_year;  ///< per topic: the chosen year's list asks for it
};

}  // namespace oit::crawl
