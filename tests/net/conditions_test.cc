// What a request may ask for beside its address: patience, what is known already, header blocks,
// a pace of its own.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/fetch_all.h"
#include "support/http_server.h"

namespace oit::net {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::quick_limits;
using test::Reply;

constexpr const char* kDate = "Wed, 01 Feb 2023 00:00:00 GMT";

model::Request request(const std::string& address) {
  return {.url = url::Url::parse(address).value(), .referrer = {}};
}

model::Request known(const std::string& address, const std::string& known_address,
                     const std::string& etag, const std::string& last_modified = kDate) {
  auto out = request(address);
  out.known = {url::Url::parse(known_address).value(), etag, last_modified};
  return out;
}

/// "/page" has an ETag and knows what it means; "/old" leads there; "/lazy" says 304 to everybody.
class Conditions : public testing::Test {
 protected:
  static Reply answer(const test::Asked& asked) {
    if (asked.target == "/old") return {302, {{"Location", "/page"}}, ""};
    if (asked.target == "/to-lazy") return {302, {{"Location", "/lazy"}}, ""};
    if (asked.target == "/lazy") return {304, {}, ""};
    if (asked.target == "/robots.txt") return {404, {}, ""};
    const auto tag = asked.fields.find("if-none-match");
    if (tag != asked.fields.end() && tag->second == "\"1\"") return {304, {}, ""};
    return {200, {{"ETag", "\"1\""}, {"Last-Modified", kDate}}, "<p>x"};
  }

  model::Response fetch(const model::Request& asked) {
    return test::fetch_all(quick_limits(), {server_.url()}, {asked}).front();
  }

  static bool has_condition(const test::Asked& asked) {
    return asked.fields.contains("if-none-match") || asked.fields.contains("if-modified-since");
  }

  HttpServer server_{answer};
};

TEST_F(Conditions, AreSentWithWhatIsKnown) {
  const auto response = fetch(known(server_.url("/page"), server_.url("/page"), "\"1\""));
  EXPECT_EQ(model::name_of(response.outcome), "not_modified");
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.requests, 1U);
  EXPECT_TRUE(response.body.empty());
  const auto asked = server_.asked();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_FALSE(has_condition(asked[0])) << "robots.txt";
  EXPECT_EQ(asked[1].fields.at("if-none-match"), "\"1\"");
  EXPECT_EQ(asked[1].fields.at("if-modified-since"), kDate);
  EXPECT_TRUE(asked[1].fields.contains("accept-language")) << "the usual fields stay";
}

TEST_F(Conditions, GiveWayToANewAnswer) {
  const auto response = fetch(known(server_.url("/page"), server_.url("/page"), "\"0\""));
  EXPECT_EQ(model::name_of(response.outcome), "ok");
  EXPECT_EQ(response.body, "<p>x");
  EXPECT_EQ(response.etag, "\"1\"");
}

TEST_F(Conditions, GoOnlyToTheAddressThatGaveTheBody) {
  const auto moved = fetch(known(server_.url("/old"), server_.url("/page"), "\"1\""));
  EXPECT_EQ(model::name_of(moved.outcome), "not_modified");
  EXPECT_EQ(moved.url.text(), server_.url("/page"));
  auto asked = server_.asked();
  ASSERT_EQ(asked.size(), 3U);
  EXPECT_FALSE(has_condition(asked[1]));
  EXPECT_TRUE(has_condition(asked[2]));
  const auto other = fetch(known(server_.url("/page"), server_.url("/other"), "\"1\""));
  EXPECT_EQ(model::name_of(other.outcome), "ok");
  EXPECT_FALSE(has_condition(server_.asked().back()));
}

TEST_F(Conditions, AreWhatA304MustAnswer) {
  EXPECT_EQ(model::name_of(fetch(request(server_.url("/lazy"))).outcome), "bad_protocol");
  const auto hop = fetch(known(server_.url("/to-lazy"), server_.url("/to-lazy"), "\"1\""));
  EXPECT_EQ(model::name_of(hop.outcome), "bad_protocol");
  EXPECT_FALSE(has_condition(server_.asked().back()));
  const auto empty = fetch(known(server_.url("/lazy"), server_.url("/lazy"), "", ""));
  EXPECT_EQ(model::name_of(empty.outcome), "bad_protocol");
}

TEST_F(Conditions, CannotAddAField) {
  for (const char* end : {"\r\n", "\n", "\r"}) {
    fetch(known(server_.url("/page"), server_.url("/page"), std::string("x") + end + "Evil: 1",
                std::string("y") + end + "Evil: 2"));
    const auto asked = server_.asked().back();
    EXPECT_EQ(asked.target, "/page");
    EXPECT_FALSE(asked.fields.contains("evil"));
    EXPECT_FALSE(has_condition(asked));
  }
}

/// A field of one request must not go with the next on the same handle.
TEST_F(Conditions, EndWithTheirRequest) {
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1"};
  limits.min_delay = 0ms;
  test::fetch_all(limits, {},
                  {known(server_.url("/page"), server_.url("/page"), "\"1\""),
                   request(server_.url("/page?2"))});
  EXPECT_EQ(server_.asked().back().target, "/page?2");
  EXPECT_FALSE(has_condition(server_.asked().back()));
}

