#include "text/period.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace oit::text {
namespace {
using enum PeriodCode;
using std::chrono::days;

constexpr std::array<std::pair<PeriodCode, std::string_view>, 20> kCodes{
    {{current, "CURRENT"},
     {any_year, "ANY_YEAR"},
     {covers_fy, "COVERS_FY"},
     {plan_fy, "PLAN_FY"},
     {done_fy, "DONE_FY"},
     {news_fy, "NEWS_FY"},
     {report_6m_fy, "REPORT_6M_FY"},
     {monthly_6m_fy, "MONTHLY_6M_FY"},
     {report_prev_fy, "REPORT_PREV_FY"},
     {analysis_prev_ita, "ANALYSIS_PREV_ITA"},
     {progress_fy, "PROGRESS_FY"},
     {plan_progress_fy, "PLAN_PROGRESS_FY"},
     {list_progress_fy, "LIST_PROGRESS_FY"},
     {stats_prev_fy, "STATS_PREV_FY"},
     {prev_fy_or_6m, "PREV_FY_OR_6M"},
     {monthly_fy, "MONTHLY_FY"},
     {rules_and_plan_fy, "RULES_AND_PLAN_FY"},
     {rules_and_done_fy, "RULES_AND_DONE_FY"},
     {declare_and_done_fy, "DECLARE_AND_DONE_FY"},
     {system_and_stats, "SYSTEM_AND_STATS"}}};

constexpr unsigned kAllMonths = 0x3F;
constexpr int kMonths = 12;

bool is_year(const PeriodMention& mention) {
  return mention.form == PeriodForm::fiscal_year || mention.form == PeriodForm::bare_year;
}
bool is_plan(const PeriodMention& mention) { return mention.form == PeriodForm::plan_years; }
bool is_day(const PeriodMention& mention) { return mention.form == PeriodForm::day; }

DaySpan half_span(int fy) {
  const Day first = fiscal_year_span(fy).first;
  return {first, fiscal_year_span(fy).last - days(183)};  // April to September have 183 days
}

/// `year` beside the years [low, high].
PeriodFit compare(int year, int low, int high) {
  if (year < low) return PeriodFit::earlier;
  return year > high ? PeriodFit::later : PeriodFit::right;
}

/// A span that lies wholly before or behind `wanted`; `inside` if they meet.
PeriodFit side(const DaySpan& found, const DaySpan& wanted, PeriodFit inside) {
  if (found.last < wanted.first) return PeriodFit::earlier;
  return found.first > wanted.last ? PeriodFit::later : inside;
}

PeriodFit plan_years_fit(const PeriodMention& plan, int fy, PeriodFit inside) {
  if (plan.year_to < fy) return PeriodFit::earlier;
  return plan.year > fy ? PeriodFit::later : inside;
}

bool includes(const DaySpan& found, const DaySpan& wanted) {
  constexpr days kSlack{15};  // "3 ต.ค. 65 – 28 มี.ค. 66" is meant as the half year
  return found.first <= wanted.first + kSlack && found.last + kSlack >= wanted.last;
}

/// A signing date says little about the period a paper is for: one long before it means an older
/// paper, one behind `until` a newer one.
PeriodFit signed_fit(const DaySpan& day, const DaySpan& wanted, Day until) {
  if (day.first > until) return PeriodFit::later;
  if (day.first > wanted.last) return PeriodFit::unknown;
  if (day.first >= wanted.first) return PeriodFit::partial;
  return day.first < wanted.first - days(183) ? PeriodFit::earlier : PeriodFit::unknown;
}

PeriodFit covers_fit(int fy, const PeriodMention& mention) {
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::right);
  if (is_year(mention)) return compare(mention.year, fy, fy);
  if (is_day(mention) || mention.form == PeriodForm::month) return PeriodFit::unknown;
  const bool whole = includes(*mention.span, fiscal_year_span(fy));
  return side(*mention.span, fiscal_year_span(fy), whole ? PeriodFit::right : PeriodFit::partial);
}

