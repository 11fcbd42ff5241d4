#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/fetch.h"
#include "net/robots.h"

namespace oit::net {

/// What robots.txt of one origin says to us.
struct RobotsVerdict {
  enum class State { absent, read, unreachable } state = State::absent;
  bool forbids_all = false;
  std::chrono::milliseconds crawl_delay{0};
  std::vector<std::string> sitemaps;  ///< addresses as written
  int status = 0;
  Robots rules{};    ///< of an origin whose file was read; else all is allowed
  std::string text;  ///< the file itself, only when the fetcher was told to keep header blocks
};

/// Asks for addresses, politely and safely; the edge of the world that tests and captures replace.
///
/// One thread, the I/O thread, owns a Fetcher: it calls every member but `post`, and every callback
/// runs on it inside `run`. robots.txt, pace, retries, redirects and all limits are the fetcher's
/// business; a caller sees one Response per Request, whatever happened.
class Fetcher {
 public:
  using Done = std::function<void(model::Response)>;
  virtual ~Fetcher() = default;

  /// Queues `request`; `done` is called later, never inside `fetch`. Requests of one host are sent
  /// in the order given.
  virtual void fetch(model::Request request, Done done) = 0;

  /// What robots.txt of `origin_of`'s origin said; asks for it if needed.
  virtual void robots(const url::Url& origin_of, model::Owner owner,
                      std::function<void(RobotsVerdict)> done) = 0;

  /// Runs `work` on the I/O thread soon. Any thread.
  virtual void post(std::function<void()> work) = 0;

  /// Runs `work` on the I/O thread after `delay`.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> work) = 0;

  /// Serves until `stop` is called (from a callback, or through `post`).
  virtual void run() = 0;
  virtual void stop() = 0;

  /// Ends every queued and running request with `cancelled`.
  virtual void cancel_all() = 0;

  /// The same for the requests of one owner; robots.txt files on their way, which others may wait
  /// for too, are let be.
  virtual void cancel(model::Owner owner) = 0;

  /// How long requests of `owner` have stood in line for an IP address that other owners' sites
  /// share, until now: time that is not the site's.
  virtual std::chrono::milliseconds waited(model::Owner owner) const = 0;

  /// `owner` is done: what only it used may be forgotten.
  virtual void leave(model::Owner owner) = 0;

  /// The IP address `url`'s host leads to, in text; empty when it leads nowhere. Asks the name
  /// service at most once.
  virtual void look_up(const url::Url& url, std::function<void(std::string)> done) = 0;
};

}  // namespace oit::net
