#include "store/moment.h"

#include <algorithm>
#include <charconv>

namespace oit::store {
namespace {

std::string padded(int value, std::size_t width) {
  std::string digits = std::to_string(std::max(value, 0));
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Moment::Moment(std::chrono::system_clock::time_point at) {
  using std::chrono::floor;
  const auto day = floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(floor<std::chrono::seconds>(at) - day);
  day_ = padded(static_cast<int>(date.year()), 4) +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
  time_ = padded(static_cast<int>(time.hours().count()), 2) +
          padded(static_cast<int>(time.minutes().count()), 2) +
          padded(static_cast<int>(time.seconds().count()), 2);
}

std::string Moment::iso_seconds() const {
  std::string out = day_ + 'T' + time_ + 'Z';
  for (const std::size_t at : {13U, 11U}) out.insert(at, 1, ':');
  for (const std::size_t at : {6U, 4U}) out.insert(at, 1, '-');
  return out;
}

std::optional<std::chrono::sys_seconds> read_fourteen_digits(std::string_view digits) {
  using namespace std::chrono;
  if (digits.size() != 14 || !std::ranges::all_of(digits, is_digit)) return std::nullopt;
  const auto part = [&](std::size_t at, std::size_t size) {
    return number(digits.substr(at, size));
  };
  const year_month_day date(year(part(0, 4)), month(static_cast<unsigned>(part(4, 2))),
                            day(static_cast<unsigned>(part(6, 2))));
  if (!date.ok()) return std::nullopt;
  return sys_days(date) + hours(part(8, 2)) + minutes(part(10, 2)) + seconds(part(12, 2));
}

std::string fourteen_digits_of(std::string_view iso) {
  std::string digits;
  for (const char c : iso.substr(0, iso.find_first_of(".Zz")))
    if (is_digit(c) && digits.size() < 14) digits += c;
  return digits.size() == 14 ? digits : std::string();
}

}  // namespace oit::store
