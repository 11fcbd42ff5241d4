// The dashboard's answers as they go over a socket.
#include "dashboard/server.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "sample_store.h"

namespace oit::dashboard {
namespace {

class Served : public SamplePages {
 protected:
  void SetUp() override {
    port_ = server_.bind({"127.0.0.1", 0}).value();
    thread_ = std::jthread([this] { server_.run(stop_); });
  }
  void TearDown() override { stop_ = true; }

  /// All that comes back for `request`.
  std::string send(const std::string& request) const {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(::send(socket, request.data(), request.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(request.size()));
    std::string answer;
    char part[16384];
    for (ssize_t got = 0; (got = ::read(socket, part, sizeof part)) > 0;)
      answer.append(part, static_cast<std::size_t>(got));
    ::close(socket);
    return answer;
  }
  std::string get(const std::string& path, const std::string& method = "GET",
                  const std::string& version = "1.1") const {
    return send(method + ' ' + path + " HTTP/" + version + "\r\nHost: 127.0.0.1\r\n\r\n");
  }
  static std::string head_of(const std::string& answer) {
    return answer.substr(0, answer.find("\r\n\r\n") + 2);
  }
  static std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
  }

  Server server_{pages_};
  int port_ = 0;
  std::atomic<bool> stop_ = false;
  std::jthread thread_;
};

TEST_F(Served, EveryAnswerCarriesTheHeadersThatKeepABrowserSafe) {
  for (const char* path : {"/", "/sites/b", "/style.css", "/nothing", "/api/v1/runs", "/matrix.csv",
                           "/sites/a/report.html", "/healthz"}) {
    const auto head = head_of(get(path));
    for (const char* line :
         {"Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n",
          "X-Content-Type-Options: nosniff\r\n", "X-Frame-Options: DENY\r\n",
          "Referrer-Policy: no-referrer\r\n", "Cross-Origin-Opener-Policy: same-origin\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n",
          "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n",
          "Cache-Control: no-store\r\n"})
      EXPECT_NE(head.find(line), std::string::npos) << path << ' ' << line;
  }
}

TEST_F(Served, SaysWhatItTakesAndNamesFiles) {
  const auto post = get("/", "POST");
  EXPECT_TRUE(post.starts_with("HTTP/1.1 405")) << head_of(post);
  EXPECT_NE(head_of(post).find("Allow: GET, HEAD\r\n"), std::string::npos);
  EXPECT_EQ(head_of(get("/")).find("Allow:"), std::string::npos);
  EXPECT_NE(head_of(get("/sites/a/report.csv"))
                .find("Content-Disposition: attachment; filename=\"a-report.csv\"\r\n"),
            std::string::npos);
  EXPECT_EQ(head_of(get("/sites/a")).find("Content-Disposition"), std::string::npos);
}

TEST_F(Served, HeadIsGetWithoutABody) {
  for (const char* path : {"/", "/matrix.csv", "/healthz"}) {
    const auto answer = get(path, "HEAD");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << path;
    EXPECT_EQ(body_of(answer), "") << path;
  }
}

TEST_F(Served, OneHostFieldAndNoMore) {
  EXPECT_TRUE(send("GET / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 421"));
  EXPECT_TRUE(send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n")
                  .starts_with("HTTP/1.1 421"));
  EXPECT_TRUE(send("GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST_F(Served, TheMatrixComesInPartsAndWholeToWhoeverKnowsNoParts) {
  const auto parts = get("/matrix.csv"), whole = get("/matrix.csv", "GET", "1.0");
  EXPECT_NE(head_of(parts).find("Transfer-Encoding: chunked\r\n"), std::string::npos);
  EXPECT_TRUE(parts.ends_with("\r\n0\r\n\r\n"));
  EXPECT_NE(parts.find("\"closed\",\"อบต.ปิด\""), std::string::npos);
  EXPECT_EQ(head_of(whole).find("Transfer-Encoding"), std::string::npos);
  EXPECT_EQ(body_of(whole), SamplePages::get("/matrix.csv").body);
}

/// A second request on the same connection is never answered: a body could be taken for one.
TEST_F(Served, OneRequestAConnection) {
  const auto answer = send(
      "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /runs HTTP/1.1\r\nHost: "
      "127.0.0.1\r\n\r\n");
  EXPECT_TRUE(answer.ends_with("ok\n")) << answer;
  EXPECT_NE(head_of(answer).find("Connection: close\r\n"), std::string::npos) << answer;
}

}  // namespace
}  // namespace oit::dashboard
