#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "audit/candidate.h"
#include "audit/period_reading.h"
#include "match/phrase_table.h"
#include "model/facts.h"
#include "model/rulebook.h"

namespace oit::audit {

/// What a check may look at: one target, and what is known of the list it heads.
struct CheckInput {
  const Candidate& candidate;
  const model::PageFacts& page;
  const Demand& demand;
  const PeriodReading& period;
  const match::PhraseTable& phrases;
  const model::Rulebook& rulebook;
  int entries = 0;           ///< entries of the list that belong to the topic
  int entries_open = 0;      ///< of these, how many opened
  unsigned months = 0;       ///< bits 0–5, October to March: covered by accepted evidence
  unsigned months_open = 0;  ///< bits of months some unread evidence may cover
};

/// What a check saw.
struct Seen {
  bool found = false;
  bool cannot_tell = false;  ///< neither its presence nor its absence can be proven here
  std::string quote;
  bool is_absent = false;  ///< proven, whatever the rule says of what is not found
};

/// Runs the check `component` names on `input`: true, false (its absence is proven), or nothing.
std::optional<bool> run_check(const model::Component& component, const CheckInput& input,
                              std::string* quote);

/// Found by words of the text: checks `words` and `amounts`.
bool is_told_in_words(const model::Component& component);

/// A file of its own rather than a web page: its tables and pictures cannot be told from its text.
bool is_paper(const model::PageFacts& page);

/// True when the page's text can be read, so that what is not there is absent.
bool is_readable(const model::PageFacts& page);

}  // namespace oit::audit
