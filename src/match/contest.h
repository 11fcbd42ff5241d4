#pragma once
#include <vector>

#include "match/lexicon.h"
#include "model/facts.h"

namespace oit::match {

/// An occurrence and how it stands in the contest for its label.
struct Contestant {
  Occurrence place;
  const Phrase* phrase = nullptr;
  bool counts = true;  ///< not silenced by a look-alike, and a rival only beside one of its topics
};

/// Sets `counts` of all: a rival of no topic silences the shorter phrases it overlaps, and its own
/// topic's of equal length; a rival that speaks for a topic counts only if a phrase of that topic,
/// or of the one whose rival it is, stands in the label too.
void settle(std::vector<Contestant>& all);

/// The topics of the longest phrases that count: on equal length those named by rivals before
/// those with an official name before the rest, and the one that stands first in the label first.
std::vector<model::TopicHit> winners(const std::vector<Contestant>& all);

/// Topics whose phrases stand in the label but are silenced by a look-alike: it is none of theirs.
std::vector<model::TopicIndex> denied(const std::vector<Contestant>& all);

/// For each topic its longest phrase that counts and does not stand on words of a longer phrase of
/// another topic; longest first.
std::vector<const Contestant*> winners_by_place(const std::vector<Contestant>& all);

}  // namespace oit::match
