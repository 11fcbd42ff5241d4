#include "net/resolver.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "net/address_filter.h"

namespace oit::net {
namespace {

constexpr std::size_t kMostWaiting = 100'000, kMostAddresses = 8;

/// True when an interface other than loopback is up: without one the C library reports a name it
/// could never ask for as unknown, and an office without a cable would read "no such host".
bool has_network() {
  ifaddrs* list = nullptr;
  if (getifaddrs(&list) != 0) return true;
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> owner(list, freeifaddrs);
  for (const ifaddrs* i = list; i != nullptr; i = i->ifa_next) {
    const bool is_up = (i->ifa_flags & IFF_UP) != 0 && (i->ifa_flags & IFF_LOOPBACK) == 0;
    if (is_up && i->ifa_addr != nullptr &&
        (i->ifa_addr->sa_family == AF_INET || i->ifa_addr->sa_family == AF_INET6))
      return true;
  }
  return false;
}

std::string numeric(const addrinfo& entry) {
  std::array<char, NI_MAXHOST> text{};
  const int code = getnameinfo(entry.ai_addr, entry.ai_addrlen, text.data(), text.size(), nullptr,
                               0, NI_NUMERICHOST);
  return code == 0 ? std::string(text.data()) : std::string();
}

Lookup failed(int code) {
  Lookup out;
  const bool is_unknown = code == EAI_NONAME || code == EAI_NODATA || code == EAI_ADDRFAMILY;
  out.result = !has_network() ? Lookup::Result::no_service
               : is_unknown   ? Lookup::Result::no_such_name
                              : Lookup::Result::no_answer;
  out.why = gai_strerror(code);
  return out;
}

}  // namespace

model::FetchOutcome outcome_of_lookup(Lookup::Result result, bool has_network) {
  switch (result) {
    case Lookup::Result::found:
      return model::FetchOutcome::ok;
    case Lookup::Result::no_such_name:
      return model::FetchOutcome::no_such_host;
    case Lookup::Result::no_answer:
      return has_network ? model::FetchOutcome::timeout : model::FetchOutcome::no_network;
    case Lookup::Result::no_service:
      return model::FetchOutcome::no_network;
  }
  return model::FetchOutcome::no_network;
}

Lookup look_up_now(const std::string& host) {
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  const std::string name = is_bracketed ? host.substr(1, host.size() - 2) : host;
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(name.c_str(), nullptr, &hints, &list);
  if (code != 0) return failed(code);
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(list, freeaddrinfo);
  Lookup out;
  out.result = Lookup::Result::found;
  for (const addrinfo* i = list; i != nullptr; i = i->ai_next) {
    std::string address = numeric(*i);
    if (address.empty() || out.addresses.size() >= kMostAddresses ||
        std::ranges::find(out.addresses, address) != out.addresses.end())
      continue;
    out.has_public = out.has_public || is_public_address(*i->ai_addr);
    out.addresses.push_back(std::move(address));
  }
  return out;
}

Resolver::Resolver(int threads) : jobs_(kMostWaiting) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) {
      while (auto job = jobs_.pop(stop)) {
        if (stop.stop_requested()) return;
        (*job)();
      }
    });
}

bool Resolver::look_up(std::string host, Done done) {
  return jobs_.try_push(
      [host = std::move(host), done = std::move(done)] { done(look_up_now(host)); });
}

}  // namespace oit::net
