#include "store/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace oit::store {
namespace {

constexpr std::string_view kForm = "Www, 00 Mmm 0000 00:00:00 GMT";
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool has_form(std::string_view text) {
  if (text.size() != kForm.size() || !text.ends_with(" GMT")) return false;
  for (std::size_t n = 3; n < kForm.size(); ++n) {
    const bool is_digit = text[n] >= '0' && text[n] <= '9';
    if (kForm[n] == '0' ? !is_digit : kForm[n] < 'A' && text[n] != kForm[n]) return false;
  }
  return true;
}

int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int number = 0;
  std::from_chars(text.data() + at, text.data() + at + digits, number);
  return number;
}

}  // namespace

std::optional<std::chrono::system_clock::time_point> read_http_date(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  const std::chrono::year_month_day date(
      std::chrono::year(number_at(text, 12, 4)),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
      std::chrono::day(static_cast<unsigned>(number_at(text, 5, 2))));
  if (month == kMonths.end() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(number_at(text, 17, 2)) +
         std::chrono::minutes(number_at(text, 20, 2)) +
         std::chrono::seconds(number_at(text, 23, 2));
}

}  // namespace oit::store
