#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace oit::text {

/// A calendar day (Gregorian underneath; Buddhist era years are A.D. + 543).
using Day = std::chrono::sys_days;

/// The days from `first` to `last`, both included.
struct DaySpan {
  Day first;
  Day last;

  bool operator==(const DaySpan&) const = default;
};

/// The form in which a text names a period.
enum class PeriodForm : std::uint8_t {
  day,        ///< 5 เม.ย. 2566
  month,      ///< เดือนมกราคม 2566; without a year: no span, part = month
  range,      ///< ต.ค. 65 – มี.ค. 66, 5–7 เมษายน 2566
  quarter,    ///< ไตรมาสที่ 2 (of the fiscal year); without a year: no span
  half_year,  ///< รอบ 6 เดือน ปีงบประมาณ 2566
  full_year_round,  ///< รอบ 12 เดือน; without a year: no span
  fiscal_year,      ///< ปีงบประมาณ พ.ศ. 2566
  bare_year,        ///< ปี 2566, พ.ศ. 2566, 2023
  plan_years,       ///< พ.ศ. 2566 – 2570
  span_word,        ///< a half year with no year near: รอบ 6 เดือน
};

/// The name of `form` as it stands in this header.
std::string_view name_of(PeriodForm form);

/// One period named in a text.
struct PeriodMention {
  PeriodForm form = PeriodForm::bare_year;
  std::optional<DaySpan> span;  ///< none if the text names no year for it
  int year = 0;     ///< B.E. year named; for a day, month or range the calendar year it starts in;
                    ///< for quarters, halves and rounds the fiscal year; 0 without a year
  int year_to = 0;  ///< last B.E. year; equal to `year` for one year
  int part = 0;     ///< half 1|2, quarter 1–4, month 1–12; 0 where there is none
  std::size_t begin = 0;  ///< bytes [begin, end) of the text given
  std::size_t end = 0;
  bool law_year = false;  ///< the year belongs to the name of an act, decree or regulation

  bool operator==(const PeriodMention&) const = default;
};

/// Every period `utf8` names, in order, not overlapping, the longest reading first. Thai and ASCII
/// digits, Thai and English months, B.E. and A.D. years; a year of two digits counts only beside a
/// month, ปี, ปีงบประมาณ or พ.ศ. A half year, quarter, round or month that names no year takes the
/// one that stands within 40 characters on its line. Years in telephone numbers, amounts, times,
/// document numbers (ครั้งที่ 1/2566) and longer digit runs are none. Source of the fiscal year
/// (1 October to 30 September): Budget Procedures Act B.E. 2561, section 4. Any thread.
std::vector<PeriodMention> find_periods(std::string_view utf8);

/// The calendar day written YYYY-MM-DD (A.D.), and nothing around it. Any thread.
std::optional<Day> read_iso_day(std::string_view text);

/// 1 October `be_year`-1 to 30 September `be_year`.
DaySpan fiscal_year_span(int be_year);

/// 1 January to 31 December of `be_year`.
DaySpan calendar_year_span(int be_year);

/// The B.E. fiscal year `day` lies in.
int fiscal_year_of(Day day);

}  // namespace oit::text
