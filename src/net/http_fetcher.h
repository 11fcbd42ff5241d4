#pragma once
#include <chrono>
#include <cstddef>
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
  int connections_per_host = 1;
  int connections_total = 200;
  bool auto_delay = true;  ///< max(min_delay, last response time), at most 30 s
  std::chrono::milliseconds min_delay{250}, most_delay{30'000};
  std::chrono::milliseconds fixed_delay{0};  ///< used when auto_delay is false
  bool ignore_politeness = false;            ///< no pace, no connection limit per host
  bool ignore_robots = false;
  std::vector<std::string> allow_private;  ///< "host" or "host:port" that may be private
  std::string user_agent = "oitcheck/0 (+contact)";
  std::string spool_dir;  ///< empty: the system's temporary folder
};

/// Fetcher over libcurl's multi interface. `seeds` are the operator's own addresses: exactly their
/// host and port may be loopback or private; loopback seeds have no delay and up to 64 connections.
/// Errors: internal (libcurl lacks what we need).
Result<std::unique_ptr<Fetcher>> make_http_fetcher(FetchLimits limits,
                                                   const std::vector<url::Url>& seeds,
                                                   const Clock& clock);

}  // namespace oit::net
