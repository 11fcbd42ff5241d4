#include "text/infer_years.h"

#include <chrono>

namespace oit::text {
namespace {

using namespace std::chrono;

/// First to last day of B.E. calendar month `month` of fiscal year `fy`.
DaySpan month_span(int month, int fy) {
  const int calendar = (month >= 10 ? fy - 1 : fy) - 543;
  const year_month ym = year(calendar) / month;
  return {sys_days(ym / 1), sys_days(ym / last)};
}

/// First month and number of months of a mention without a year; 0 months when it has no part.
std::pair<int, int> months_of(const PeriodMention& mention) {
  switch (mention.form) {
    case PeriodForm::month:
      return {mention.part, 1};
    case PeriodForm::quarter:
      return {mention.part == 1 ? 10 : (mention.part - 2) * 3 + 1, 3};
    case PeriodForm::half_year:
    case PeriodForm::span_word:
      return {mention.part == 2 ? 4 : 10, 6};
    default:
      return {0, 0};
  }
}

}  // namespace

void infer_years(std::vector<PeriodMention>& mentions, int fiscal_year) {
  if (fiscal_year == 0) return;
  for (auto& mention : mentions) {
    if (mention.span || mention.part == 0) continue;
    const auto [first, count] = months_of(mention);
    if (count == 0) continue;
    const int last_month = (first + count - 2) % 12 + 1;
    mention.span =
        DaySpan{month_span(first, fiscal_year).first, month_span(last_month, fiscal_year).last};
    mention.year = mention.year_to = fiscal_year;
  }
}

int only_year(const std::vector<PeriodMention>& mentions) {
  int year = 0;
  for (const auto& mention : mentions) {
    if (mention.law_year || mention.year == 0) continue;
    if (mention.form != PeriodForm::fiscal_year && mention.form != PeriodForm::bare_year) continue;
    if (year != 0 && year != mention.year) return 0;
    year = mention.year;
  }
  return year;
}

}  // namespace oit::text
