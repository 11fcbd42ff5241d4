#include "support/socket_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "base/check.h"

namespace oit::test {
namespace {

constexpr int kTick = 20;  // milliseconds between looks at the stop flag

sockaddr generic(const sockaddr_in& address) {
  sockaddr out{};
  static_assert(sizeof out == sizeof address);
  std::memcpy(&out, &address, sizeof out);
  return out;
}

}  // namespace

bool Connection::read_more() {
  std::array<char, 4096> buffer{};
  pollfd watch{socket_, POLLIN, 0};
  while (::poll(&watch, 1, kTick) == 0)
    if (stopped_) return false;
  const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (count <= 0 || stopped_) return false;
  waiting_.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

std::string Connection::read_head() {
  for (;;) {
    if (const auto end = waiting_.find("\r\n\r\n"); end != std::string::npos) {
      std::string head = waiting_.substr(0, end + 4);
      waiting_.erase(0, end + 4);
      return head;
    }
    if (!read_more()) return {};
  }
}

std::string Connection::read_bytes(std::size_t count) {
  while (waiting_.size() < count)
    if (!read_more()) break;
  std::string bytes = waiting_.substr(0, count);
  waiting_.erase(0, count);
  return bytes;
}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd watch{socket_, POLLOUT, 0};
    while (::poll(&watch, 1, kTick) == 0)
      if (stopped_) return false;
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 || stopped_) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Connection::pause(int milliseconds) const {
  for (; milliseconds > 0 && !stopped_; milliseconds -= kTick)
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(kTick, milliseconds)));
  return !stopped_;
}

void Connection::reset_on_close() const {
  const linger hard{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
}

void Connection::end() const {
  ::shutdown(socket_, SHUT_WR);
  std::array<char, 1024> rest{};
  pollfd watch{socket_, POLLIN, 0};
  for (int ticks = 0; ticks < 50 && !stopped_; ++ticks)
    if (::poll(&watch, 1, kTick) > 0 && ::recv(socket_, rest.data(), rest.size(), 0) <= 0) return;
}

SocketServer::SocketServer(Handler handler)
    : handler_(std::move(handler)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr wire = generic(address);
  OIT_CHECK(::bind(listener_, &wire, sizeof wire) == 0);
  OIT_CHECK(::listen(listener_, 256) == 0);
  socklen_t length = sizeof wire;
  OIT_CHECK(::getsockname(listener_, &wire, &length) == 0);
  std::memcpy(&address, &wire, sizeof address);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::jthread([this] { accept_all(); });
}

SocketServer::~SocketServer() {
  stopped_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  threads_.clear();
}

void SocketServer::accept_all() {
  while (!stopped_) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ++accepted_;
    const std::lock_guard lock(mutex_);
    std::erase_if(threads_,
                  [this](const std::jthread& one) { return done_.contains(one.get_id()); });
    done_.clear();
    open_.insert(socket);
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

void SocketServer::serve(int socket) {
  Connection connection(socket, stopped_);
  handler_(connection);
  const std::lock_guard lock(mutex_);
  open_.erase(socket);
  ::close(socket);
  done_.insert(std::this_thread::get_id());
}

}  // namespace oit::test
