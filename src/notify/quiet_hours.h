#pragma once
#include <chrono>
#include <string_view>

#include "base/result.h"

namespace oit::notify {

/// Hours of a day in Bangkok in which nobody is told: from `from` to before `to`, over midnight
/// when `to` is the smaller one.
struct QuietHours {
  std::chrono::minutes from{0}, to{0};

  bool holds(std::chrono::system_clock::time_point at) const;
};

/// "20:00-07:00". Errors: bad_argument.
Result<QuietHours> read_quiet_hours(std::string_view text);

}  // namespace oit::notify
