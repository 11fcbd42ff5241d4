#include "audit/due.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace oit::audit {
namespace {

constexpr std::array<std::string_view, 12> kTh = {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.",
                                                  "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.",  "พ.ย.", "ธ.ค."};
constexpr std::array<std::string_view, 12> kEn = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Month {
  std::size_t index;
  int year;  ///< B.E.
  explicit Month(text::Day day) {
    const std::chrono::year_month_day date(day);
    index = static_cast<unsigned>(date.month()) - 1;
    year = static_cast<int>(date.year()) + 543;
  }
};

}  // namespace

model::LocalText due_window(text::Day from, text::Day deadline) {
  const Month first(from), last(deadline);
  if (deadline <= from || (first.index == last.index && first.year == last.year))
    return {fmt::format("{} {}", kTh[first.index], first.year % 100),
            fmt::format("{} {}", kEn[first.index], first.year)};
  if (first.year == last.year)
    return {fmt::format("{} - {} {}", kTh[first.index], kTh[last.index], last.year % 100),
            fmt::format("{} - {} {}", kEn[first.index], kEn[last.index], last.year)};
  return {fmt::format("{} {} - {} {}", kTh[first.index], first.year % 100, kTh[last.index],
                      last.year % 100),
          fmt::format("{} {} - {} {}", kEn[first.index], first.year, kEn[last.index], last.year)};
}

model::LocalText day_words(text::Day day) {
  const std::chrono::year_month_day date(day);
  const Month month(day);
  const auto number = static_cast<unsigned>(date.day());
  return {fmt::format("{} {} {}", number, kTh[month.index], month.year),
          fmt::format("{} {} {}", number, kEn[month.index], static_cast<int>(date.year()))};
}

}  // namespace oit::audit