PeriodFit plan_fit(int fy, const PeriodMention& mention) {
  const DaySpan wanted = fiscal_year_span(fy);
  if (is_day(mention)) return signed_fit(*mention.span, wanted, wanted.last);
  if (mention.form == PeriodForm::month) return side(*mention.span, wanted, PeriodFit::partial);
  return covers_fit(fy, mention);
}

PeriodFit done_fit(int fy, const DaySpan& wanted, const PeriodMention& mention) {
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::unknown);
  if (is_year(mention)) return compare(mention.year, fy, fy);
  return side(*mention.span, wanted, PeriodFit::right);
}

PeriodFit half_report_fit(int fy, const PeriodMention& mention) {
  const DaySpan wanted = half_span(fy);
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::unknown);
  if (is_year(mention)) {
    const PeriodFit fit = compare(mention.year, fy, fy);
    return fit == PeriodFit::right ? PeriodFit::partial : fit;
  }
  if (is_day(mention)) return signed_fit(*mention.span, wanted, fiscal_year_span(fy).last);
  const bool whole = months_covered(fy, std::span(&mention, 1)) == kAllMonths;
  return side(*mention.span, wanted, whole ? PeriodFit::right : PeriodFit::partial);
}

PeriodFit year_report_fit(int year, const PeriodMention& mention) {
  const DaySpan wanted = fiscal_year_span(year);
  if (is_plan(mention)) return plan_years_fit(mention, year, PeriodFit::unknown);
  if (is_year(mention)) return compare(mention.year, year, year);
  if (is_day(mention)) return signed_fit(*mention.span, wanted, wanted.last + days(365));
  const bool whole =
      includes(*mention.span, wanted) || includes(*mention.span, calendar_year_span(year));
  return side(*mention.span, wanted, whole ? PeriodFit::right : PeriodFit::partial);
}

/// A plan or a list that says how far it has come: any part of the year is of the year.
PeriodFit progress_fit(int fy, const PeriodMention& mention) {
  const DaySpan wanted = fiscal_year_span(fy);
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::unknown);
  if (is_year(mention)) return compare(mention.year, fy, fy);
  if (is_day(mention)) return signed_fit(*mention.span, wanted, wanted.last);
  return side(*mention.span, wanted, PeriodFit::right);
}

/// The year before or what there is of this one.
PeriodFit prev_or_now_fit(int fy, const PeriodMention& mention) {
  const DaySpan wanted{fiscal_year_span(fy - 1).first, fiscal_year_span(fy).last};
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::unknown);
  if (is_year(mention)) return compare(mention.year, fy - 1, fy);
  if (is_day(mention)) return signed_fit(*mention.span, wanted, wanted.last);
  return side(*mention.span, wanted, PeriodFit::right);
}

/// One month of many is a part of what is asked for; all that are over are the whole.
PeriodFit monthly_fit(int fy, Day as_of, const PeriodMention& mention) {
  if (is_plan(mention)) return plan_years_fit(mention, fy, PeriodFit::unknown);
  if (is_year(mention)) {
    const PeriodFit fit = compare(mention.year, fy, fy);
    return fit == PeriodFit::right ? PeriodFit::partial : fit;
  }
  const DaySpan wanted = fiscal_year_span(fy);
  if (is_day(mention)) return signed_fit(*mention.span, wanted, wanted.last);
  const unsigned asked = months_asked(monthly_fy, fy, as_of);
  const bool whole = asked != 0 && (months_of_year(fy, std::span(&mention, 1)) & asked) == asked;
  return side(*mention.span, wanted, whole ? PeriodFit::right : PeriodFit::partial);
}

PeriodFit analysis_fit(int fy, const PeriodMention& mention) {
  const DaySpan wanted{fiscal_year_span(fy - 1).first, fiscal_year_span(fy).last};
  if (is_plan(mention)) return side(*mention.span, wanted, PeriodFit::unknown);
  if (is_year(mention)) return compare(mention.year, fy - 1, fy);
  return side(*mention.span, wanted, PeriodFit::partial);
}

