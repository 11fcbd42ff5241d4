#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <string>

#include "base/result.h"
#include "dashboard/dashboard.h"

namespace oit::dashboard {

/// Where to listen: "127.0.0.1:8080", "[::1]:8080", ":0" for a free port on loopback.
struct Place {
  std::string address = "127.0.0.1";
  int port = 8080;
};

/// Errors: bad_argument (no port from 0 to 65535, no address).
Result<Place> read_place(const std::string& text);

/// The dashboard over HTTP/1.1, one request a connection: a reverse proxy stands before it, or
/// nobody but this machine. Short limits on time and size; every answer carries headers that allow
/// no script, no frame and nothing from elsewhere.
class Server {
 public:
  explicit Server(Dashboard& dashboard);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// The port that is listened at. Errors: io (taken, no right to it, no such address).
  Result<int> bind(const Place& place);
  /// Answers until `stop`, which another thread may call, or until `stop_asked`.
  void run(const std::atomic<bool>& stop_asked);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace oit::dashboard
