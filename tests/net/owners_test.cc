// Many sites in one fetcher: whose requests they are, who waits for whom, what is forgotten.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "support/fetch_all.h"
#include "support/http_server.h"

namespace oit::net {
namespace {

using namespace std::chrono_literals;
using model::FetchOutcome;
using model::Owner;
using test::HttpServer;
using test::quick_limits;
using test::Reply;

/// The machine's clock, which a test may set forward.
class MovedClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return clock_.now() + ahead; }
  std::chrono::steady_clock::time_point steady_now() const override {
    return clock_.steady_now() + ahead;
  }
  std::chrono::seconds ahead{0};

 private:
  SystemClock clock_;
};

Reply plain_page(const test::Asked&) { return Reply{200, {}, "<p>x"}; }

/// A server like any other of the internet: asked politely, though it is on this machine.
FetchLimits public_limits() {
  auto limits = quick_limits();
  limits.allow_private = {"127.0.0.1"};
  limits.min_delay = 10ms;
  return limits;
}

class Owners : public testing::Test {
 protected:
  void open(const FetchLimits& limits, const std::vector<std::string>& seeds = {}) {
    std::vector<url::Url> urls;
    for (const auto& seed : seeds) urls.push_back(url::Url::parse(seed).value());
    fetcher_ = make_http_fetcher(limits, urls, clock_).value();
  }

  /// Asks for `address`; the answer goes to `answers_` under it and the owner.
  void ask(Owner owner, const std::string& address) {
    ++open_;
    fetcher_->fetch({.url = url::Url::parse(address).value(), .referrer = {}, .owner = owner},
                    [this, owner, address](model::Response response) {
                      answers_[{owner, address}] = std::move(response);
                      end();
                    });
  }

  void ask_robots(Owner owner, const std::string& address,
                  std::function<void(RobotsVerdict)> done) {
    ++open_;
    fetcher_->robots(url::Url::parse(address).value(), owner,
                     [this, done = std::move(done)](RobotsVerdict verdict) {
                       done(std::move(verdict));
                       end();
                     });
  }

  /// Serves until everything asked for is answered.
  void serve() {
    if (open_ > 0) fetcher_->run();
  }

  const model::Response& answer(Owner owner, const std::string& address) {
    return answers_[{owner, address}];
  }
  std::string_view outcome(Owner owner, const std::string& address) {
    return model::name_of(answer(owner, address).outcome);
  }

  MovedClock clock_;
  std::unique_ptr<Fetcher> fetcher_;

 private:
  void end() {
    if (--open_ == 0) fetcher_->stop();
  }

  int open_ = 0;
  std::map<std::pair<Owner, std::string>, model::Response> answers_;
};

std::size_t times_asked(const HttpServer& server, std::string_view target) {
  const auto asked = server.asked();
  return static_cast<std::size_t>(std::ranges::count(asked, target, &test::Asked::target));
}

TEST_F(Owners, CancelEndsTheRequestsOfOneOnly) {
  for (const bool is_seed : {true, false}) {
    const HttpServer server([](const test::Asked& asked) {
      return Reply{asked.target == "/robots.txt" ? 404 : 200,
                   {},
                   "<p>x",
                   asked.target.starts_with("/slow") ? 400 : 0};
    });
    open(public_limits(), is_seed ? std::vector{server.url()} : std::vector<std::string>{});
    for (const char* path : {"/slow1", "/slow2", "/slow3"}) ask(1, server.url(path));
    for (const char* path : {"/slow4", "/5", "/6"}) ask(2, server.url(path));
    fetcher_->after(150ms, [this] { fetcher_->cancel(1); });
    serve();
    for (const char* path : {"/slow1", "/slow2", "/slow3"})
      EXPECT_EQ(outcome(1, server.url(path)), "cancelled") << path << is_seed;
    for (const char* path : {"/slow4", "/5", "/6"})
      EXPECT_EQ(outcome(2, server.url(path)), "ok") << path << is_seed;
    EXPECT_EQ(times_asked(server, "/slow3"), is_seed ? 1U : 0U);
  }
}

