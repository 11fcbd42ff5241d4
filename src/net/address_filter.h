#pragma once
#include <sys/socket.h>

#include <set>
#include <string>
#include <vector>

#include "url/url.h"

namespace oit::net {

/// True for an address of the public internet. Everything else - this host, loopback, private,
/// carrier, link-local, multicast, reserved and documentation ranges, and every IPv6 form that
/// carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo) - is a door into somebody's own
/// network. Source: IANA special-purpose address registries (RFC 6890).
bool is_public_address(const sockaddr& address);

/// Which hosts the operator allows to be anything but public. Any thread.
class AllowList {
 public:
  AllowList() = default;

  /// `entries` are "host" (every port), "host:port" or a whole address; `seeds` allow exactly their
  /// host and port. Entries that name no host are ignored.
  AllowList(const std::vector<std::string>& entries, const std::vector<url::Url>& seeds);

  bool allows(const url::Url& url) const;

 private:
  std::set<std::string> hosts_, places_;  // "host", "host:port"
};

/// "host:port" of `url`, IPv6 in brackets.
std::string place_of(const url::Url& url);

/// True for a host that names this machine: "localhost", 127.0.0.0/8, [::1].
bool is_loopback_host(std::string_view host);

}  // namespace oit::net
