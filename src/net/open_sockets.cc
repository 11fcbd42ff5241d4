#include "net/open_sockets.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>

namespace oit::net {
namespace {

int port_of(const sockaddr_storage& address) {  // in one place for both families
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

/// 0 while it is not connected.
int local_port_of(int socket) {
  sockaddr_storage here{};
  socklen_t size = sizeof here;
  return ::getsockname(socket, reinterpret_cast<sockaddr*>(&here), &size) == 0 ? port_of(here) : 0;
}

bool leads_to(int socket, std::string_view ip, int port) {
  sockaddr_storage there{};
  socklen_t size = sizeof there;
  std::array<char, NI_MAXHOST> name{};
  return ::getpeername(socket, reinterpret_cast<sockaddr*>(&there), &size) == 0 &&
         port_of(there) == port &&
         ::getnameinfo(reinterpret_cast<const sockaddr*>(&there), size, name.data(), name.size(),
                       nullptr, 0, NI_NUMERICHOST) == 0 &&
         ip == name.data();
}

}  // namespace

void OpenSockets::erase(int socket) {
  new_.erase(socket);
  const auto known = ports_.find(socket);
  if (known == ports_.end()) return;
  for (auto [at, end] = by_port_.equal_range(known->second); at != end; ++at) {
    if (at->second != socket) continue;
    by_port_.erase(at);
    break;
  }
  ports_.erase(known);
}

int OpenSockets::find(std::string_view ip, int port, int local_port) {
  for (auto at = new_.begin(); at != new_.end();) {
    const int own = local_port_of(*at);
    if (own == 0) {
      ++at;
      continue;
    }
    ports_[*at] = own;
    by_port_.emplace(own, *at);
    at = new_.erase(at);
  }
  for (auto [at, end] = by_port_.equal_range(local_port); at != end; ++at)
    if (leads_to(at->second, ip, port)) return at->second;
  return -1;
}

}  // namespace oit::net