TEST_F(Owners, CancelLetsARobotsFileBeThatOthersWaitFor) {
  const HttpServer server([](const test::Asked& asked) {
    return asked.target == "/robots.txt" ? Reply{404, {}, "", 250} : Reply{200, {}, "<p>x"};
  });
  open(public_limits());
  ask(1, server.url("/one"));
  ask(2, server.url("/two"));
  fetcher_->after(80ms, [this] {
    fetcher_->cancel(1);
    fetcher_->leave(1);
  });
  serve();
  EXPECT_EQ(outcome(1, server.url("/one")), "cancelled");
  EXPECT_EQ(outcome(2, server.url("/two")), "ok");
  EXPECT_EQ(times_asked(server, "/robots.txt"), 1U);
  EXPECT_EQ(times_asked(server, "/one"), 0U);
}

TEST_F(Owners, TimeInLineBehindAnotherSiteOfTheAddressIsCounted) {
  const HttpServer first([](const test::Asked&) { return Reply{200, {}, "<p>x", 400}; });
  const HttpServer second(plain_page);
  auto limits = public_limits();
  limits.ignore_robots = true;
  open(limits);
  ask(1, first.url("/a"));
  ask(2, second.url("/b"));
  std::chrono::milliseconds meanwhile{0};
  fetcher_->after(250ms, [&] { meanwhile = fetcher_->waited(2); });
  serve();
  EXPECT_GE(meanwhile, 200ms) << "it counts while it lasts";
  EXPECT_GE(fetcher_->waited(2), 700ms) << "the answer, and a pause as long";
  EXPECT_LT(fetcher_->waited(2), 3s);
  EXPECT_EQ(fetcher_->waited(1), 0ms);
  EXPECT_EQ(fetcher_->waited(99), 0ms);
  const auto waited = fetcher_->waited(2);
  fetcher_->leave(1);
  EXPECT_EQ(fetcher_->waited(2), waited) << "it is over";
  fetcher_->leave(2);
  EXPECT_EQ(fetcher_->waited(2), 0ms);
}

TEST_F(Owners, ASitesOwnPaceIsItsOwnTime) {
  const HttpServer server(plain_page);
  auto limits = public_limits();
  limits.min_delay = 120ms;
  open(limits);
  for (const char* path : {"/1", "/2", "/3"}) ask(1, server.url(path));
  serve();
  EXPECT_EQ(fetcher_->waited(1), 0ms);
}

/// A site with a second host at its own address had its time made longer without end.
TEST_F(Owners, ASiteDoesNotWaitForItself) {
  const HttpServer first([](const test::Asked&) { return Reply{200, {}, "<p>x", 80}; });
  const HttpServer second(plain_page);
  auto limits = public_limits();
  limits.min_delay = 120ms;
  limits.ignore_robots = true;
  open(limits);
  for (const char* path : {"/1", "/2"}) {
    ask(1, first.url(path));
    ask(1, second.url(path));
  }
  serve();
  EXPECT_EQ(outcome(1, second.url("/2")), "ok");
  EXPECT_EQ(fetcher_->waited(1), 0ms);
}

TEST_F(Owners, AHostThatFailedIsAskedAnewByTheNextOwner) {
  std::string site;
  {
    const HttpServer gone(plain_page);
    site = gone.url();
  }
  auto limits = public_limits();
  limits.ignore_robots = true;
  open(limits);
  ask(1, site);
  serve();
  EXPECT_EQ(answer(1, site).requests, 3U);
  ask(2, site + "early");
  serve();
  EXPECT_EQ(answer(2, site + "early").requests, 0U) << "somebody still uses it";
  fetcher_->leave(1);
  fetcher_->leave(2);
  ask(3, site);
  serve();
  EXPECT_EQ(outcome(3, site), "refused");
  EXPECT_EQ(answer(3, site).requests, 3U);
}

TEST_F(Owners, ARobotsFileThatFailedIsAskedForAnewByTheNextOwner) {
  std::atomic<int> status = 500;
  const HttpServer server([&](const test::Asked& asked) {
    return asked.target == "/robots.txt" ? Reply{status, {}, ""} : Reply{200, {}, "<p>x"};
  });
  auto limits = public_limits();
  limits.retries = 0;
  open(limits);
  ask(1, server.url("/1"));
  serve();
  EXPECT_EQ(outcome(1, server.url("/1")), "robots_unreachable");
  status = 404;
  ask(2, server.url("/2"));
  serve();
  EXPECT_EQ(outcome(2, server.url("/2")), "robots_unreachable") << "known while somebody uses it";
  fetcher_->leave(1);
  fetcher_->leave(2);
  ask(3, server.url("/3"));
  serve();
  EXPECT_EQ(outcome(3, server.url("/3")), "ok");
  EXPECT_EQ(times_asked(server, "/robots.txt"), 2U);
}

