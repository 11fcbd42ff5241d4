#pragma once
#include <chrono>
#include <string_view>

#include "base/result.h"

namespace oit {

/// Reads "0", "250ms", "1.5s", "10min" or "2h"; a bare number is seconds. Errors: bad_argument.
Result<std::chrono::milliseconds> read_duration(std::string_view text);

}  // namespace oit