TEST(Patience, WaitsLonger) {
  const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<p>x", 600}; });
  auto limits = quick_limits();
  limits.first_byte = 300ms;
  limits.retries = 0;
  limits.ignore_robots = true;
  auto patient = request(server.url("/patient"));
  patient.patience = 4;
  const auto responses =
      test::fetch_all(limits, {server.url()}, {request(server.url("/hasty")), patient});
  EXPECT_EQ(model::name_of(responses[0].outcome), "timeout");
  EXPECT_EQ(model::name_of(responses[1].outcome), "ok");
}

TEST(KeepHeads, GivesOneBlockForEveryHopAndTheLast) {
  int flaky = 0;
  const HttpServer server([&flaky](const test::Asked& asked) -> Reply {
    if (asked.target == "/a") return {302, {{"Location", "/b"}}, ""};
    if (asked.target == "/b") return {301, {{"Location", "/c"}, {"X-Way", "b"}}, ""};
    if (asked.target == "/c" && flaky++ == 0) return {500, {}, "<p>not now"};
    if (asked.target == "/circle") return {302, {{"Location", "/circle"}}, ""};
    if (asked.target == "/nowhere") return {302, {}, ""};
    if (asked.target == "/out") return {302, {{"Location", "ftp://a.go.th/"}}, ""};
    if (asked.target == "/robots.txt") return {404, {}, ""};
    return {200, {{"X-Way", "c"}}, "<p>x"};
  });
  auto limits = quick_limits();
  EXPECT_TRUE(test::fetch_one(limits, server.url(), server.url("/d")).heads.empty());
  limits.keep_heads = true;
  const auto way = test::fetch_one(limits, server.url(), server.url("/a"));
  EXPECT_EQ(way.requests, 4U) << "one more for the 500";
  ASSERT_EQ(way.heads.size(), 3U);
  EXPECT_TRUE(way.heads[0].starts_with("HTTP/1.1 302")) << way.heads[0];
  EXPECT_TRUE(way.heads[1].starts_with("HTTP/1.1 301"));
  EXPECT_NE(way.heads[1].find("X-Way: b\r\n"), std::string::npos);
  EXPECT_TRUE(way.heads[2].starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(way.heads[2].ends_with("\r\n\r\n"));
  EXPECT_EQ(way.heads[2].find("X-Way: b"), std::string::npos);
  // The answer that ended a way of redirects used to be left out.
  for (const char* path : {"/circle", "/nowhere", "/out"}) {
    const auto lost = test::fetch_one(limits, server.url(), server.url(path));
    ASSERT_EQ(lost.heads.size(), lost.redirects.size() + 1) << path;
    EXPECT_TRUE(lost.heads.back().starts_with("HTTP/1.1 302")) << path;
  }
}

TEST(KeepHeads, KeepsTheTextOfRobotsToo) {
  const HttpServer server({{"/robots.txt", {200, {}, "User-agent: *\nDisallow: /x\n"}}});
  for (const bool keeps : {true, false}) {
    const SystemClock clock;
    auto limits = quick_limits();
    limits.keep_heads = keeps;
    const auto seed = url::Url::parse(server.url()).value();
    auto fetcher = make_http_fetcher(limits, {seed}, clock).value();
    std::string text = "?";
    fetcher->robots(seed, 1, [&](const RobotsVerdict& verdict) {
      text = verdict.text;
      fetcher->stop();
    });
    fetcher->run();
    EXPECT_EQ(text, keeps ? "User-agent: *\nDisallow: /x\n" : "");
  }
}

/// The shortest time between two requests that `server` saw.
std::chrono::steady_clock::duration shortest_gap(const HttpServer& server) {
  const auto asked = server.asked();
  auto least = std::chrono::steady_clock::duration::max();
  for (std::size_t i = 0; i + 1 < asked.size(); ++i)
    least = std::min(least, asked[i + 1].at - asked[i].at);
  return least;
}

TEST(FixedDelay, IsKeptForTheHostsItNames) {
  const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<p>x"}; });
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1"};
  limits.min_delay = 10ms;
  limits.host_delays["127.0.0.1"] = 200ms;
  test::fetch_all(limits, {}, {request(server.url("/1")), request(server.url("/2"))});
  EXPECT_EQ(server.asked().size(), 3U);
  EXPECT_GE(shortest_gap(server), 190ms);
}

TEST(FixedDelay, HoldsOnThisMachineToo) {
  for (const bool is_by_name : {true, false}) {
    const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<p>x"}; });
    auto limits = quick_limits();
    limits.auto_delay = is_by_name;
    (is_by_name ? limits.host_delays["127.0.0.1"] : limits.fixed_delay) = 150ms;
    test::fetch_all(limits, {server.url()}, {request(server.url("/1")), request(server.url("/2"))});
    EXPECT_EQ(server.asked().size(), 3U);
    EXPECT_GE(shortest_gap(server), 140ms) << is_by_name;
  }
}

}  // namespace
}  // namespace oit::net