TEST_F(Owners, ThePaceIsKeptWhenOneLeavesAndAnotherComes) {
  const HttpServer server(plain_page);
  auto limits = public_limits();
  limits.min_delay = 300ms;
  limits.ignore_robots = true;
  open(limits);
  ask(1, server.url("/1"));
  serve();
  fetcher_->leave(1);
  ask(2, server.url("/2"));
  serve();
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_GE(asked[1].at - asked[0].at, 295ms);
}

TEST_F(Owners, AnIdleHostIsForgottenAfterAWhileAndNotBefore) {
  const HttpServer server(plain_page), other(plain_page);
  auto limits = public_limits();
  limits.first_byte = limits.slowest_window = 60min;  // the clock will jump
  open(limits);
  const auto visit = [&](Owner owner, const HttpServer& there) {
    ask(owner, there.url("/" + std::to_string(owner)));
    serve();
    EXPECT_EQ(outcome(owner, there.url("/" + std::to_string(owner))), "ok");
    fetcher_->leave(owner);
  };
  visit(1, server);
  clock_.ahead = 40s;
  visit(2, other);  // whoever leaves sweeps
  visit(3, server);
  EXPECT_EQ(times_asked(server, "/robots.txt"), 1U);
  clock_.ahead = 140s;
  visit(4, other);
  visit(5, server);
  EXPECT_EQ(times_asked(server, "/robots.txt"), 2U);
}

/// The verdict was told from a place that was gone by then.
TEST_F(Owners, AVerdictOutlivesTheHostsForgetting) {
  const HttpServer server({{"/robots.txt", {200, {}, "User-agent: *\nDisallow: /\n"}}});
  const HttpServer other(plain_page);
  auto limits = public_limits();
  limits.first_byte = limits.slowest_window = 60min;
  open(limits);
  ask(1, server.url("/1"));
  ask(2, other.url("/2"));
  serve();
  EXPECT_EQ(outcome(1, server.url("/1")), "robots_disallowed");
  fetcher_->leave(1);
  clock_.ahead = 100s;
  bool forbids_all = false;
  ask_robots(3, server.url(),
             [&](const RobotsVerdict& verdict) { forbids_all = verdict.forbids_all; });
  fetcher_->leave(2);
  serve();
  EXPECT_TRUE(forbids_all);
}

/// The last to leave takes a bad origin along while others are still being told of it.
TEST_F(Owners, OneMayLeaveOnHearingTheVerdict) {
  std::atomic<int> status = 500;
  const HttpServer server([&](const test::Asked& asked) {
    return asked.target == "/robots.txt" ? Reply{status, {}, ""} : Reply{200, {}, "<p>x"};
  });
  auto limits = public_limits();
  limits.retries = 0;
  open(limits);
  std::vector<RobotsVerdict::State> states;
  ask_robots(1, server.url(), [&](const RobotsVerdict& verdict) {
    states.push_back(verdict.state);
    fetcher_->leave(1);
    status = 404;
  });
  ask(2, server.url("/2"));
  serve();
  EXPECT_EQ(states, std::vector{RobotsVerdict::State::unreachable});
  EXPECT_EQ(outcome(2, server.url("/2")), "ok");
}

TEST_F(Owners, LooksUpWhereANameLeads) {
  auto limits = quick_limits();
  limits.connect = 1500ms;
  open(limits);
  std::map<std::string, std::string> found;
  int open_names = 0;
  const auto look_up = [&](const std::string& name) {
    ++open_names;
    fetcher_->look_up(url::Url::parse("http://" + name + "/").value(),
                      [&, name](const std::string& ip) {
                        found[name] += ip + ";";
                        if (--open_names == 0) fetcher_->stop();
                      });
  };
  for (const char* name :
       {"127.0.0.2", "localhost", "localhost:81", "localhost", "no-such.invalid"})
    look_up(name);
  EXPECT_TRUE(found.empty()) << "never at once";
  fetcher_->run();
  EXPECT_EQ(found["127.0.0.2"], "127.0.0.2;");
  EXPECT_EQ(found["no-such.invalid"], ";");
  const auto local = found["localhost:81"];
  EXPECT_TRUE(local == "127.0.0.1;" || local == "::1;") << local;
  EXPECT_EQ(found["localhost"], local + local);
}

}  // namespace
}  // namespace oit::net
