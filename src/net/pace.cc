#include "net/pace.h"

#include <algorithm>

namespace oit::net {

void Pace::set_crawl_delay(std::chrono::milliseconds delay) {
  crawl_delay_ = std::clamp(delay, std::chrono::milliseconds(0), rules_.most_delay);
}

void Pace::hold_until(Time until) { ready_at_ = std::max(ready_at_, until); }

void Pace::started(Time now) {
  ++running_;
  const auto between =
      rules_.auto_delay ? crawl_delay_ : std::max(crawl_delay_, rules_.fixed_delay);
  hold_until(now + between);
}

void Pace::finished(Time now, std::chrono::milliseconds response_time) {
  --running_;
  if (!rules_.auto_delay) return;
  const auto most = std::max(rules_.min_delay, rules_.most_delay);
  hold_until(now + std::clamp(response_time, rules_.min_delay, most));
}

}  // namespace oit::net
