#include "base/duration.h"

#include <charconv>
#include <cmath>
#include <string>

namespace oit {

Result<std::chrono::milliseconds> read_duration(std::string_view text) {
  const auto refuse = [&] {
    return fail(ErrorCode::bad_argument,
                "\"" + std::string(text) + "\" is no duration; write 250ms, 1.5s, 10min or 2h");
  };
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || !(number >= 0 && number <= 1e7)) return refuse();  // nan too
  const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  double milliseconds = 0;
  if (unit == "ms")
    milliseconds = number;
  else if (unit.empty() || unit == "s")
    milliseconds = number * 1000;
  else if (unit == "min" || unit == "m")
    milliseconds = number * 60'000;
  else if (unit == "h")
    milliseconds = number * 3'600'000;
  else
    return refuse();
  return std::chrono::milliseconds(std::llround(milliseconds));
}

}  // namespace oit
