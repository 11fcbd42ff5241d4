#include "render/proxy.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <utility>

#include "net/resolver.h"

namespace oit::render {
namespace {

using Time = std::chrono::steady_clock::time_point;
using std::chrono::milliseconds;

constexpr int kLookForStop = 200;  // milliseconds
constexpr std::size_t kMostRefusals = 1'000;

std::string new_password() {
  std::random_device random;
  std::string password;
  for (int i = 0; i < 8; ++i) password += fmt::format("{:08x}", random());
  return password;
}

/// A socket's numeric address for `address` and `port`; family 0 when it is none.
sockaddr_storage socket_address(const std::string& address, int port, socklen_t& size) {
  sockaddr_storage storage{};
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (inet_pton(AF_INET, address.c_str(), &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&storage, &four, sizeof four);
    size = sizeof four;
  } else if (inet_pton(AF_INET6, address.c_str(), &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(static_cast<std::uint16_t>(port));
    std::memcpy(&storage, &six, sizeof six);
    size = sizeof six;
  }
  return storage;
}

template <class To, class From>
To* as(From* from) {
  return static_cast<To*>(static_cast<void*>(from));
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// Writes that find no reader must not hold a thread for ever.
void set_patience(int socket, milliseconds patience) {
  const timeval time{patience.count() / 1000, (patience.count() % 1000) * 1000};
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

}  // namespace

/// One connection of the browser and, once there is one, that to the server.
struct Proxy::Link {
  int browser = -1, server = -1;
  std::string waiting;  // read from the browser for the server; then the head of its answer
  bool has_head = false;
  std::atomic<bool> is_done{false};
  std::jthread thread;
};

Result<std::unique_ptr<Proxy>> Proxy::start(net::AllowList allow, ProxyLimits limits) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (listener < 0 || ::bind(listener, as<sockaddr>(&address), size) != 0 ||
      ::listen(listener, SOMAXCONN) != 0 ||
      ::getsockname(listener, as<sockaddr>(&address), &size) != 0) {
    const int why = errno;
    if (listener >= 0) ::close(listener);
    return fail(ErrorCode::process, std::string("no port for the browser: ") + std::strerror(why));
  }
  return std::unique_ptr<Proxy>(
      new Proxy(std::move(allow), limits, listener, ntohs(address.sin_port)));
}

Proxy::Proxy(net::AllowList allow, ProxyLimits limits, int listener, int port)
    : allow_(std::move(allow)),
      limits_(limits),
      listener_(listener),
      port_(port),
      password_(new_password()),
      acceptor_([this] { accept_all(); }) {}

Proxy::~Proxy() {
  is_stopped_ = true;
  acceptor_.join();
  for (auto& link : links_) link.thread.join();
  ::close(listener_);
}

void Proxy::accept_all() {
  while (!is_stopped_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, kLookForStop) <= 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    drop_ended();
    const std::lock_guard lock(mutex_);
    if (links_.size() >= limits_.connections) {
      ::close(socket);
      continue;
    }
    set_patience(socket, limits_.idle);
    auto& link = links_.emplace_back();
    link.browser = socket;
    link.thread = std::jthread([this, &link] {
      serve(link);
      for (const int end : {link.browser, link.server})
        if (end >= 0) ::close(end);
      link.is_done = true;
    });
  }
}

void Proxy::drop_ended() {
  std::list<Link> ended;  // joined without the lock
  const std::lock_guard lock(mutex_);
  for (auto at = links_.begin(); at != links_.end();) {
    const auto next = std::next(at);
    if (at->is_done) ended.splice(ended.end(), links_, at);
    at = next;
  }
}

/// One request: what comes after its answer comes on another connection, or in its tunnel.
void Proxy::serve(Link& link) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  const Time until = std::chrono::steady_clock::now() + limits_.idle;
  std::array<char, 8192> buffer{};
  auto end = std::string::npos;
  while (end == std::string::npos) {
    pollfd ready{link.browser, POLLIN, 0};
    if (is_stopped_ || std::chrono::steady_clock::now() > until) return;
    if (::poll(&ready, 1, kLookForStop) <= 0) continue;
    const auto got = ::recv(link.browser, buffer.data(), buffer.size(), 0);
    if (got <= 0 || link.waiting.size() > limits_.head_bytes) return;
    link.waiting.append(buffer.data(), static_cast<std::size_t>(got));
    end = link.waiting.find(kEnd);
  }
  const auto request =
      read_proxy_request(std::string_view(link.waiting).substr(0, end + kEnd.size()));
  link.waiting.erase(0, end + kEnd.size());
  if (!request) {
    send_all(link.browser, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  if (request->password != password_) {
    ++strangers_;
    send_all(link.browser,
             "HTTP/1.1 407 Proxy Authentication Required\r\n"
             "Proxy-Authenticate: Basic realm=\"oitcheck\"\r\n"
             "Content-Length: 0\r\nConnection: close\r\n\r\n");
    return;
  }
  Refusal why;
  link.server = connect(*request, why);
  if (link.server < 0) return refuse(link, *request, why);
  if (request->is_tunnel)
    send_all(link.browser, "HTTP/1.1 200 Connection Established\r\n\r\n");
  else
    link.waiting.insert(0, request->head);
  relay(link, *request);
}

void Proxy::refuse(Link& link, const ProxyRequest& request, const Refusal& why) {
  {
    const std::lock_guard lock(mutex_);
    if (refusals_.size() >= kMostRefusals) refusals_.clear();
    refusals_[net::place_of(request.target)] = why;
  }
  const bool is_blocked = why.outcome == model::FetchOutcome::blocked_address;
  send_all(link.browser,
           fmt::format("HTTP/1.1 {}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                       is_blocked ? "403 Forbidden" : "502 Bad Gateway"));
}

/// A socket connected to the request's server, or -1 and why.
int Proxy::connect(const ProxyRequest& request, Refusal& why) {
  const auto& url = request.target;
  const auto found = net::look_up_now(std::string(url.host()));
  if (found.result != net::Lookup::Result::found) {
    why = {net::outcome_of_lookup(found.result, true), found.why};
    return -1;
  }
  why = {model::FetchOutcome::no_such_host, "the name has no address"};
  for (const auto& address : found.addresses)
    if (const int socket = connect_to(address, url.port(), allow_.allows(url), why); socket >= 0) {
      const std::lock_guard lock(mutex_);
      refusals_.erase(net::place_of(url));
      return socket;
    }
  return -1;
}

int Proxy::connect_to(const std::string& address, int port, bool may_be_private, Refusal& why) {
  socklen_t size = 0;
  auto to = socket_address(address, port, size);
  if (size == 0) return -1;
  if (!may_be_private && !net::is_public_address(*as<sockaddr>(&to))) {
    why = {model::FetchOutcome::blocked_address, "leads to an address that is not public"};
    return -1;
  }
  const int socket = ::socket(to.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return -1;
  why = {model::FetchOutcome::refused, "could not connect"};
  bool is_open = ::connect(socket, as<sockaddr>(&to), size) == 0;
  if (!is_open && errno == EINPROGRESS) {
    const Time until = std::chrono::steady_clock::now() + limits_.connect;
    pollfd ready{socket, POLLOUT, 0};
    int polled = 0;
    while (!is_stopped_ && std::chrono::steady_clock::now() < until && polled == 0)
      polled = ::poll(&ready, 1, kLookForStop);
    int error = 0;
    socklen_t error_size = sizeof error;
    ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &error_size);
    if (polled == 0) why = {model::FetchOutcome::timeout, "connecting took too long"};
    is_open = polled > 0 && error == 0;
  }
  if (!is_open) {
    ::close(socket);
    return -1;
  }
  ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) & ~O_NONBLOCK);
  set_patience(socket, limits_.idle);
  return socket;
}

/// Carries bytes both ways until one end closes, says nothing for too long, or has received all it
/// may.
void Proxy::relay(Link& link, const ProxyRequest& request) {
  if (!send_all(link.server, std::exchange(link.waiting, {}))) return;
  std::array<char, 65536> buffer{};
  Time last = std::chrono::steady_clock::now();
  std::array<pollfd, 2> ends{{{link.browser, POLLIN, 0}, {link.server, POLLIN, 0}}};
  while (!is_stopped_ && std::chrono::steady_clock::now() - last < limits_.idle) {
    if (::poll(ends.data(), ends.size(), kLookForStop) <= 0) continue;
    last = std::chrono::steady_clock::now();
    for (std::size_t from = 0; from < ends.size(); ++from) {
      if (ends[from].revents == 0) continue;
      const auto got = ::recv(ends[from].fd, buffer.data(), buffer.size(), 0);
      if (got <= 0) return;
      const std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
      if (!(from == 0 ? send_all(link.server, bytes) : give(link, request, bytes))) return;
    }
  }
}

/// Hands what the server sent to the browser; of a plain answer its head once it is whole.
bool Proxy::give(Link& link, const ProxyRequest& request, std::string_view bytes) {
  if (!take(request.user, bytes.size())) return false;
  if (request.is_tunnel || link.has_head) return send_all(link.browser, bytes);
  constexpr std::string_view kEnd = "\r\n\r\n";
  auto& head = link.waiting;
  head += bytes;
  const auto end = head.find(kEnd);
  if (end == std::string::npos) return head.size() <= limits_.answer_head_bytes;
  link.has_head = true;
  const auto body = end + kEnd.size();
  return send_all(link.browser, closing_head(std::string_view(head).substr(0, body))) &&
         send_all(link.browser, std::string_view(head).substr(body));
}

bool Proxy::take(const std::string& user, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  auto& left = granted_[user];
  const bool has_room = bytes <= left;
  left = has_room ? left - bytes : 0;
  return has_room;
}

void Proxy::grant(const std::string& user, std::size_t bytes) {
  const std::lock_guard lock(mutex_);
  granted_[user] = bytes;
}

bool Proxy::is_spent(const std::string& user) const {
  const std::lock_guard lock(mutex_);
  const auto found = granted_.find(user);
  return found != granted_.end() && found->second == 0;
}

void Proxy::forget(const std::string& user) {
  const std::lock_guard lock(mutex_);
  granted_.erase(user);
}

std::optional<Refusal> Proxy::refusal(const url::Url& url) const {
  const std::lock_guard lock(mutex_);
  const auto found = refusals_.find(net::place_of(url));
  return found == refusals_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace oit::render
