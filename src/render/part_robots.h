#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/fetch.h"
#include "net/fetcher.h"
#include "url/url.h"

namespace oit::render {

/// Which parts of drawn pages robots.txt lets us ask for: the same file, read the same way, as for
/// our own fetches. Each origin's is asked for once and remembered. One thread.
class PartRobots {
 public:
  using Told = std::function<void(const net::RobotsVerdict&)>;

  /// Tells, on the thread of this and not before it returns, what robots.txt of `url`'s origin
  /// says.
  using Ask = std::function<void(const url::Url& url, model::Owner owner, Told told)>;

  /// Without `ask` everything is allowed.
  explicit PartRobots(Ask ask) : ask_(std::move(ask)) {}
  PartRobots(const PartRobots&) = delete;
  PartRobots& operator=(const PartRobots&) = delete;

  /// Calls `then` with whether `url` may be asked for: now when that is known, else later. Of an
  /// origin whose robots.txt cannot be read nothing may be (RFC 9309, section 2.3.1.4).
  void check(const url::Url& url, model::Owner owner, std::function<void(bool)> then);

 private:
  struct Origin {
    bool is_known = false;
    net::RobotsVerdict verdict{};
    std::vector<std::function<void()>> waiting{};
  };
  void take(const std::string& name, const net::RobotsVerdict& verdict);

  const Ask ask_;
  std::map<std::string, Origin> origins_;
};

}  // namespace oit::render
