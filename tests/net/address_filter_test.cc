#include "net/address_filter.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace oit::net {
namespace {

bool is_public(const char* text) {
  sockaddr_storage storage{};
  in_addr v4{};
  if (inet_pton(AF_INET, text, &v4) == 1) {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_addr = v4;
    std::memcpy(&storage, &in, sizeof in);
  } else {
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    EXPECT_EQ(inet_pton(AF_INET6, text, &in.sin6_addr), 1) << text;
    std::memcpy(&storage, &in, sizeof in);
  }
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  return is_public_address(reinterpret_cast<const sockaddr&>(storage));
}

TEST(IsPublicAddress, TellsTheInternetFromEverythingElse) {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "203.150.1.1", "100.63.255.255", "100.128.0.0",
                           "172.15.255.255", "172.32.0.0", "169.253.0.1", "192.167.1.1",
                           "223.255.255.255", "126.255.255.255", "128.0.0.1", "198.17.255.255",
                           "198.20.0.0", "2001:4860:4860::8888", "2400:cb00::1", "2a00::1"})
    EXPECT_TRUE(is_public(text)) << text;
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.0.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "239.1.1.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:127.0.0.1",
                           "::ffff:8.8.8.8",
                           "::127.0.0.1",
                           "64:ff9b::7f00:1",
                           "64:ff9b:1::1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "3ffe::1",
                           "3fff::1",
                           "fc00::1",
                           "fd12::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "5f00::1"})
    EXPECT_FALSE(is_public(text)) << text;
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_FALSE(is_public_address(local));
}

TEST(AllowList, AllowsExactlyWhatItNames) {
  const auto at = [](const char* text) { return url::Url::parse(text).value(); };
  const AllowList list({"10.0.0.5", "intra.local:8080", "http://box.local:90/x", "[::1]:81", ""},
                       {at("http://127.0.0.1:8001/start"), url::Url()});
  EXPECT_TRUE(list.allows(at("http://127.0.0.1:8001/other")));
  EXPECT_FALSE(list.allows(at("http://127.0.0.1:8002/")));
  EXPECT_FALSE(list.allows(at("http://localhost:8001/")));
  EXPECT_TRUE(list.allows(at("http://10.0.0.5:99/")));
  EXPECT_TRUE(list.allows(at("http://intra.local:8080/")));
  EXPECT_FALSE(list.allows(at("http://intra.local/")));
  EXPECT_TRUE(list.allows(at("http://box.local:90/")));
  EXPECT_TRUE(list.allows(at("http://[::1]:81/")));
  EXPECT_FALSE(list.allows(at("http://[::1]/")));
  EXPECT_FALSE(AllowList().allows(at("http://127.0.0.1/")));
}

TEST(IsLoopbackHost, KnowsTheNamesOfThisMachine) {
  for (const char* host : {"localhost", "127.0.0.1", "127.9.9.9", "[::1]"})
    EXPECT_TRUE(is_loopback_host(host)) << host;
  for (const char* host : {"127.evil.th", "a.th", "[::2]", "localhost.th", "1.127.0.1", ""})
    EXPECT_FALSE(is_loopback_host(host)) << host;
}

}  // namespace
}  // namespace oit::net
