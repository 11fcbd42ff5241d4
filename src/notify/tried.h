#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace oit::notify {

/// How one try to bring a message ended.
enum class TryEnd : std::uint8_t {
  arrived,      ///< the server took it
  later,        ///< another try may end better
  unreachable,  ///< the same, and nobody was there: other messages to this server will fare alike
  refused,      ///< another try would end alike
};

struct Tried {
  TryEnd end = TryEnd::refused;
  std::string why;  ///< one English clause without secrets; empty when it arrived
  std::optional<std::chrono::milliseconds> wait;  ///< the server's own wish before another try
};

}  // namespace oit::notify
