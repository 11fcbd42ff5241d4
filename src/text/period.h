#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "text/dates.h"

namespace oit::text {

/// Which period an item must be about, when assessing fiscal year FY.
enum class PeriodCode : std::uint8_t {
  current,              ///< right on the day of the check, no year attached
  any_year,             ///< a document still in force, of any year
  covers_fy,            ///< a plan or policy whose range of years includes FY
  plan_fy,              ///< a plan, announcement or assessment made for FY
  done_fy,              ///< an activity that took place in FY, up to the day of the check
  news_fy,              ///< posts dated in FY
  report_6m_fy,         ///< a report on October FY-1 to March FY
  monthly_6m_fy,        ///< one piece per month, October FY-1 to March FY
  report_prev_fy,       ///< the annual report of FY-1
  analysis_prev_ita,    ///< an analysis of the assessment of FY-1 with measures for FY
  progress_fy,          ///< what was reached in FY so far, by any part of it
  plan_progress_fy,     ///< a plan of FY and what was reached of it in FY
  list_progress_fy,     ///< a list of FY that tells how each of its entries stands
  stats_prev_fy,        ///< figures of the whole of FY-1
  prev_fy_or_6m,        ///< of the whole of FY-1 or the first months of FY: which is not known
  monthly_fy,           ///< one piece per month of FY that is over
  rules_and_plan_fy,    ///< rules in force, of any year, and a plan that covers FY
  rules_and_done_fy,    ///< rules in force, of any year, and an activity in FY
  declare_and_done_fy,  ///< an announcement of FY and an activity in FY
  system_and_stats,     ///< a service that works today and its figures of FY-1 or FY
};

/// What a code of two things asks of each, in their order; empty for a code of one thing.
std::vector<PeriodCode> codes_of_parts(PeriodCode code);

/// The code written as in rule files ("REPORT_6M_FY"); nothing for any other text.
std::optional<PeriodCode> read_period_code(std::string_view name);

/// The code as written in rule files.
std::string_view name_of(PeriodCode code);

/// The days `code` asks for, assessing B.E. year `fy` on day `as_of`. For current and any_year:
/// everything up to `as_of`.
DaySpan required_span(PeriodCode code, int fy, Day as_of);

/// How a period found stands to the one required.
enum class PeriodFit : std::uint8_t {
  right,    ///< it is the required one, or includes it
  partial,  ///< the right year or a part of the period; whether all of it is meant is not said
  earlier,  ///< only an earlier period
  later,    ///< only a later one
  unknown,  ///< says nothing either way
};

/// The name of `fit` as it stands in this header.
std::string_view name_of(PeriodFit fit);

/// How one mention fits. The year of a law says nothing. For a six-month report a bare year or
/// fiscal year FY alone is `partial`, and the second half of FY is `later`.
PeriodFit fit(PeriodCode code, int fy, Day as_of, const PeriodMention& mention);

/// How all mentions of one deciding place fit together: right beats partial, then earlier, later,
/// unknown. For reports a stated part of a year outweighs the year beside it ("ไตรมาสที่ 3
/// ปีงบประมาณ 2566" is later for a six-month report of 2566, partial for a year's), and six months
/// named one by one, or by quarters, are together right for a six-month report. Any thread.
PeriodFit fit(PeriodCode code, int fy, Day as_of, std::span<const PeriodMention> mentions);

/// Bits 0–5 for October FY-1 to March FY: set where a month, range, quarter, half or full-year
/// round covers at least 15 days of the month. Years alone and single days cover none.
unsigned months_covered(int fy, std::span<const PeriodMention> mentions);

/// The same for all of FY: bits 0–11 for October FY-1 to September FY.
unsigned months_of_year(int fy, std::span<const PeriodMention> mentions);

/// The months `code` asks one piece each for, as bits of months_of_year(): the first six, or those
/// that are over on `as_of`; 0 for codes that ask for none.
unsigned months_asked(PeriodCode code, int fy, Day as_of);

}  // namespace oit::text
