#pragma once
#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "net/fetcher.h"

namespace oit::net {

/// Limits and manners of fetching; the defaults are the project's promise to small servers.
struct FetchLimits {
  std::size_t page_bytes = std::size_t{8} << 20;       ///< then cut and marked truncated
  std::size_t document_bytes = std::size_t{50} << 20;  ///< spooled to disk
  std::size_t header_bytes = std::size_t{256} << 10;  ///< whole transfer, 1xx and trailers included
  std::size_t bomb_bytes = std::size_t{10} << 20;     ///< beyond this, at most ratio:1
  std::size_t bomb_ratio = 100;
  std::chrono::milliseconds connect{10'000}, first_byte{20'000}, whole{60'000};
  std::size_t slowest_bytes_per_second = 1024;
  std::chrono::milliseconds slowest_window{15'000};
  int redirects = 10, robots_redirects = 5;
  std::size_t robots_bytes = std::size_t{500} << 10;
  int retries = 2;
  std::chrono::milliseconds retry_pause{1'000}, retry_after_most{60'000};
  int connections_per_host = 1;  ///< and per IP address; more than 2 counts as 2
  int connections_total = 200;
  bool auto_delay = true;  ///< max(min_delay, last response time), at most 30 s
  std::chrono::milliseconds min_delay{250}, most_delay{30'000};
  std::chrono::milliseconds fixed_delay{0};                      ///< used when auto_delay is false
  std::map<std::string, std::chrono::milliseconds> host_delays;  ///< fixed ones, by host name
  bool ignore_politeness = false;  ///< no pace, no connection limit per host
  bool ignore_robots = false;
  bool keep_heads = false;                 ///< Response::heads and RobotsVerdict::text are filled
  std::vector<std::string> allow_private;  ///< "host" or "host:port" that may be private
  std::string user_agent = "oitcheck/0 (+contact)";
  std::string spool_dir;  ///< empty: the system's temporary folder
};

/// Fetcher over libcurl's multi interface. `seeds` are the operator's own addresses: exactly their
/// host and port may be loopback or private; loopback seeds have no delay but a fixed one, and up
/// to 64 connections. `clock` outlives the fetcher. Errors: internal (libcurl lacks what we need).
///
/// What callers see of the harder cases:
/// - Names are looked up once per host, on threads of the fetcher. "No such name" from the name
///   service is `no_such_host`; silence is `no_network` while no other name was ever found, and
///   `timeout` later; a machine whose only interface is loopback has `no_network` whatever it asks.
/// - After three failed connects in a row a host is left alone for 30 s: further requests end at
///   once with the same outcome, `requests` 0 and a `why` that says so.
/// - A certificate that does not pass is named in `tls_problem` and `tls_detail`, and the page is
///   read without trust; servers with obsolete TLS only are read and named `other`.
/// - A failure that a page would meet as well as robots.txt (no such host, refused, blocked, no
///   TLS) is reported as itself, not as `robots_unreachable`.
/// - A page whose connection ended early is `ok` and `truncated`; such a document is `reset`.
/// - Video is never read: its first 64 KiB come as `body`, `truncated`.
/// - A `Refresh` header of 5 s or less is followed like a redirect.
Result<std::unique_ptr<Fetcher>> make_http_fetcher(FetchLimits limits,
                                                   const std::vector<url::Url>& seeds,
                                                   const Clock& clock);

}  // namespace oit::net
