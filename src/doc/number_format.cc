#include "doc/number_format.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "text/dates.h"
#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"มกราคม",  "กุมภาพันธ์", "มีนาคม",    "เมษายน",
                                                   "พฤษภาคม", "มิถุนายน",  "กรกฎาคม",  "สิงหาคม",
                                                   "กันยายน",  "ตุลาคม",   "พฤศจิกายน", "ธันวาคม"};
constexpr double kLastSerial = 2'958'465 + 400'000;  // 31 December 9999, and room for B.E. years
constexpr int kFirstBuddhist = 2400, kEra = 543;

/// The letters of a format that stand for parts of a value, others taken out: literals, colours,
/// conditions and locales. Elapsed times ("[h]") keep their letter.
std::string bare_code(std::string_view code) {
  std::string bare;
  for (std::size_t at = 0; at < code.size();) {
    const text::ReadChar read = text::read_char(code, at);
    const char32_t c = read.c;
    at += read.size;
    if (c == ';') break;
    if (c == '"') {
      at = std::min(code.find('"', at), code.size() - 1) + 1;
    } else if (c == '\\' || c == '_' || c == '*') {
      if (at < code.size()) at += text::read_char(code, at).size;
    } else if (c == '[') {
      const auto end = std::min(code.find(']', at), code.size());
      const auto inside = code.substr(at, end - at);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
        bare += inside[0];
      at = std::min(end + 1, code.size());
    } else if (c == U'ว') {
      bare += 'd';
    } else if (c == U'ด') {
      bare += 'm';
    } else if (c == U'ป') {
      bare += 'y';
    } else if (c < 0x80) {
      bare += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
  }
  return bare;
}

bool has(std::string_view text, char c) { return text.find(c) != std::string_view::npos; }

NumberKind kind_of_date(std::string_view bare) {
  const bool has_time = has(bare, 'h') || has(bare, 's');
  const bool has_day = has(bare, 'd');
  const bool has_year = has(bare, 'y') || has(bare, 'b');
  const bool has_month = has(bare, 'm') && (has_day || has_year || !has_time);
  if (has_day) return has_time ? NumberKind::day_time : NumberKind::day;
  if (has_month) return NumberKind::month;
  return has_year ? NumberKind::year : NumberKind::time;
}

std::string day_text(std::chrono::sys_days day, NumberKind kind) {
  const std::chrono::year_month_day date(day);
  const int year = static_cast<int>(date.year());
  const std::string be = std::to_string(year >= kFirstBuddhist ? year : year + kEra);
  if (kind == NumberKind::year) return be;
  const auto month = std::string(kMonths[static_cast<unsigned>(date.month()) - 1]);
  if (kind == NumberKind::month) return month + ' ' + be;
  return std::to_string(static_cast<unsigned>(date.day())) + ' ' + month + ' ' + be;
}

std::string time_text(double part) {
  const int minutes = static_cast<int>(std::lround(part * 24 * 60));
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", minutes / 60, minutes % 60);
  return text.data();
}

std::string date_text(double value, NumberKind kind, bool is_1904) {
  using namespace std::chrono;
  const double whole = std::floor(value);
  if (kind == NumberKind::time) return time_text(value - (value < 1 ? 0 : whole));
  // The 1900 system counts a 29 February 1900 that never was: serials below 60 are a day later.
  const sys_days first = is_1904 ? sys_days{year{1904} / January / 1}
                                 : sys_days{year{1899} / December / (whole < 60 ? 31 : 30)};
  std::string text = day_text(first + days{static_cast<int>(whole)}, kind);
  if (kind == NumberKind::day_time && value > whole) text += ' ' + time_text(value - whole);
  return text;
}

std::string group_thousands(std::string digits) {
  const auto point = std::min(digits.find('.'), digits.size());
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = point; at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string number_text(double value, const NumberFormat& format) {
  constexpr int kMaxDecimals = 15;
  const bool is_percent = format.kind == NumberKind::percent;
  if (is_percent) value *= 100;
  std::array<char, 64> text{};
  const bool is_huge = std::abs(value) >= 1e15;
  if (format.decimals >= 0 && !is_huge)
    std::snprintf(text.data(), text.size(), "%.*f", std::min(format.decimals, kMaxDecimals), value);
  else
    std::snprintf(text.data(), text.size(), "%.15g", value);
  std::string out = text.data();
  if (format.has_thousands && !is_huge) out = group_thousands(std::move(out));
  return is_percent ? out + '%' : out;
}

}  // namespace

NumberFormat read_format(std::string_view code) {
  NumberFormat format;
  const std::string bare = bare_code(code);
  if (bare == "general" || bare == "@" || bare.empty()) return format;
  const bool has_digits = has(bare, '0') || has(bare, '#');
  const bool is_exponent = bare.find("e+") != std::string::npos;
  const bool has_letter = bare.find_first_of("ymdhsb") != std::string::npos;
  if (has_letter && !is_exponent && (!has_digits || has(bare, 's') || has(bare, 'h'))) {
    format.kind = kind_of_date(bare);
    return format;
  }
  if (!has_digits || is_exponent) return format;
  format.kind = has(bare, '%') ? NumberKind::percent : NumberKind::number;
  format.has_thousands = bare.find("#,#") != std::string::npos ||
                         bare.find("0,0") != std::string::npos ||
                         bare.find("#,0") != std::string::npos;
  format.decimals = 0;
  if (const auto point = bare.find('.'); point != std::string::npos)
    for (std::size_t i = point + 1;
         i < bare.size() && (bare[i] == '0' || bare[i] == '#' || bare[i] == '?'); ++i)
      ++format.decimals;
  return format;
}

NumberFormat builtin_format(int id) {
  using enum NumberKind;
  if (id == 1 || id == 3 || id == 37 || id == 38) return {number, id != 1, 0};
  if (id == 59 || id == 61) return {number, id == 61, 0};
  if (id == 2 || id == 4 || id == 39 || id == 40) return {number, id != 2, 2};
  if (id == 60 || id == 62) return {number, id == 62, 2};
  if ((id >= 41 && id <= 44)) return {number, true, id >= 43 ? 2 : 0};
  if (id == 9 || id == 67) return {percent, false, 0};
  if (id == 10 || id == 68) return {percent, false, 2};
  if ((id >= 14 && id <= 16) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
      id == 57 || id == 58 || (id >= 71 && id <= 73))
    return {day};
  if (id == 17 || id == 74 || id == 55 || id == 56) return {month};
  if (id == 22 || id == 77 || id == 81) return {day_time};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 75 ||
      id == 76 || (id >= 78 && id <= 80))
    return {time};
  return {};
}

std::string write_number(double value, const NumberFormat& format, bool is_1904) {
  if (!std::isfinite(value)) return {};
  const bool is_date = format.kind != NumberKind::number && format.kind != NumberKind::percent;
  if (is_date && value >= 0 && value < kLastSerial) return date_text(value, format.kind, is_1904);
  return number_text(value, is_date ? NumberFormat{} : format);
}

std::string write_iso_day(std::string_view text) {
  const auto day = text::read_iso_day(text.substr(0, 10));
  const bool has_more = text.size() > 10;
  if (!day || (has_more && text[10] != 'T' && text[10] != ' ')) return std::string(text);
  std::string out = day_text(*day, NumberKind::day);
  if (text.size() >= 16 && text.substr(11, 5) != "00:00")
    out += ' ' + std::string(text.substr(11, 5));
  return out;
}

}  // namespace oit::doc
