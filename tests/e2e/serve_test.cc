// The dashboard as people run it: the real binary, asked over a socket.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "e2e/batch.h"
#include "support/hostile_server.h"

namespace oit::test {
namespace {

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return socket;
}

std::string read_all(int socket) {
  std::string answer;
  char part[16384];
  for (ssize_t got = 0; (got = ::read(socket, part, sizeof part)) > 0;)
    answer.append(part, static_cast<std::size_t>(got));
  ::close(socket);
  return answer;
}

/// `oitcheck serve` over a store of two sites, scanned twice, and then a hostile one.
class Serving : public testing::Test {
 protected:
  void serve(bool with_hostile = false) {
    const Province province(2);
    const auto list = write_list(folder_, province);
    for (int run = 0; run < 2; ++run)
      ASSERT_LE(oitcheck(scan_list(list, {"--db", folder_.path("runs.db")})).exit, 1);
    if (with_hostile) {
      const HostileServer hostile;
      ASSERT_LE(oitcheck(scan(hostile.url(), {"--db", folder_.path("runs.db"), "--max-time", "20s",
                                              "--render", "never", "--ocr", "never"}))
                    .exit,
                3);
    }
    server_ =
        std::make_unique<Process>(command({"serve", "--db", folder_.path("runs.db"), "--listen",
                                           "127.0.0.1:0", "--host", "oit.example.go.th"}));
    const auto line = server_->first_line(std::chrono::seconds(120));
    ASSERT_TRUE(line.starts_with("http://127.0.0.1:")) << line;
    port_ = std::stoi(line.substr(17));
  }

  std::string send(const std::string& request) const {
    const int socket = connect_to(port_);
    EXPECT_EQ(::send(socket, request.data(), request.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(request.size()));
    return read_all(socket);
  }
  std::string get(const std::string& target, const std::string& host = "127.0.0.1",
                  const std::string& method = "GET") const {
    return send(method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
  }
  static int status_of(const std::string& answer) {
    return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
  }

  TempFolder folder_;
  std::unique_ptr<Process> server_;
  int port_ = 0;
};

TEST_F(Serving, EveryLinkLeadsSomewhereAndNothingTheWebWroteIsMarkup) {
  serve(true);
  std::set<std::string> seen, waiting = {"/", "/?lang=en", "/sites/site-00"};
  for (const auto& run : nlohmann::json::parse([&] {
         const auto answer = get("/api/v1/runs");
         return answer.substr(answer.find("\r\n\r\n") + 4);
       }())["runs"])
    waiting.insert("/?run=" + run["id"].get<std::string>());
  const std::regex link("(?:href|action)=\"(/[^\"#]*)");
  while (!waiting.empty()) {
    const auto next = *waiting.begin();
    waiting.erase(waiting.begin());
    if (!seen.insert(next).second) continue;
    const auto answer = get(next);
    ASSERT_EQ(status_of(answer), 200) << next << answer.substr(0, 200);
    EXPECT_NE(answer.find("Content-Security-Policy: default-src 'none'"), std::string::npos);
    if (answer.find("Content-Type: text/html") == std::string::npos ||
        answer.find("Content-Disposition") != std::string::npos)
      continue;
    EXPECT_EQ(answer.find("<script"), std::string::npos) << next;
    EXPECT_EQ(answer.find("href=\"javascript"), std::string::npos) << next;
    for (std::sregex_iterator at(answer.begin(), answer.end(), link), end; at != end; ++at)
      waiting.insert(std::regex_replace((*at)[1].str(), std::regex("&amp;"), "&"));
  }
  EXPECT_GT(seen.size(), 300U);
}

TEST_F(Serving, AnswersOnlyWhatItShould) {
  serve();
  EXPECT_NE(get("/healthz").find("ok\n"), std::string::npos);
  EXPECT_EQ(status_of(get("/healthz", "oit.example.go.th:443")), 200);
  EXPECT_EQ(status_of(get("/", "evil.example")), 421);
  EXPECT_EQ(status_of(send("GET / HTTP/1.1\r\n\r\n")), 421);
  EXPECT_EQ(status_of(send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")),
            421);
  const auto post = send(
      "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 44\r\n\r\n"
      "GET /runs HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n    ");
  EXPECT_EQ(status_of(post), 405);
  EXPECT_NE(post.find("Allow: GET, HEAD"), std::string::npos);
  EXPECT_EQ(post.find("HTTP/1.1", 8), std::string::npos);  // its body is no second request
  const auto head = get("/", "127.0.0.1", "HEAD");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  for (const char* target : {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/sites/%00",
                             "/sites/a%27%20or%201=1--", "/?run=%27"})
    EXPECT_EQ(status_of(get(target)), 404) << target;
}

TEST_F(Serving, HalfSentRequestsKeepNobodyWaiting) {
  serve();
  std::vector<int> slow;
  for (int n = 0; n < 8; ++n) {
    slow.push_back(connect_to(port_));
    EXPECT_EQ(::send(slow.back(), "GET / HT", 8, MSG_NOSIGNAL), 8);
  }
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_EQ(status_of(get("/healthz")), 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
  for (const int socket : slow) ::close(socket);
}

TEST_F(Serving, ASignalEndsIt) {
  serve();
  server_->send_signal(SIGTERM);
  EXPECT_EQ(server_->wait().exit, 0);
}

TEST(Serve, RefusesWhatItCannotDo) {
  const TempFolder folder;
  EXPECT_EQ(oitcheck({"serve", "--db", folder.path("none.db")}).exit, 4);
  EXPECT_EQ(oitcheck({"serve", "--db", folder.path("none.db"), "--listen", "x"}).exit, 2);
  EXPECT_EQ(oitcheck({"serve", "--db", folder.path("none.db"), "--listen", "0.0.0.0:0"}).exit, 2);
}

}  // namespace
}  // namespace oit::test
