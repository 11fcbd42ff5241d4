#include "net/retry.h"

#include <curl/curl.h>

#include <algorithm>
#include <charconv>
#include <string>

namespace oit::net {

bool is_worth_retrying(model::FetchOutcome outcome, int status) {
  using enum model::FetchOutcome;
  switch (outcome) {
    case refused:
    case reset:
    case timeout:
    case rate_limited:
    case unavailable:
      return true;
    default:
      return status == 408 || status == 500 || status == 502 || status == 504;
  }
}

std::chrono::milliseconds retry_pause(std::chrono::milliseconds base, int next_try,
                                      std::uint64_t seed) {
  const auto doubled = base.count() << std::clamp(next_try - 2, 0, 10);
  const auto part = static_cast<std::int64_t>(seed % 1001);  // 0..1000 thousandths of a share
  return std::chrono::milliseconds(doubled / 2 + doubled * part / 1000);
}

std::optional<std::chrono::milliseconds> read_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error == std::errc() && end == value.data() + value.size()) {
    constexpr std::int64_t kMost = 86'400;
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, kMost));
  }
  const auto at = curl_getdate(std::string(value).c_str(), nullptr);
  if (at < 0) return std::nullopt;
  const auto wait = std::chrono::system_clock::from_time_t(at) - now;
  return std::max(std::chrono::milliseconds(0), std::chrono::ceil<std::chrono::milliseconds>(wait));
}

}  // namespace oit::net
