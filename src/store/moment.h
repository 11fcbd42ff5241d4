#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace oit::store {

/// One second in UTC, spelled as archives spell it.
class Moment {
 public:
  explicit Moment(std::chrono::system_clock::time_point at);

  std::string iso_seconds() const;                              ///< "2023-04-20T03:04:05Z"
  std::string fourteen_digits() const { return day_ + time_; }  ///< "20230420030405"

 private:
  std::string day_, time_;  // "20230420", "030405"
};

/// Fourteen digits as a point of time; nothing when they are none.
std::optional<std::chrono::sys_seconds> read_fourteen_digits(std::string_view digits);

/// The fourteen digits in an ISO date as people and tools write it: "2023-04-20T03:04:05.678Z"
/// gives "20230420030405"; empty when there are fewer.
std::string fourteen_digits_of(std::string_view iso);

}  // namespace oit::store
