#include "notify/quiet_hours.h"

#include <optional>

namespace oit::notify {
namespace {

/// "07:30" as minutes of the day.
std::optional<std::chrono::minutes> read_hour(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
    return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0',
            minute = (text[3] - '0') * 10 + text[4] - '0';
  if (hour > 23 || minute > 59) return std::nullopt;
  return std::chrono::minutes(hour * 60 + minute);
}

}  // namespace

bool QuietHours::holds(std::chrono::system_clock::time_point at) const {
  const auto here = at + std::chrono::hours(7);  // Bangkok
  const auto now =
      std::chrono::floor<std::chrono::minutes>(here - std::chrono::floor<std::chrono::days>(here));
  return from < to ? from <= now && now < to : from <= now || now < to;
}

Result<QuietHours> read_quiet_hours(std::string_view text) {
  const auto dash = text.find('-');
  const auto from = read_hour(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? std::nullopt : read_hour(text.substr(dash + 1));
  if (!from || !to || *from == *to)
    return fail(ErrorCode::bad_argument, "expected hours such as 20:00-07:00");
  return QuietHours{*from, *to};
}

}  // namespace oit::notify
