#pragma once
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"
#include "model/fetch.h"

namespace oit::net {

/// What the name service said of one host.
struct Lookup {
  enum class Result {
    found,
    no_such_name,  ///< the name service says so: NXDOMAIN, or no address under it
    no_answer,     ///< no server answered for this name
    no_service     ///< this machine has no network but itself
  } result = Result::no_answer;
  std::vector<std::string> addresses;  ///< numeric, in the order to try; IPv6 without brackets
  bool has_public = false;             ///< one of them is a public address
  std::string why;                     ///< one clause
};

/// How a request to a host that could not be looked up ends. The name service's own "no such name"
/// is the site's fault. Silence is this machine's as long as nothing else was ever found or reached
/// (`has_network`), else the name's servers': perhaps they answer tomorrow.
model::FetchOutcome outcome_of_lookup(Lookup::Result result, bool has_network);

/// Looks names up on threads of its own, because the C library's lookup blocks for seconds. The
/// destructor waits for lookups that run, drops those that wait.
class Resolver {
 public:
  using Done = std::function<void(Lookup)>;

  explicit Resolver(int threads);

  /// Looks `host` (a name or a numeric address, IPv6 in brackets) up; `done` runs on a thread of
  /// the resolver. False when too many names wait. Any thread.
  bool look_up(std::string host, Done done);

 private:
  BoundedQueue<std::function<void()>> jobs_;
  std::vector<std::jthread> threads_;  // after jobs_
};

/// Looks `host` up now, on this thread.
Lookup look_up_now(const std::string& host);

}  // namespace oit::net
