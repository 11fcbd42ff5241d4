#pragma once
#include <vector>

#include "audit/assess.h"
#include "audit/candidate.h"
#include "match/phrase_table.h"
#include "model/facts.h"
#include "model/report.h"
#include "model/rulebook.h"

namespace oit::audit {

/// What judging one item may look at.
struct ItemContext {
  const model::SiteFacts& facts;
  const model::Rulebook& rulebook;
  const match::PhraseTable& phrases;
  const CandidateSet& candidates;
  text::Day as_of{};
};

/// The verdict on `item`: status, cause, evidence, period, components, near misses and reasons.
model::Finding judge_item(const model::YearItem& item, const ItemContext& context);

/// The same of an item, or of one of several things an item needs, as if any of its topics served.
model::Finding judge_part(const model::YearItem& item, const ItemContext& context);

}  // namespace oit::audit
