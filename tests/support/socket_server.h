#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace oit::test {

/// One connection a test server accepted; closed when the handler returns.
class Connection {
 public:
  Connection(int socket, const std::atomic<bool>& stopped) : socket_(socket), stopped_(stopped) {}

  /// The next request head up to its empty line, or "" when the peer closed or the server stops.
  std::string read_head();

  /// The next `count` bytes, or fewer when the peer closed or the server stops.
  std::string read_bytes(std::size_t count);

  /// False when the peer is gone or the server stops: the moment to give up an endless answer.
  bool send(std::string_view bytes);

  /// Waits; false when the server stops.
  bool pause(int milliseconds) const;

  /// Makes closing the connection a reset (RST) instead of an end (FIN).
  void reset_on_close() const;

  /// Tells the peer that nothing more comes and waits until it has read what was sent.
  void end() const;

 private:
  /// Reads what comes next into `waiting_`; false when nothing more comes.
  bool read_more();

  int socket_;
  const std::atomic<bool>& stopped_;
  std::string waiting_;
};

/// A server on 127.0.0.1 and a free port with a thread per connection. The destructor closes every
/// connection and joins.
class SocketServer {
 public:
  using Handler = std::function<void(Connection&)>;

  explicit SocketServer(Handler handler);
  SocketServer(const SocketServer&) = delete;
  SocketServer& operator=(const SocketServer&) = delete;
  ~SocketServer();

  int port() const { return port_; }
  std::size_t accepted() const { return accepted_; }  ///< connections so far

 private:
  void accept_all();
  void serve(int socket);

  Handler handler_;
  int listener_ = -1, port_ = 0;
  std::atomic<bool> stopped_{false};
  std::atomic<std::size_t> accepted_{0};
  std::mutex mutex_;
  std::set<int> open_;
  std::vector<std::jthread> threads_;
  std::set<std::thread::id> done_;  // of `threads_`, to be joined when the next one comes
  std::jthread acceptor_;
};

}  // namespace oit::test