/// Right first, unknown last.
int rank(PeriodFit fit) { return static_cast<int>(fit); }

bool is_half_report(PeriodCode code) { return code == report_6m_fy || code == monthly_6m_fy; }
bool is_year_report(PeriodCode code) { return code == report_prev_fy || code == stats_prev_fy; }

/// Names a part of a year or a round of its own, so that a year beside it adds nothing. A few days
/// (5–7 เมษายน 2566) and, for a whole year's report, a month may only say when something was.
bool is_specific(PeriodCode code, const PeriodMention& mention) {
  if (mention.law_year || !mention.span || is_year(mention) || is_plan(mention) || is_day(mention))
    return false;
  if (mention.form == PeriodForm::month) return is_half_report(code) || code == monthly_fy;
  return mention.span->last - mention.span->first >= days(27);
}

bool is_half_word(const PeriodMention& mention) { return mention.form == PeriodForm::span_word; }

/// "รอบ 6 เดือน" far from the only years named: the span from the one, the year from the others.
std::optional<PeriodFit> joined_half(int fy, std::span<const PeriodMention> mentions) {
  int part = 0;
  bool year = false;
  for (const PeriodMention& mention : mentions) {
    if (mention.law_year || is_plan(mention) || is_day(mention)) continue;
    if (mention.form == PeriodForm::span_word)
      part = part == 0 || part == mention.part ? mention.part : -1;
    else if (mention.span && mention.year != 0 && is_year(mention) && mention.year == fy)
      year = true;
    else if (mention.span)
      return std::nullopt;
  }
  if (!year || part <= 0) return std::nullopt;
  return part == 1 ? PeriodFit::right : PeriodFit::later;
}
}  // namespace

std::optional<PeriodCode> read_period_code(std::string_view name) {
  for (const auto& [code, written] : kCodes)
    if (written == name) return code;
  return std::nullopt;
}

std::string_view name_of(PeriodCode code) {
  return kCodes[static_cast<std::size_t>(code)].second;  // in the order of the enumeration
}

std::string_view name_of(PeriodFit fit) {
  constexpr std::array<std::string_view, 5> kNames{"right", "partial", "earlier", "later",
                                                   "unknown"};
  return kNames[static_cast<std::size_t>(fit)];
}

DaySpan required_span(PeriodCode code, int fy, Day as_of) {
  const DaySpan year = fiscal_year_span(fy);
  switch (code) {
    case current:
    case any_year:
      return {Day{std::chrono::year{1900} / std::chrono::January / 1}, as_of};
    case covers_fy:
    case plan_fy:
    case plan_progress_fy:
    case list_progress_fy:
    case rules_and_plan_fy:
    case declare_and_done_fy:
      return year;
    case done_fy:
    case news_fy:
    case progress_fy:
    case monthly_fy:
    case rules_and_done_fy:
      return {year.first, std::max(year.first, std::min(as_of, year.last))};
    case report_6m_fy:
    case monthly_6m_fy:
      return half_span(fy);
    case report_prev_fy:
    case stats_prev_fy:
      return fiscal_year_span(fy - 1);
    case analysis_prev_ita:
    case prev_fy_or_6m:
    case system_and_stats:
      break;
  }
  return {fiscal_year_span(fy - 1).first, year.last};
}

PeriodFit fit(PeriodCode code, int fy, Day as_of, const PeriodMention& mention) {
  if (code == current || code == any_year) return PeriodFit::right;
  if (mention.law_year || !mention.span) return PeriodFit::unknown;
  switch (code) {
    case covers_fy:
      return covers_fit(fy, mention);
    case plan_fy:
      return plan_fit(fy, mention);
    case done_fy:
    case news_fy:
      return done_fit(fy, required_span(code, fy, as_of), mention);
    case report_6m_fy:
    case monthly_6m_fy:
      return half_report_fit(fy, mention);
    case report_prev_fy:
    case stats_prev_fy:
      return year_report_fit(fy - 1, mention);
    case progress_fy:
    case plan_progress_fy:
    case list_progress_fy:
      return progress_fit(fy, mention);
    case prev_fy_or_6m:
    case system_and_stats:
      return prev_or_now_fit(fy, mention);
    case monthly_fy:
      return monthly_fit(fy, as_of, mention);
    case rules_and_plan_fy:
      return covers_fit(fy, mention);
    case rules_and_done_fy:
      return done_fit(fy, required_span(code, fy, as_of), mention);
    case declare_and_done_fy:
      return plan_fit(fy, mention);
    default:
      return analysis_fit(fy, mention);
  }
}

