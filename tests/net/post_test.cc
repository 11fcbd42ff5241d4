#include "net/post.h"

#include <gtest/gtest.h>

#include <chrono>

#include "support/http_server.h"

namespace oit::net {
namespace {

using test::Asked;
using test::HttpServer;
using test::Reply;

PostRequest to(const std::string& address) {
  PostRequest request;
  request.url = url::Url::parse(address).value();
  request.body = R"({"ข่าว":1})";
  request.fields = {{"X-Key", "k1"}};
  return request;
}

AllowList all_local() { return AllowList({"127.0.0.1"}, {}); }

TEST(Post, SendsBodyAndFieldsAndReadsTheAnswer) {
  const HttpServer server([](const Asked&) { return Reply{201, {}, "made"}; });
  const auto answer = post(to(server.url("/hook?a=1")), all_local());
  EXPECT_EQ(model::name_of(answer.outcome), "ok") << answer.why;
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "made");
  EXPECT_EQ(answer.why, "");
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].method, "POST");
  EXPECT_EQ(asked[0].target, "/hook?a=1");
  EXPECT_EQ(asked[0].body, R"({"ข่าว":1})");
  EXPECT_EQ(asked[0].fields.at("content-type"), "application/json");
  EXPECT_EQ(asked[0].fields.at("x-key"), "k1");
  EXPECT_EQ(asked[0].fields.at("user-agent"), "oitcheck");
}

TEST(Post, TakesAnAnswerWithoutABodyForGood) {
  const HttpServer server([](const Asked&) { return Reply{204, {}, ""}; });
  EXPECT_EQ(post(to(server.url()), all_local()).outcome, model::FetchOutcome::ok);
}

TEST(Post, RefusesAPrivateAddressUnlessItIsAllowed) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, "ok"}; });
  const auto answer = post(to(server.url()), AllowList());
  EXPECT_EQ(model::name_of(answer.outcome), "blocked_address");
  EXPECT_EQ(post(to(server.url()), AllowList({"127.0.0.1:1"}, {})).outcome,
            model::FetchOutcome::blocked_address);
  EXPECT_EQ(server.connections(), 0U);
  const AllowList allowed({"127.0.0.1:" + std::to_string(server.port())}, {});
  EXPECT_EQ(post(to(server.url()), allowed).outcome, model::FetchOutcome::ok);
}

TEST(Post, FollowsNoRedirect) {
  const HttpServer server([](const Asked&) {
    return Reply{307, {{"Location", "/elsewhere"}}, "moved"};
  });
  const auto answer = post(to(server.url("/hook")), all_local());
  EXPECT_EQ(model::name_of(answer.outcome), "bad_redirect");
  EXPECT_EQ(answer.status, 307);
  EXPECT_EQ(server.asked().size(), 1U);
}

TEST(Post, TellsWhatTheServerSaidAndWhenToComeBack) {
  const HttpServer server([](const Asked&) {
    return Reply{429, {{"Retry-After", "7"}}, "slow down"};
  });
  const auto answer = post(to(server.url()), all_local());
  EXPECT_EQ(model::name_of(answer.outcome), "rate_limited");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.retry_after, "7");
  EXPECT_EQ(answer.why, "status 429");
}

TEST(Post, ReadsNoMoreOfTheAnswerThanItsLimit) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, std::string(300'000, 'x')}; });
  const auto answer = post(to(server.url()), all_local());
  EXPECT_EQ(answer.outcome, model::FetchOutcome::ok) << answer.why;
  EXPECT_EQ(answer.body.size(), 65'536U);
}

TEST(Post, HasEnoughOfAnEndlessAnswer) {
  const test::SocketServer server([](test::Connection& connection) {
    connection.read_head();
    connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while (connection.send(std::string(10'000, 'x'))) continue;
  });
  const auto answer =
      post(to("http://127.0.0.1:" + std::to_string(server.port()) + "/"), all_local());
  EXPECT_EQ(answer.outcome, model::FetchOutcome::ok) << answer.why;
  EXPECT_EQ(answer.body.size(), 65'536U);
}

TEST(Post, WaitsNoLongerThanItsLimit) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, "late", 5'000}; });
  PostLimits limits;
  limits.whole = std::chrono::milliseconds(100);
  const auto answer = post(to(server.url()), all_local(), limits);
  EXPECT_EQ(model::name_of(answer.outcome), "timeout") << answer.why;
}

TEST(Post, SaysWhenNobodyListens) {
  int port = 0;
  {
    port = HttpServer([](const Asked&) { return Reply{}; }).port();
  }
  const auto answer = post(to("http://127.0.0.1:" + std::to_string(port) + "/"), all_local());
  EXPECT_EQ(model::name_of(answer.outcome), "refused");
  EXPECT_EQ(answer.status, 0);
}

TEST(Post, SendsNoFieldThatCouldBeginAnother) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, "ok"}; });
  auto request = to(server.url());
  request.fields = {{"X-Key", "a\r\nX-Other: b"}};
  EXPECT_EQ(post(request, all_local()).outcome, model::FetchOutcome::bad_protocol);
  EXPECT_EQ(server.connections(), 0U);
}

}  // namespace
}  // namespace oit::net
