#pragma once
#include <chrono>

namespace oit::net {

/// How fast one host or one IP address may be asked.
struct PaceRules {
  bool auto_delay = true;
  std::chrono::milliseconds min_delay{250}, most_delay{30'000};
  std::chrono::milliseconds fixed_delay{0};  ///< start to start, when auto_delay is false
  int connections = 1;
};

/// Keeps one host's or one address's pace: how many requests run, and when the next may start.
/// With an automatic delay a server that answers slowly is asked slowly: the pause after an answer
/// is as long as the answer took. I/O thread only.
class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Pace(PaceRules rules) : rules_(rules) {}

  /// robots.txt's wish, start to start; beyond the longest delay the longest counts.
  void set_crawl_delay(std::chrono::milliseconds delay);

  /// No request before `until`: a Retry-After, or a pause before another try.
  void hold_until(Time until);

  bool has_room() const { return running_ < rules_.connections; }
  Time ready_at() const { return ready_at_; }
  int running() const { return running_; }

  void started(Time now);
  void finished(Time now, std::chrono::milliseconds response_time);

 private:
  PaceRules rules_;
  std::chrono::milliseconds crawl_delay_{0};
  int running_ = 0;
  Time ready_at_{};
};

}  // namespace oit::net
