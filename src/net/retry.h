#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/fetch.h"

namespace oit::net {

/// True when another try may end better: the network failed, or the server said 408, 429, 500 or
/// 502-504. A wrong name, an answer 4xx and a limit of ours would only cost the server again.
bool is_worth_retrying(model::FetchOutcome outcome, int status);

/// The pause before try number `next_try` (the second try is 2): `base` doubled each time, half to
/// one and a half of that by `seed`, so that a thousand scans do not come back at once. The same
/// seed gives the same pause.
std::chrono::milliseconds retry_pause(std::chrono::milliseconds base, int next_try,
                                      std::uint64_t seed);

/// A Retry-After field: seconds or an HTTP date, as time from `now`, never negative. Nothing when
/// it says neither. Source: RFC 9110, section 10.2.3.
std::optional<std::chrono::milliseconds> read_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now);

}  // namespace oit::net
