#pragma once
#include <string_view>

#include "match/topic_matcher.h"
#include "model/rulebook.h"

namespace oit::match {

/// The item of a year's list a label names.
struct NamedItem {
  const model::YearItem* item = nullptr;      ///< null: none; lives as long as the rulebook
  model::TopicIndex topic = model::kNoTopic;  ///< known even where the year gives it no number
  double score = 0;  ///< 0..1: how much of the label the phrase explains, less for a news headline
};

/// The item of `rulebook`'s chosen year that `label` (any UTF-8) names. Of several topics named
/// equally, one that has a number comes first, then the one whose number the label itself gives,
/// then the lowest number. A subject that stands beside an item's own counts as its. A news
/// headline names only items that ask for activities or news.
NamedItem name_item(const model::Rulebook& rulebook, const TopicMatcher& matcher,
                    std::string_view label);

}  // namespace oit::match
