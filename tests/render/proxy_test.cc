#include "render/proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

#include "support/http_server.h"

namespace oit::render {
namespace {

/// "7:" and the password, in base64 (RFC 4648), for a field of the proxy.
std::string credentials(const std::string& password) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string pair = "7:" + password;
  std::string out;
  for (std::size_t i = 0; i < pair.size(); i += 3) {
    unsigned bits = 0;
    for (std::size_t j = 0; j < 3; ++j)
      bits = bits << 8U | (i + j < pair.size() ? static_cast<unsigned char>(pair[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      out += i + j > pair.size() ? '=' : kLetters[bits >> (18U - 6U * j) & 63U];
  }
  return "Proxy-Authorization: Basic " + out + "\r\n";
}

class ProxyTest : public testing::Test {
 protected:
  ProxyTest() : server_({{"/page", {200, {}, std::string(50'000, 'p')}}}) {}

  void start(const std::vector<std::string>& allowed) {
    ProxyLimits limits;
    limits.idle = std::chrono::milliseconds(500);  // the test server keeps its connections
    proxy_ = Proxy::start(net::AllowList(allowed, {}), limits).value();
    proxy_->grant("7", 1'000'000);
  }

  /// All the proxy says to `bytes`, until it closes.
  std::string say(const std::string& bytes) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<std::uint16_t>(proxy_->port()));
    EXPECT_EQ(::connect(socket, static_cast<sockaddr*>(static_cast<void*>(&to)), sizeof to), 0);
    EXPECT_EQ(::send(socket, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    std::string answer;
    std::array<char, 65536> buffer{};
    for (ssize_t got = 1; got > 0;) {
      got = ::recv(socket, buffer.data(), buffer.size(), 0);
      if (got > 0) answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(socket);
    return answer;
  }

  std::string get(const std::string& path) const {
    return say("GET " + server_.url(path) + " HTTP/1.1\r\nHost: x\r\n" +
               credentials(proxy_->password()) + "\r\n");
  }

  std::string place() const { return "127.0.0.1:" + std::to_string(server_.port()); }

  test::HttpServer server_;
  std::unique_ptr<Proxy> proxy_;
};

TEST_F(ProxyTest, GivesNothingToWhoDoesNotKnowThePassword) {
  start({place()});
  for (const std::string& field : {std::string(), credentials("guess")})
    EXPECT_TRUE(say("GET " + server_.url("/page") + " HTTP/1.1\r\n" + field + "\r\n")
                    .starts_with("HTTP/1.1 407"));
  EXPECT_TRUE(say("CONNECT " + place() + " HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 407"));
  EXPECT_EQ(proxy_->strangers(), 3U);
  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ProxyTest, CarriesPagesAndTunnelsOfAllowedPlaces) {
  start({place()});
  EXPECT_TRUE(get("/page").ends_with(std::string(50'000, 'p')));
  const auto tunnelled =
      say("CONNECT " + place() + " HTTP/1.1\r\n" + credentials(proxy_->password()) +
          "\r\nGET /page HTTP/1.1\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(tunnelled.starts_with("HTTP/1.1 200 Connection Established\r\n\r\nHTTP/1.1 200"));
  EXPECT_FALSE(proxy_->refusal(url::Url::parse(server_.url()).value()));
  for (const auto& asked : server_.asked()) EXPECT_EQ(asked.target, "/page");
}

TEST_F(ProxyTest, RefusesWhatIsNotPublic) {
  start({"127.0.0.1:1"});
  EXPECT_TRUE(get("/page").starts_with("HTTP/1.1 403"));
  const auto why = proxy_->refusal(url::Url::parse(server_.url()).value());
  ASSERT_TRUE(why);
  EXPECT_EQ(why->outcome, model::FetchOutcome::blocked_address);
  for (const char* other : {"localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "10.0.0.1",
                            "169.254.169.254", "2130706433"})
    EXPECT_TRUE(say("CONNECT " + std::string(other) + ":" + std::to_string(server_.port()) +
                    " HTTP/1.1\r\n" + credentials(proxy_->password()) + "\r\n")
                    .starts_with("HTTP/1.1 403"))
        << other;
  EXPECT_EQ(server_.connections(), 0U);
}

TEST_F(ProxyTest, TellsOfServersThatAreNotThere) {
  start({"127.0.0.1:1"});
  EXPECT_TRUE(say("GET http://127.0.0.1:1/ HTTP/1.1\r\n" + credentials(proxy_->password()) + "\r\n")
                  .starts_with("HTTP/1.1 502"));
  EXPECT_EQ(proxy_->refusal(url::Url::parse("http://127.0.0.1:1/").value())->outcome,
            model::FetchOutcome::refused);
}

TEST_F(ProxyTest, EndsConnectionsThatReceivedAllTheyMay) {
  start({place()});
  proxy_->grant("7", 10'000);
  EXPECT_LE(get("/page").size(), 10'000U);
  EXPECT_TRUE(proxy_->is_spent("7"));
  proxy_->grant("7", 100'000);
  EXPECT_FALSE(proxy_->is_spent("7"));
  EXPECT_GT(get("/page").size(), 50'000U);
}

TEST_F(ProxyTest, RefusesNonsense) {
  start({place()});
  EXPECT_TRUE(say("HELLO\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_EQ(say(std::string(200'000, 'x')), "");
}

}  // namespace
}  // namespace oit::render
