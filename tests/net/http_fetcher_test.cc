#include "net/http_fetcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "support/fetch_all.h"
#include "support/http_server.h"

namespace oit::net {
namespace {

using model::FetchOutcome;
using test::fetch_one;
using test::HttpServer;
using test::quick_limits;
using test::Reply;

std::string_view outcome_name(const model::Response& response) {
  return model::name_of(response.outcome);
}

TEST(HttpFetcher, ReadsAPageAndItsFields) {
  const HttpServer server({{"/a?b=1",
                            {200,
                             {{"Content-Type", "Text/HTML; charset=\"TIS-620\""},
                              {"Content-Disposition", "inline; filename=\"x.html\""},
                              {"ETag", "\"1\""},
                              {"Last-Modified", "Wed, 01 Feb 2023 00:00:00 GMT"}},
                             "<html>hello"}}});
  const auto response = fetch_one(quick_limits(), server.url(), server.url("/a?b=1#top"));
  EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "<html>hello");
  EXPECT_EQ(response.body_bytes, 11U);
  EXPECT_EQ(response.content_type, "text/html");
  EXPECT_EQ(response.declared_charset, "TIS-620");
  EXPECT_EQ(response.file_name, "x.html");
  EXPECT_EQ(response.etag, "\"1\"");
  EXPECT_EQ(response.last_modified, "Wed, 01 Feb 2023 00:00:00 GMT");
  EXPECT_EQ(response.address, "127.0.0.1");
  EXPECT_EQ(response.requests, 1U);
  EXPECT_GT(response.wire_bytes, 100U);
  EXPECT_FALSE(response.truncated);
  EXPECT_TRUE(response.redirects.empty());
  EXPECT_GT(response.fetched_at.time_since_epoch().count(), 0);
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].target, "/robots.txt");
  EXPECT_EQ(asked[1].fields.at("user-agent"), "oitcheck/test (+contact)");
}

