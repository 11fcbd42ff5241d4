#pragma once
#include <map>
#include <set>
#include <string_view>

namespace oit::net {

/// The open sockets of a multi handle, found by the two ends of their connections: libcurl names
/// those of a running transfer, not its socket. I/O thread only.
class OpenSockets {
 public:
  void insert(int socket) { new_.insert(socket); }
  void erase(int socket);
  bool contains(int socket) const { return new_.contains(socket) || ports_.contains(socket); }

  /// The socket connected from `local_port` to `port` of the numeric address `ip`; -1 when there is
  /// none. Asks the kernel about sockets not looked for before, and about that one.
  int find(std::string_view ip, int port, int local_port);

 private:
  std::set<int> new_;                // whose port is not known yet
  std::map<int, int> ports_;         // socket -> its port here
  std::multimap<int, int> by_port_;  // the other way round
};

}  // namespace oit::net
