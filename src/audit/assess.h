#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/candidate.h"
#include "audit/period_reading.h"
#include "match/phrase_table.h"
#include "model/report.h"
#include "model/rulebook.h"

namespace oit::audit {

/// What one candidate is worth to its topic.
enum class Verdict : std::uint8_t {
  published,
  incomplete,
  stale,      ///< right subject, an earlier period
  premature,  ///< right subject, only a later period
  broken,
  unverified,
  list,      ///< only heads entries that are judged by themselves
  rejected,  ///< another subject, another agency's, or a news post
  dead,      ///< the link leads nowhere
};

struct Assessment {
  const Candidate* candidate = nullptr;
  std::shared_ptr<const Candidate> owned;  ///< set when no CandidateSet holds the candidate
  Verdict verdict = Verdict::rejected;
  double confidence = 0;  ///< 0..1
  PeriodReading period;
  std::vector<model::ComponentResult> components;
  std::optional<model::Cause> cause;
  std::vector<model::LocalText> reasons;
  model::LocalText why;  ///< one clause for near misses
  unsigned months = 0;   ///< bits 0–5 for October to March
  bool piece = false;    ///< covers only some months of a half-year report
  bool image_only = false;
  bool is_unclear = false;  ///< an entry of a list whose inside does not name the subject
  std::string kind;         ///< of evidence
};

/// Everything an assessment asks beside its candidate.
struct AssessContext {
  const model::Rulebook& rulebook;
  const model::YearItem& item;
  const match::PhraseTable& phrases;
  Demand demand;
  unsigned months = 0, months_open = 0;  ///< of the whole item, for months_covered
  int entries = 0, entries_open = 0;
};

/// Judges one candidate by itself (design D5).
Assessment assess(const Candidate& candidate, const AssessContext& context);

}  // namespace oit::audit
