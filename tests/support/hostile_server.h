#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_server.h"

namespace oit::test {

/// One misdeed of a server, at its own path.
struct Behaviour {
  std::string name;
  std::string path;  ///< "/h/<name>"
  /// The name of the `model::FetchOutcome` a careful fetcher ends with when it asks for the path as
  /// a page under the limits of `quick_limits()`; empty when any end without harm will do.
  std::string outcome;
  bool is_truncated = false;  ///< the answer is cut or ended early, and marked so
  int status = 0;             ///< the last HTTP status to be reported; 0 when not compared
};

/// A server on 127.0.0.1 that does what broken and malicious servers do. Its home page links to
/// every misdeed between ordinary links, so that a whole scan can be run against it.
class HostileServer {
 public:
  HostileServer();

  /// Every behaviour of every server, in a fixed order.
  static const std::vector<Behaviour>& behaviours();

  /// The home page, or `path` of this server.
  std::string url(std::string_view path = "/") const;

  /// Requests that reached a server behind a redirect or link nobody may follow; must stay 0.
  std::size_t intrusions() const { return inside_.asked().size(); }

 private:
  void serve(Connection& connection) const;

  HttpServer inside_;  // a service of the operator's own network, on another port
  SocketServer server_;
};

/// What robots.txt of a server does that is up to no good with it alone.
enum class RobotsMisdeed { error, redirect_circle, redirect_here, huge, html, reset, forbid_all };

/// A server whose robots.txt misbehaves and whose every other page is fine.
class HostileRobotsServer {
 public:
  explicit HostileRobotsServer(RobotsMisdeed misdeed);
  std::string url(std::string_view path = "/") const;

 private:
  SocketServer server_;
};

}  // namespace oit::test
