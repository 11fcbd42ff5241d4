#pragma once
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "net/http_fetcher.h"
#include "net/pace.h"
#include "url/url.h"

namespace oit::render {

/// How fast drawn pages may ask their servers: as our own fetches do. A page asks for its parts all
/// at once; here they stand in line, host by host. One thread.
class Manners {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Go = std::function<void()>;

  /// Loopback `seeds` are asked without a pause.
  Manners(net::FetchLimits limits, const std::vector<url::Url>& seeds);

  /// `url`'s host was asked by somebody else just now.
  void note_asked(const url::Url& url, Time now);

  /// Calls `go`, now or from `let_go`, when `url`'s host may be asked. The number is for `finished`
  /// and `drop`.
  std::uint64_t ask(const url::Url& url, Time now, Go go);

  /// The request `number` was answered. A second call does nothing.
  void finished(std::uint64_t number, Time now);

  /// Nobody wants `number` any more, whether it still stands in line or is under way.
  void drop(std::uint64_t number, Time now);

  /// Lets go whose time has come; gives when to call again (`now` + 1 h when nothing waits).
  Time let_go(Time now);

 private:
  struct Waiting {
    std::uint64_t number;
    Go go;
  };
  struct Place {
    net::Pace pace;
    std::deque<Waiting> line;
  };
  struct Running {
    std::string place;
    Time since;
  };
  Place& place_of(const url::Url& url);
  void let_go(const std::string& name, Place& place, Time now);

  const net::FetchLimits limits_;
  std::set<std::string> relaxed_;
  std::map<std::string, Place> places_;
  std::map<std::uint64_t, Running> running_;
  std::uint64_t last_ = 0;
};

}  // namespace oit::render
