#include "text/date_reader.h"

namespace oit::text {
namespace {
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr int kEraShift = 543;

/// The day, or nothing if the calendar has none such. Day 0 is the first, or with `to_end` the last
/// of the month.
std::optional<Day> calendar_day(const WrittenDate& date, bool to_end) {
  const year written{date.year - kEraShift};
  const month in{static_cast<unsigned>(date.month)};
  if (date.day == 0)
    return to_end ? Day(written / in / std::chrono::last) : Day(written / in / day{1});
  const auto found = written / in / day{static_cast<unsigned>(date.day)};
  if (!found.ok()) return std::nullopt;
  return Day(found);
}
}  // namespace

bool settle_dates(PeriodDraft& draft) {
  const auto from = calendar_day(draft.from, false);
  const auto to = calendar_day(draft.to, true);
  if (!from || !to || *to < *from) return false;
  draft.mention.span = DaySpan{*from, *to};
  draft.mention.year = draft.from.year;
  draft.mention.year_to = draft.to.year;
  if (draft.mention.form == PeriodForm::month) draft.mention.part = draft.from.month;
  draft.needs_year = false;
  return true;
}

void settle_part(PeriodDraft& draft, int fy) {
  const DaySpan whole = fiscal_year_span(fy);
  const std::chrono::year_month_day start{whole.first};
  const auto first = std::chrono::year_month(start.year(), start.month()) +
                     std::chrono::months(3 * (draft.from.month - 1));
  const auto last = std::chrono::year_month(start.year(), start.month()) +
                    std::chrono::months(3 * draft.to.month - 1);
  draft.mention.span = DaySpan{Day(first / day{1}), Day(last / std::chrono::last)};
  draft.mention.year = draft.mention.year_to = fy;
  draft.needs_year = false;
}

}  // namespace oit::text
