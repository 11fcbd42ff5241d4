#include "net/address_filter.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace oit::net {
namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t ip4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24U | b << 16U | c << 8U | d;
}

constexpr std::array<Range4, 14> kNotPublic4{{
    {ip4(0, 0, 0, 0), 8},        // this network
    {ip4(10, 0, 0, 0), 8},       // private
    {ip4(100, 64, 0, 0), 10},    // carrier-grade NAT
    {ip4(127, 0, 0, 0), 8},      // loopback
    {ip4(169, 254, 0, 0), 16},   // link-local, cloud metadata
    {ip4(172, 16, 0, 0), 12},    // private
    {ip4(192, 0, 0, 0), 24},     // protocol assignments
    {ip4(192, 0, 2, 0), 24},     // documentation
    {ip4(192, 88, 99, 0), 24},   // 6to4 relays
    {ip4(192, 168, 0, 0), 16},   // private
    {ip4(198, 18, 0, 0), 15},    // benchmarks
    {ip4(198, 51, 100, 0), 24},  // documentation
    {ip4(203, 0, 113, 0), 24},   // documentation
    {ip4(224, 0, 0, 0), 3},      // multicast and reserved
}};

struct Range6 {
  std::array<std::uint8_t, 4> first;
  int bits;
};

/// Inside 2000::/3; whatever is outside of that is not public.
constexpr std::array<Range6, 5> kNotPublic6{{
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo, benchmarks, ORCHID
    {{0x20, 0x01, 0x0D, 0xB8}, 32},  // documentation
    {{0x20, 0x02, 0x00, 0x00}, 16},  // 6to4
    {{0x3F, 0xFE, 0x00, 0x00}, 16},  // the former test network
    {{0x3F, 0xFF, 0x00, 0x00}, 20},  // documentation
}};

bool is_public4(std::uint32_t address) {
  return std::ranges::none_of(kNotPublic4, [address](const Range4& range) {
    return address >> (32 - range.bits) == range.first >> (32 - range.bits);
  });
}

std::uint32_t first_word(const std::uint8_t* bytes) {
  return ip4(bytes[0], bytes[1], bytes[2], bytes[3]);
}

bool is_public6(const std::uint8_t* bytes) {
  const std::uint32_t head = first_word(bytes);
  if (head >> 29U != 1) return false;  // 2000::/3, global unicast
  return std::ranges::none_of(kNotPublic6, [head](const Range6& range) {
    return head >> (32 - range.bits) == first_word(range.first.data()) >> (32 - range.bits);
  });
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public6(static_cast<const std::uint8_t*>(in.sin6_addr.s6_addr));
  }
  return false;
}

std::string place_of(const url::Url& url) {
  return std::string(url.host()) + ':' + std::to_string(url.port());
}

bool is_loopback_host(std::string_view host) {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") &&
          host.find_first_not_of("0123456789.") == std::string_view::npos);
}

AllowList::AllowList(const std::vector<std::string>& entries, const std::vector<url::Url>& seeds) {
  for (const auto& seed : seeds)
    if (!seed.empty()) places_.insert(place_of(seed));
  for (const auto& entry : entries) {
    const auto url = url::Url::parse(entry);
    if (!url) continue;
    const bool has_port = entry.find("://") != std::string::npos ||
                          (entry.rfind(':') != std::string::npos && !entry.ends_with(']'));
    if (has_port) {
      places_.insert(place_of(*url));
    } else {
      hosts_.insert(std::string(url->host()));
    }
  }
}

bool AllowList::allows(const url::Url& url) const {
  return hosts_.contains(std::string(url.host())) || places_.contains(place_of(url));
}

}  // namespace oit::net
