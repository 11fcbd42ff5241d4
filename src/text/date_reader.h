#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "text/date_tokens.h"
#include "text/dates.h"

namespace oit::text {

/// A day or month as written; 0 stands for what was left out.
struct WrittenDate {
  int day = 0;
  int month = 0;
  int year = 0;  ///< B.E.
};

/// A period as read from tokens [first, last) of a DateText, before its neighbours are asked.
struct PeriodDraft {
  PeriodMention mention;  ///< begin and end are not yet set
  std::size_t first = 0;
  std::size_t last = 0;
  WrittenDate from, to;       ///< of a day, month or range
  bool needs_year = false;    ///< a neighbour's year is wanted
  bool weak = false;          ///< counts only if a neighbour gives the year ("6 เดือน")
  bool stated_half = false;   ///< the text says which half it is
  bool in_law_style = false;  ///< พ.ศ. 2562 or 2562 without ปี, as in the names of laws
};

/// The longest period that starts at token `first`.
std::optional<PeriodDraft> read_period(const DateText& text, std::size_t first);

/// Fills span, year and year_to of a day, month or range whose dates have years; false and nothing
/// done if they are no calendar days or the range runs backwards.
bool settle_dates(PeriodDraft& draft);

/// Fills span of a quarter, half year or round of fiscal year `fy`.
void settle_part(PeriodDraft& draft, int fy);

}  // namespace oit::text
