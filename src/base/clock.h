#pragma once
#include <chrono>

namespace oit {

/// The world's time, an edge that tests replace. Any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  /// Wall time in UTC.
  virtual std::chrono::system_clock::time_point now() const = 0;

  /// Time that never jumps, for waits and limits.
  virtual std::chrono::steady_clock::time_point steady_now() const = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override {
    return std::chrono::system_clock::now();
  }
  std::chrono::steady_clock::time_point steady_now() const override {
    return std::chrono::steady_clock::now();
  }
};

/// The calendar day in Bangkok (a fixed UTC+7, no summer time since 1920) at UTC time `at`.
inline std::chrono::sys_days bangkok_day(std::chrono::system_clock::time_point at) {
  return std::chrono::floor<std::chrono::days>(at + std::chrono::hours(7));
}

}  // namespace oit
