#include "render/proxy_request.h"

#include <gtest/gtest.h>

namespace oit::render {
namespace {

TEST(ReadProxyRequest, SendsAPageOnInOriginFormWithoutWhatIsForTheProxy) {
  const auto request = read_proxy_request(
      "GET http://a.go.th/x%20y?q=1 HTTP/1.1\r\nHost: a.go.th\r\nProxy-Connection: keep-alive\r\n"
      "Proxy-Authorization: Basic NzpzZWNyZXQ=\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n");
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->is_tunnel);
  EXPECT_EQ(request->target.text(), "http://a.go.th/x%20y?q=1");
  EXPECT_EQ(request->user, "7");
  EXPECT_EQ(request->password, "secret");
  EXPECT_EQ(request->head,
            "GET /x%20y?q=1 HTTP/1.1\r\nHost: a.go.th\r\nAccept: */*\r\nConnection: close\r\n\r\n");
}

TEST(ReadProxyRequest, KnowsATunnel) {
  const auto request = read_proxy_request("CONNECT a.go.th:443 HTTP/1.1\r\nHost: a.go.th\r\n\r\n");
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->is_tunnel);
  EXPECT_EQ(request->target.host(), "a.go.th");
  EXPECT_EQ(request->target.port(), 443);
  EXPECT_TRUE(request->password.empty());
}

TEST(ReadProxyRequest, RefusesWhatIsNoneOfItsOwn) {
  for (const char* head :
       {"", "GET / HTTP/1.1\r\n\r\n", "GET ftp://a.go.th/ HTTP/1.1\r\n\r\n",
        "GET https://a.go.th/ HTTP/1.1\r\n\r\n", "GET http://a.go.th/ HTTP/2\r\n\r\n",
        "GET http://a.go.th/ HTTP/1.1\r\nno field\r\n\r\n", "GET http://a.go.th/ HTTP/1.1\r\n",
        "CONNECT  HTTP/1.1\r\n\r\n"})
    EXPECT_FALSE(read_proxy_request(head)) << head;
}

TEST(ClosingHead, EndsTheConnectionWhateverTheServerSays) {
  EXPECT_EQ(closing_head("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n"
                         "Keep-Alive: timeout=5\r\n\r\n"),
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(closing_head("HTTP/1.1 204 No Content\r\n\r\n"),
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
}

}  // namespace
}  // namespace oit::render
