#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace oit::doc {

/// What a sheet's number format makes of a number.
enum class NumberKind : std::uint8_t { number, percent, day, month, year, time, day_time };

struct NumberFormat {
  NumberKind kind = NumberKind::number;
  bool has_thousands = false;
  int decimals = -1;  ///< digits after the point; -1 as many as there are

  bool operator==(const NumberFormat&) const = default;
};

/// Reads a format code: "#,##0.00", "0%", "[$-D07041E]d mmm yyyy", "[$-1070000]d/mm/yyyy", also
/// with the Thai letters ว ด ป. Only the section for positive numbers counts. Source: ECMA-376,
/// part 1, section 18.8.31.
NumberFormat read_format(std::string_view code);

/// The format of the built-in number `id`, those of Thai Excel included (ECMA-376, part 1, section
/// 18.8.30); General for ids that name none.
NumberFormat builtin_format(int id);

/// `value` as a reader of the sheet sees it, dates in words that text::find_periods reads: "5
/// เมษายน 2566", "เมษายน 2566", "2566", "09:30", "1,250.00", "12.5%". Days count from 1900, or with
/// `is_1904` from 1904. A year from 2400 on is taken to be B.E. already: so it is when "5/4/2566"
/// is typed into a program that does not know the era.
std::string write_number(double value, const NumberFormat& format, bool is_1904);

/// The day of an ISO 8601 text ("2023-04-05", also with a time behind it) in the same words; `text`
/// itself when it is none.
std::string write_iso_day(std::string_view text);

}  // namespace oit::doc
