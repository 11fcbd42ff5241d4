#include "store/times.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace oit::store {
namespace {

std::optional<int> read_digits(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string write_day(text::Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string write_time(std::chrono::system_clock::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const auto ms = std::chrono::floor<std::chrono::milliseconds>(at - day).count();
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", write_day(day), ms / 3'600'000,
                     ms / 60'000 % 60, ms / 1'000 % 60, ms % 1'000);
}

std::chrono::system_clock::time_point read_time(std::string_view text) {
  constexpr std::size_t kSeconds = 19, kWhole = 24;  // letters up to the seconds; with fraction, Z
  if (text.size() < kSeconds) return {};
  const auto day = text::read_iso_day(text.substr(0, 10));
  const auto hours = read_digits(text.substr(11, 2)), minutes = read_digits(text.substr(14, 2)),
             seconds = read_digits(text.substr(17, 2));
  if (!day || !hours || !minutes || !seconds) return {};
  const auto ms = text.size() == kWhole ? read_digits(text.substr(20, 3)) : std::nullopt;
  return *day + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds) + std::chrono::milliseconds(ms.value_or(0));
}

}  // namespace oit::store