TEST(HttpFetcher, SpoolsADocumentToAFileOnlyWeMayRead) {
  const std::string pdf = "%PDF-1.4\n" + std::string(600'000, 'x');
  const HttpServer server({{"/d", {200, {{"Content-Type", "text/html"}}, pdf}},
                           {"/small", {200, {}, "%PDF-1.4\nsmall"}}});
  for (const auto& [path, size] :
       {std::pair{"/d", pdf.size()}, std::pair{"/small", std::size_t{14}}}) {
    const auto response = fetch_one(quick_limits(), server.url(), server.url(path));
    EXPECT_EQ(outcome_name(response), "ok");
    EXPECT_TRUE(response.body.empty());
    EXPECT_EQ(response.body_bytes, size);
    ASSERT_FALSE(response.spool_path.empty());
    EXPECT_EQ(std::filesystem::file_size(response.spool_path), size);
    EXPECT_EQ(std::filesystem::status(response.spool_path).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::remove(response.spool_path);
  }
}

/// Sixty-four answers of 8 MiB at once took half a gigabyte.
TEST(HttpFetcher, KeepsALargePageInAFile) {
  const std::string page = "<html><p>" + std::string(3'000'000, 'x') + "</html>";
  const HttpServer server({{"/large", {200, {}, page}}, {"/error", {404, {}, page}}});
  for (const char* path : {"/large", "/error"}) {
    const auto response = fetch_one(quick_limits(), server.url(), server.url(path));
    EXPECT_TRUE(response.body.empty()) << path;
    EXPECT_EQ(response.body_bytes, page.size()) << path;
    ASSERT_FALSE(response.spool_path.empty()) << path;
    EXPECT_EQ(read_file(response.spool_path).value(), page) << path;
    std::filesystem::remove(response.spool_path);
  }
  auto limits = quick_limits();
  limits.spool_dir = "/nonexistent/folder";
  EXPECT_EQ(fetch_one(limits, server.url(), server.url("/large")).body, page);
}

TEST(HttpFetcher, FollowsRedirectsAndNamesTheWay) {
  const HttpServer server({{"/a", {302, {{"Location", "b?x=1"}}, ""}},
                           {"/b?x=1", {301, {{"Location", "/c#part"}}, ""}},
                           {"/c", {200, {{"Refresh", "0; URL='/d'"}}, "<p>moved"}},
                           {"/d", {200, {{"Refresh", "300; url=/a"}}, "<p>here"}}});
  const auto response = fetch_one(quick_limits(), server.url(), server.url("/a"));
  EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_EQ(response.requested.text(), server.url("/a"));
  EXPECT_EQ(response.url.text(), server.url("/d"));
  ASSERT_EQ(response.redirects.size(), 3U);
  EXPECT_EQ(response.redirects[1].text(), server.url("/b?x=1"));
  EXPECT_EQ(response.body, "<p>here");
  EXPECT_EQ(response.requests, 4U);
}

TEST(HttpFetcher, AsksRobotsOnceAndObeysThem) {
  const HttpServer server(
      {{"/robots.txt",
        {200, {}, "User-agent: oitcheck\nDisallow: /private\nSitemap: /map.xml\nCrawl-delay: 2\n"}},
       {"/open", {200, {}, "<p>open"}},
       {"/way", {302, {{"Location", "/private/x"}}, ""}},
       {"/private/x", {200, {}, "<p>secret"}}});
  const auto at = [&](const char* path) {
    return model::Request{.url = url::Url::parse(server.url(path)).value(), .referrer = {}};
  };
  const auto responses = test::fetch_all(quick_limits(), {server.url()},
                                         {at("/private/x"), at("/open"), at("/way"), at("/open")});
  EXPECT_EQ(outcome_name(responses[0]), "robots_disallowed");
  EXPECT_EQ(responses[0].requests, 0U);
  EXPECT_EQ(outcome_name(responses[1]), "ok");
  EXPECT_EQ(outcome_name(responses[2]), "robots_disallowed");
  EXPECT_EQ(responses[2].url.text(), server.url("/private/x"));
  std::size_t robots_requests = 0;
  for (const auto& asked : server.asked()) {
    robots_requests += asked.target == "/robots.txt" ? 1U : 0U;
    EXPECT_NE(asked.target, "/private/x");
  }
  EXPECT_EQ(robots_requests, 1U);
  auto limits = quick_limits();
  limits.ignore_robots = true;
  EXPECT_EQ(outcome_name(fetch_one(limits, server.url(), server.url("/private/x"))), "ok");
}

TEST(HttpFetcher, TellsWhatRobotsSay) {
  const HttpServer server(
      {{"/robots.txt",
        {200, {}, "User-agent: *\nDisallow: /\nSitemap: http://a.th/map.xml\nCrawl-delay: 2\n"}}});
  const SystemClock clock;
  const auto origin = url::Url::parse(server.url("/deep/page")).value();
  auto fetcher = make_http_fetcher(quick_limits(), {origin}, clock).value();
  int answers = 0;
  for (int round = 0; round < 2; ++round)
    fetcher->robots(origin, 0, [&](const RobotsVerdict& verdict) {
      EXPECT_EQ(verdict.state, RobotsVerdict::State::read);
      EXPECT_TRUE(verdict.forbids_all);
      EXPECT_EQ(verdict.crawl_delay, std::chrono::seconds(2));
      ASSERT_EQ(verdict.sitemaps.size(), 1U);
      EXPECT_EQ(verdict.sitemaps[0], "http://a.th/map.xml");
      if (++answers == 2) fetcher->stop();
    });
  fetcher->run();
  EXPECT_EQ(answers, 2);
  EXPECT_EQ(server.asked().size(), 1U);
}

TEST(HttpFetcher, TriesAgainOnlyWhatMayEndBetter) {
  std::atomic<int> busy{0}, broken{0}, absent{0}, later{0};
  const HttpServer server([&](const test::Asked& asked) -> Reply {
    if (asked.target == "/busy")
      return ++busy < 3 ? Reply{503, {}, "busy"} : Reply{200, {}, "<p>x"};
    if (asked.target == "/broken") return ++broken, Reply{500, {}, "broken"};
    if (asked.target == "/later")
      return ++later == 1 ? Reply{429, {{"Retry-After", "1"}}, "wait"} : Reply{200, {}, "<p>x"};
    return ++absent, Reply{404, {}, "none"};
  });
  auto response = fetch_one(quick_limits(), server.url(), server.url("/busy"));
  EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_EQ(response.requests, 3U);
  response = fetch_one(quick_limits(), server.url(), server.url("/broken"));
  EXPECT_EQ(outcome_name(response), "server_error");
  EXPECT_EQ(response.requests, 3U);
  EXPECT_EQ(response.body, "broken");
  response = fetch_one(quick_limits(), server.url(), server.url("/none"));
  EXPECT_EQ(outcome_name(response), "not_found");
  EXPECT_EQ(response.requests, 1U);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(outcome_name(fetch_one(quick_limits(), server.url(), server.url("/later"))), "ok");
  EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(950));
}

TEST(HttpFetcher, OpensItsDoorsOnlyToTheOperatorsOwnSeed) {
  const HttpServer other({{"/x", {200, {}, "<p>inside"}}});
  const HttpServer server({{"/away", {302, {{"Location", other.url("/x")}}, ""}}});
  for (const std::string& address :
       {other.url("/x"), server.url("/away"),
        "http://localhost:" + std::to_string(other.port()) + "/",
        "http://[::ffff:127.0.0.1]:" + std::to_string(other.port()) + "/x",
        std::string("http://169.254.169.254/latest"), std::string("http://0.0.0.0/"),
        "http://2130706433:" + std::to_string(other.port()) + "/x"}) {
    const auto response = fetch_one(quick_limits(), server.url(), address);
    EXPECT_EQ(outcome_name(response), "blocked_address") << address << ": " << response.why;
  }
  EXPECT_TRUE(other.asked().empty());
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1:" + std::to_string(other.port())};
  EXPECT_EQ(outcome_name(fetch_one(limits, server.url(), server.url("/away"))), "ok");
  limits.allow_private = {"127.0.0.1"};
  EXPECT_EQ(outcome_name(fetch_one(limits, server.url(), server.url("/away"))), "ok");
}

TEST(HttpFetcher, GivesUpOnAHostThatRefuses) {
  int port = 0;
  {
    const HttpServer gone((std::map<std::string, Reply>()));
    port = gone.port();
  }
  const std::string site = "http://127.0.0.1:" + std::to_string(port) + "/";
  std::vector<model::Request> requests;
  for (int i = 0; i < 20; ++i)
    requests.push_back({.url = url::Url::parse(site + std::to_string(i)).value(), .referrer = {}});
  const auto responses = test::fetch_all(quick_limits(), {site}, requests);
  std::size_t sent = 0;
  for (const auto& response : responses) {
    EXPECT_EQ(outcome_name(response), "refused");
    sent += response.requests;
  }
  EXPECT_LE(sent, 6U);
  EXPECT_NE(responses.back().why.find("refused"), std::string::npos);
}

TEST(HttpFetcher, KeepsThePaceOfAServerThatIsNoSeed) {
  const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<p>x"}; });
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1"};
  limits.min_delay = std::chrono::milliseconds(100);
  std::vector<model::Request> requests;
  for (int i = 0; i < 4; ++i)
    requests.push_back(
        {.url = url::Url::parse(server.url("/" + std::to_string(i))).value(), .referrer = {}});
  const auto responses = test::fetch_all(limits, {"http://a.th/"}, requests);
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 5U);
  for (std::size_t i = 0; i + 1 < asked.size(); ++i)
    EXPECT_GE(asked[i + 1].at - asked[i].at, std::chrono::milliseconds(95));
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(asked[i + 1].target, "/" + std::to_string(i));
  EXPECT_EQ(server.connections(), 1U);
}

