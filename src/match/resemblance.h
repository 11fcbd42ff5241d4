#pragma once
#include <string_view>
#include <vector>

#include "match/lexicon.h"
#include "model/facts.h"

namespace oit::match {

/// The subjects that the phrases of `lexicon` (one of skeletons) name in a title that OCR read
/// badly: `key`, the skeleton of the title without years. A phrase of one part and at least 14
/// letters resembles a place of it when at most a fifth of its letters must be put in, left out or
/// changed (edit distance; edlib's infix search). The longest after its errors wins; nothing when
/// that one is a rival that speaks for no topic.
std::vector<model::TopicHit> resembled(const Lexicon& lexicon, std::string_view key);

}  // namespace oit::match
