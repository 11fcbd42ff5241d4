#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/socket_server.h"

namespace oit::test {

/// What a test server answers: status, header fields in order, body.
struct Reply {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  int delay_ms = 0;  ///< wait before answering
};

/// A request a test server got.
struct Asked {
  std::string target;                         ///< path and query
  std::map<std::string, std::string> fields;  ///< names in lower case
  std::string method, body;
  std::chrono::steady_clock::time_point at;
};

/// A well-behaved HTTP/1.1 server with keep-alive on 127.0.0.1 for tests. Content-Length is added;
/// Content-Type is text/html in UTF-8 unless the reply says otherwise.
class HttpServer {
 public:
  using Handler = std::function<Reply(const Asked&)>;

  /// `handler` runs on connection threads, several at once.
  explicit HttpServer(Handler handler);

  /// Answers by target; what is not in `pages` is 404, "/robots.txt" too.
  explicit HttpServer(std::map<std::string, Reply> pages);

  int port() const { return server_.port(); }

  /// "http://127.0.0.1:PORT" and `path`.
  std::string url(std::string_view path = "/") const;

  /// Every request so far, in order of arrival. Any thread.
  std::vector<Asked> asked() const;

  std::size_t connections() const { return server_.accepted(); }

 private:
  void serve(Connection& connection);

  Handler handler_;
  mutable std::mutex mutex_;
  std::vector<Asked> asked_;
  SocketServer server_;  // last: its threads use the rest
};

/// The fields and target of a request head.
Asked read_request(std::string_view head);

/// The bytes of `reply`, ready to send.
std::string wire_of(const Reply& reply);

}  // namespace oit::test