TEST(HttpFetcher, KeepsOnePaceForAllSitesOfOneAddress) {
  const auto page = [](const test::Asked&) { return Reply{200, {}, "<p>x"}; };
  const HttpServer first(page), second(page);
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1"};
  limits.min_delay = std::chrono::milliseconds(100);
  const auto responses =
      test::fetch_all(limits, {},
                      {{.url = url::Url::parse(first.url()).value(), .referrer = {}},
                       {.url = url::Url::parse(second.url()).value(), .referrer = {}}});
  auto asked = first.asked();
  for (const auto& other : second.asked()) asked.push_back(other);
  std::ranges::sort(asked, {}, &test::Asked::at);
  ASSERT_EQ(asked.size(), 4U);
  for (std::size_t i = 0; i + 1 < asked.size(); ++i)
    EXPECT_GE(asked[i + 1].at - asked[i].at, std::chrono::milliseconds(95));
}

TEST(HttpFetcher, ReadsALargeSiteQuickly) {
  const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<html>page"}; });
  std::vector<model::Request> requests;
  for (int i = 0; i < 2'000; ++i)
    requests.push_back(
        {.url = url::Url::parse(server.url("/" + std::to_string(i))).value(), .referrer = {}});
  const auto begin = std::chrono::steady_clock::now();
  const auto responses = test::fetch_all(quick_limits(), {server.url()}, requests);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  for (const auto& response : responses) EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_LE(server.connections(), 65U);
}

TEST(HttpFetcher, ShowsASlideShowAsAPage) {
  const HttpServer server({{"/1", {200, {{"Refresh", "3; url=/2"}}, "<p>one"}},
                           {"/2", {200, {{"Refresh", "3; url=/1"}}, "<p>two"}}});
  const auto response = fetch_one(quick_limits(), server.url(), server.url("/1"));
  EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_EQ(response.body, "<p>two");
}

TEST(HttpFetcher, DoesNotWaitForAServerThatWantsADay) {
  const HttpServer server([](const test::Asked&) {
    return Reply{503, {{"Retry-After", "86400"}}, "<p>x"};
  });
  auto limits = quick_limits();
  limits.ignore_robots = true;
  const auto response = fetch_one(limits, server.url(), server.url("/x"));
  EXPECT_EQ(outcome_name(response), "unavailable");
  EXPECT_EQ(response.requests, 1U);
}

TEST(HttpFetcher, RemembersCookiesOfItsSite) {
  const HttpServer server([](const test::Asked& asked) -> Reply {
    if (asked.target == "/robots.txt") return {404, {}, ""};
    const auto cookie = asked.fields.find("cookie");
    if (cookie != asked.fields.end() && cookie->second.find("pass=1") != std::string::npos)
      return {200, {}, "<p>in"};
    return {302, {{"Set-Cookie", "pass=1; path=/"}, {"Location", asked.target}}, ""};
  });
  const auto response = fetch_one(quick_limits(), server.url(), server.url("/wall"));
  EXPECT_EQ(outcome_name(response), "ok");
  EXPECT_EQ(response.body, "<p>in");
}

TEST(HttpFetcher, CancelsEverythingThatRunsOrWaits) {
  const HttpServer server([](const test::Asked&) { return Reply{200, {}, "<p>x", 5'000}; });
  const SystemClock clock;
  auto fetcher =
      make_http_fetcher(quick_limits(), {url::Url::parse(server.url()).value()}, clock).value();
  int cancelled = 0;
  for (int i = 0; i < 3; ++i)
    fetcher->fetch(
        {.url = url::Url::parse(server.url("/" + std::to_string(i))).value(), .referrer = {}},
        [&](const model::Response& response) {
          cancelled += response.outcome == FetchOutcome::cancelled ? 1 : 0;
        });
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    fetcher->post([&] {
      fetcher->cancel_all();
      fetcher->stop();
    });
  });
  const auto begin = std::chrono::steady_clock::now();
  fetcher->run();
  EXPECT_EQ(cancelled, 3);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

}  // namespace
}  // namespace oit::net
