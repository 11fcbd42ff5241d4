#pragma once
#include <optional>
#include <string>
#include <vector>

#include "audit/candidate.h"
#include "model/report.h"
#include "text/period.h"

namespace oit::audit {

/// What an item asks for, and the day of the check.
struct Demand {
  text::PeriodCode code = text::PeriodCode::current;
  int fiscal_year = 0;
  text::Day as_of{};
};

/// True for codes that ask for no particular period.
bool is_timeless(text::PeriodCode code);

/// True for codes whose evidence are posts and activities, dated by the day they happened.
bool is_activity(text::PeriodCode code);

/// Which period a candidate is about, and what said so.
struct PeriodReading {
  text::PeriodFit fit = text::PeriodFit::unknown;
  std::string place;    ///< title, table, signature, link, row, column, heading, index, list,
                        ///< file_name, metadata; empty when nothing decided
  bool inside = false;  ///< read in the page or document itself
  std::optional<text::PeriodMention> mention;  ///< that decided
  std::string quote;
  std::vector<model::LocalText> conflicts;  ///< places outside that say another period
};

/// Reads the period of `candidate`: the title zone of the target decides (lines that name the topic
/// first), then its tables, then its signing date (activities, news and announcements only), then
/// link, row, column, heading, list, file name and metadata. Running text never decides.
PeriodReading read_period(const Candidate& candidate, const Demand& demand);

/// The period the places around the link claim, the target unread.
PeriodReading read_claims(const Candidate& candidate, const Demand& demand);

/// "ปีงบประมาณ พ.ศ. 2565" or "1 ต.ค. 2565 – 31 มี.ค. 2566": a mention for people.
model::LocalText describe(const text::PeriodMention& mention);

}  // namespace oit::audit
