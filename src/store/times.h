#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "text/dates.h"

namespace oit::store {

/// "2023-04-30T10:20:30.123Z": UTC in ISO 8601, of one length, so that texts sort as times do.
std::string write_time(std::chrono::system_clock::time_point at);

/// What write_time() wrote, also without the fraction; the epoch for any other text.
std::chrono::system_clock::time_point read_time(std::string_view text);

/// "2023-04-30".
std::string write_day(text::Day day);

}  // namespace oit::store
