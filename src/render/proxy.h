#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/result.h"
#include "model/fetch.h"
#include "net/address_filter.h"
#include "render/proxy_request.h"

namespace oit::render {

struct ProxyLimits {
  std::chrono::milliseconds connect{10'000}, idle{20'000};
  std::size_t connections = 64;  ///< more are closed at once
  std::size_t head_bytes = std::size_t{64} << 10, answer_head_bytes = std::size_t{256} << 10;
};

/// Why an address was not let through.
struct Refusal {
  model::FetchOutcome outcome = model::FetchOutcome::blocked_address;
  std::string why;
};

/// The only way out of the browser: a forward proxy on a free port of 127.0.0.1.
///
/// Who does not know the password is told 407 and nothing else: that keeps out other programs of
/// this machine and what the browser would like to ask its vendor, for only a drawn page's requests
/// are given it. Names are looked up here, and an address is checked when its socket is made, as
/// for our own fetches: what is not public is refused but for the operator's exceptions. Bytes are
/// counted for each user (the owner of the page); beyond what was granted its connections end.
///
/// A thread for each connection; the destructor ends them. Every member may be called by any
/// thread.
class Proxy {
 public:
  /// Errors: process (no port).
  static Result<std::unique_ptr<Proxy>> start(net::AllowList allow, ProxyLimits limits = {});
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;
  ~Proxy();

  int port() const { return port_; }
  const std::string& password() const { return password_; }

  /// From now on `user` may receive `bytes` more, and nothing beyond.
  void grant(const std::string& user, std::size_t bytes);

  /// Whether `user` received all it was granted.
  bool is_spent(const std::string& user) const;

  void forget(const std::string& user);

  /// Why `url`'s host and port were refused or could not be reached lately; nothing when they were
  /// not.
  std::optional<Refusal> refusal(const url::Url& url) const;

  /// Requests turned away for want of the password.
  std::size_t strangers() const { return strangers_; }

 private:
  struct Link;
  Proxy(net::AllowList allow, ProxyLimits limits, int listener, int port);

  void accept_all();
  void serve(Link& link);
  int connect(const ProxyRequest& request, Refusal& why);
  int connect_to(const std::string& address, int port, bool may_be_private, Refusal& why);
  void relay(Link& link, const ProxyRequest& request);
  bool give(Link& link, const ProxyRequest& request, std::string_view bytes);
  bool take(const std::string& user, std::size_t bytes);
  void refuse(Link& link, const ProxyRequest& request, const Refusal& why);
  void drop_ended();

  const net::AllowList allow_;
  const ProxyLimits limits_;
  const int listener_, port_;
  std::string password_;
  std::atomic<bool> is_stopped_{false};
  std::atomic<std::size_t> strangers_{0};
  mutable std::mutex mutex_;  // guards what follows
  std::map<std::string, std::size_t> granted_;
  std::map<std::string, Refusal> refusals_;  // by host and port
  std::list<Link> links_;
  std::jthread acceptor_;
};

}  // namespace oit::render