PeriodFit fit(PeriodCode code, int fy, Day as_of, std::span<const PeriodMention> mentions) {
  if (code == current || code == any_year) return PeriodFit::right;
  const bool by_parts = is_half_report(code) || is_year_report(code) || code == monthly_fy;
  const bool specific =
      by_parts && std::ranges::any_of(mentions, [&](const PeriodMention& mention) {
        return is_specific(code, mention);
      });
  PeriodFit best = PeriodFit::unknown;
  for (const PeriodMention& mention : mentions) {
    if (specific && is_year(mention)) continue;
    const PeriodFit one = fit(code, fy, as_of, mention);
    if (rank(one) < rank(best)) best = one;
  }
  if (is_year_report(code) && best == PeriodFit::right && !specific &&
      std::ranges::any_of(mentions, is_half_word))
    return PeriodFit::partial;
  if (code == monthly_fy && best == PeriodFit::partial) {
    const unsigned asked = months_asked(code, fy, as_of);
    if (asked != 0 && (months_of_year(fy, mentions) & asked) == asked) return PeriodFit::right;
  }
  if (!is_half_report(code) || best == PeriodFit::right) return best;
  if (months_covered(fy, mentions) == kAllMonths) return PeriodFit::right;
  return joined_half(fy, mentions).value_or(best);
}

std::vector<PeriodCode> codes_of_parts(PeriodCode code) {
  switch (code) {
    case plan_progress_fy:
      return {plan_fy, progress_fy};
    case rules_and_plan_fy:
      return {any_year, covers_fy};
    case rules_and_done_fy:
      return {any_year, done_fy};
    case declare_and_done_fy:
      return {plan_fy, done_fy};
    case system_and_stats:
      return {current, prev_fy_or_6m};
    default:
      return {};
  }
}

unsigned months_of_year(int fy, std::span<const PeriodMention> mentions) {
  constexpr days kEnough{15};
  const Day start = fiscal_year_span(fy).first;
  const std::chrono::year_month_day october{start};
  unsigned covered = 0;
  for (const PeriodMention& mention : mentions) {
    if (!mention.span || mention.law_year || is_year(mention) || is_plan(mention) ||
        is_day(mention))
      continue;
    for (int i = 0; i < kMonths; ++i) {
      const auto month =
          std::chrono::year_month(october.year(), october.month()) + std::chrono::months(i);
      const Day first = std::max(mention.span->first, Day(month / std::chrono::day{1}));
      const Day last = std::min(mention.span->last, Day(month / std::chrono::last));
      if (last - first + days(1) >= kEnough) covered |= 1U << static_cast<unsigned>(i);
    }
  }
  return covered;
}

unsigned months_covered(int fy, std::span<const PeriodMention> mentions) {
  return months_of_year(fy, mentions) & kAllMonths;
}

unsigned months_asked(PeriodCode code, int fy, Day as_of) {
  if (code == monthly_6m_fy) return kAllMonths;
  if (code != monthly_fy) return 0;
  const std::chrono::year_month_day october{fiscal_year_span(fy).first};
  unsigned asked = 0;
  for (int i = 0; i < kMonths; ++i) {
    const auto month =
        std::chrono::year_month(october.year(), october.month()) + std::chrono::months(i);
    if (Day(month / std::chrono::last) < as_of) asked |= 1U << static_cast<unsigned>(i);
  }
  return asked;
}

}  // namespace oit::text
