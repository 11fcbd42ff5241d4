#include "notify/deliver.h"

#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <regex>

#include "notify/sample_news.h"
#include "notify/secret.h"
#include "notify/tell.h"
#include "support/http_server.h"
#include "support/mail_server.h"

namespace oit::notify {
namespace {

using test::Asked;
using test::HttpServer;
using test::MailServer;
using test::Reply;

/// Digests on their way, without real pauses.
class Deliver : public testing::Test {
 protected:
  Deliver() {
    settings_.allow_private = {"127.0.0.1"};
    patience_.wait = [this](std::chrono::milliseconds pause) { pauses_.push_back(pause); };
  }

  Recipient hook(const std::string& url) const {
    auto to = recipient_named("ศูนย์");
    to.webhook = url::Url::parse(url).value();
    return to;
  }

  void set_line(const HttpServer& server) {
    settings_.line = {url::Url::parse(server.url("/v2/bot/message/push")).value(), "line-t0ken"};
    auto to = recipient_named("สำนักปลัด");
    to.line = "U4af4980629";
    settings_.recipients = {to};
  }

  Told tell_all() {
    return tell(
        settings_, sample_news(), log_, clock_,
        [this](const std::string& run, const std::string& previous) -> Result<News> {
          recalled_.push_back(run);
          auto news = sample_news();
          news.run.id = run;
          news.run.previous = previous;
          if (run == "gone") return fail(ErrorCode::io, "there is no run gone");
          return news;
        },
        patience_);
  }

  Settings settings_;
  FakeLog log_;
  StillClock clock_{bangkok(9)};
  Patience patience_;
  std::vector<std::chrono::milliseconds> pauses_;
  std::vector<std::string> recalled_;
};

TEST_F(Deliver, PostsToAWebhookSignedAndOnce) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, "ok"}; });
  settings_.recipients = {hook(server.url("/hook"))};
  settings_.webhook_secret = "k3y-word";
  auto told = tell_all();
  EXPECT_EQ(told.sent, 1U);
  EXPECT_TRUE(told.troubles.empty()) << trouble_text(told);
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 1U);
  const auto body = nlohmann::json::parse(asked[0].body);
  EXPECT_EQ(body["recipient"], "ศูนย์");
  EXPECT_EQ(body["changes"].size(), 4U);
  EXPECT_EQ(asked[0].fields.at("content-type"), "application/json");
  EXPECT_EQ(asked[0].fields.at("x-oitcheck-signature"),
            "sha256=" + hmac_sha256_hex("k3y-word", asked[0].body));
  ASSERT_EQ(log_.kept.size(), 1U);
  EXPECT_EQ(log_.kept[0].recipient, "ศูนย์ webhook");
  EXPECT_EQ(log_.kept[0].state, DeliveryState::sent);
  EXPECT_EQ(log_.kept[0].tries, 1);
  told = tell_all();  // the same pair of runs again
  EXPECT_EQ(told.sent, 0U);
  EXPECT_EQ(told.already, 1U);
  EXPECT_EQ(server.asked().size(), 1U);
}

TEST_F(Deliver, PushesToLineWithOneKeyForAllTries) {
  std::atomic<int> number{0};
  const HttpServer server([&](const Asked&) {
    return ++number == 1 ? Reply{500, {}, "oops"} : Reply{200, {}, "{}"};
  });
  set_line(server);
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 1U) << trouble_text(told);
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].target, "/v2/bot/message/push");
  EXPECT_EQ(asked[0].fields.at("authorization"), "Bearer line-t0ken");
  const auto key = asked[0].fields.at("x-line-retry-key");
  EXPECT_TRUE(std::regex_match(
      key, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")))
      << key;
  EXPECT_EQ(asked[1].fields.at("x-line-retry-key"), key);
  const auto body = nlohmann::json::parse(asked[0].body);
  EXPECT_EQ(body["to"], "U4af4980629");
  ASSERT_EQ(body["messages"].size(), 1U);
  EXPECT_EQ(body["messages"][0]["type"], "text");
  EXPECT_TRUE(body["messages"][0]["text"].get<std::string>().starts_with("[oitcheck] "));
  ASSERT_EQ(pauses_.size(), 1U);
  EXPECT_GE(pauses_[0], std::chrono::seconds(1));
  EXPECT_EQ(log_.kept[0].tries, 2);
}

TEST_F(Deliver, TakesAKnownLineKeyForArrived) {
  const HttpServer server([](const Asked&) { return Reply{409, {}, "{}"}; });
  set_line(server);
  EXPECT_EQ(tell_all().sent, 1U);
}

TEST_F(Deliver, ShowsWhatLineSaysButNoToken) {
  const HttpServer server([](const Asked& asked) {
    return Reply{401, {}, R"({"message":"bad )" + asked.fields.at("authorization") + "\"}"};
  });
  set_line(server);
  const auto told = tell_all();
  ASSERT_EQ(told.troubles.size(), 1U);
  EXPECT_EQ(told.troubles[0].error, R"(status 401: {"message":"bad Bearer ***"})");
  EXPECT_EQ(log_.kept[0].last_error.find("t0ken"), std::string::npos);
  EXPECT_EQ(server.asked().size(), 1U);  // no use in trying again
}

TEST_F(Deliver, WaitsAsLongAsTheServerWishes) {
  std::atomic<int> number{0};
  const HttpServer server([&](const Asked&) {
    return ++number == 1 ? Reply{429, {{"Retry-After", "7"}}, ""} : Reply{200, {}, ""};
  });
  settings_.recipients = {hook(server.url())};
  EXPECT_EQ(tell_all().sent, 1U);
  EXPECT_EQ(pauses_, std::vector<std::chrono::milliseconds>{std::chrono::seconds(7)});
}

TEST_F(Deliver, LeavesItForLaterWhenTheServerWishesTooMuch) {
  const HttpServer server([](const Asked&) { return Reply{429, {{"Retry-After", "3600"}}, ""}; });
  settings_.recipients = {hook(server.url())};
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 0U);
  EXPECT_TRUE(pauses_.empty());
  EXPECT_EQ(server.asked().size(), 1U);
  EXPECT_EQ(log_.kept[0].state, DeliveryState::failed);
}

TEST_F(Deliver, GivesUpForNowAfterFourTriesAndGoesOn) {
  const HttpServer bad([](const Asked&) { return Reply{503, {}, ""}; });
  const HttpServer good([](const Asked&) { return Reply{200, {}, ""}; });
  auto other = hook(good.url());
  other.name = "ข";
  settings_.recipients = {hook(bad.url()), other};
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 1U);
  EXPECT_EQ(told.troubles, (std::vector<Trouble>{{"ศูนย์", "webhook", "status 503"}}));
  EXPECT_EQ(trouble_text(told), "ศูนย์ (webhook): status 503\n");
  EXPECT_EQ(bad.asked().size(), 4U);
  ASSERT_EQ(pauses_.size(), 3U);
  EXPECT_LT(pauses_[0], pauses_[1]);
  EXPECT_LT(pauses_[1], pauses_[2]);
  EXPECT_EQ(log_.kept[0].tries, 4);
  EXPECT_EQ(log_.kept[0].last_error, "status 503");
}

TEST_F(Deliver, RefusesAPrivateAddressThatIsNotAllowed) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, ""}; });
  settings_.recipients = {hook(server.url())};
  settings_.allow_private.clear();
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 0U);
  ASSERT_EQ(told.troubles.size(), 1U);
  EXPECT_NE(told.troubles[0].error.find("not public"), std::string::npos);
  EXPECT_EQ(server.connections(), 0U);
  EXPECT_TRUE(pauses_.empty());
}

TEST_F(Deliver, FollowsNoRedirect) {
  const HttpServer server([](const Asked& asked) {
    return asked.target == "/hook" ? Reply{302, {{"Location", "/other"}}, ""} : Reply{200, {}, ""};
  });
  settings_.recipients = {hook(server.url("/hook"))};
  EXPECT_EQ(tell_all().troubles.size(), 1U);
  EXPECT_EQ(server.asked().size(), 1U);
}

TEST_F(Deliver, AsksADeadServerForOneMessageOnly) {
  std::string url;
  {
    url = HttpServer([](const Asked&) { return Reply{}; }).url();
  }
  auto other = hook(url);
  other.name = "ข";
  settings_.recipients = {hook(url), other};
  const auto told = tell_all();
  ASSERT_EQ(told.troubles.size(), 2U);
  EXPECT_EQ(told.troubles[0].error, "connection refused");
  EXPECT_NE(told.troubles[1].error.find("just before"), std::string::npos);
  EXPECT_EQ(pauses_.size(), 3U);
}

TEST_F(Deliver, MailsEachAddressByItself) {
  const MailServer server({"--answers", "451"});
  if (server.port() == 0) GTEST_SKIP() << "Debian's python3-aiosmtpd is not installed";
  settings_.mail.server = server.address();
  settings_.mail.from = "oit@example.go.th";
  settings_.mail.starttls = StartTls::never;
  auto to = recipient_named("ปลัด");
  to.mail = {"a@example.go.th", "b@example.go.th"};
  settings_.recipients = {to};
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 2U) << trouble_text(told);
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(mails[0].to, std::vector<std::string>{"a@example.go.th"});
  EXPECT_NE(mails[0].field("Message-ID"), mails[1].field("Message-ID"));
  EXPECT_EQ(log_.kept[0].recipient, "ปลัด mail:a@example.go.th");
  EXPECT_EQ(log_.kept[0].tries, 2);  // 451, then taken
}

TEST_F(Deliver, HoldsADigestInQuietHoursAndBringsItAfterThem) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, ""}; });
  auto to = hook(server.url());
  to.quiet = read_quiet_hours("20:00-07:00").value();
  settings_.recipients = {to};
  clock_.time = bangkok(1);
  auto told = tell_all();
  EXPECT_EQ(told.held, 1U);
  EXPECT_EQ(log_.kept[0].state, DeliveryState::held);
  EXPECT_TRUE(server.asked().empty());
  told = tell_all();  // still night
  EXPECT_EQ(told.held, 1U);
  clock_.time = bangkok(8);
  told = tell_all();
  EXPECT_EQ(told.sent, 1U);
  EXPECT_EQ(log_.kept[0].state, DeliveryState::sent);
}

TEST_F(Deliver, BringsWhatEarlierRunsCouldNot) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, ""}; });
  auto deaf = recipient_named("ข");
  deaf.webhook = url::Url::parse(server.url("/other")).value();
  settings_.recipients = {hook(server.url("/hook")), deaf};
  log_.kept = {{"r0", "", "ศูนย์ webhook", "h", DeliveryState::held, 0, "", bangkok(1)},
               {"r1", "r0", "ศูนย์ webhook", "h", DeliveryState::failed, 4, "x", bangkok(2)},
               {"r1", "r0", "ใครบางคน line", "h", DeliveryState::failed, 4, "x", bangkok(2)},
               {"gone", "r0", "ศูนย์ webhook", "h", DeliveryState::held, 0, "", bangkok(2)},
               {"old", "r0", "ศูนย์ webhook", "h", DeliveryState::failed, 4, "x",
                bangkok(2) - std::chrono::days(8)},
               {"tired", "r0", "ศูนย์ webhook", "h", DeliveryState::failed, 20, "x", bangkok(2)}};
  auto told = tell_all();
  EXPECT_EQ(recalled_, (std::vector<std::string>{"r0", "r1", "gone"}));
  EXPECT_EQ(told.sent, 4U);  // r0 and r1 to one, r2 to both
  const auto asked = server.asked();
  ASSERT_EQ(asked.size(), 4U);
  EXPECT_EQ(nlohmann::json::parse(asked[0].body)["run"]["id"], "r0");
  EXPECT_EQ(nlohmann::json::parse(asked[1].body)["run"]["id"], "r1");
  EXPECT_EQ(asked[0].target, "/hook");
  EXPECT_EQ(asked[1].target, "/hook");
  EXPECT_EQ(told.troubles, (std::vector<Trouble>{{"", "log", "there is no run gone"}}));
  recalled_.clear();
  told = tell_all();  // nothing is left to bring, nothing is asked for again
  EXPECT_TRUE(recalled_.empty());
  EXPECT_EQ(told.sent, 0U);
  EXPECT_EQ(told.already, 2U);
}

TEST_F(Deliver, RatherSaysNothingThanTheSameEveryNight) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, ""}; });
  settings_.recipients = {hook(server.url())};
  log_.is_broken = true;
  const auto told = tell_all();
  EXPECT_EQ(told.sent, 0U);
  EXPECT_EQ(told.troubles.size(), 2U);
  EXPECT_TRUE(server.asked().empty());
}

TEST_F(Deliver, StopsWhenAsked) {
  const HttpServer server([](const Asked&) { return Reply{200, {}, ""}; });
  settings_.recipients = {hook(server.url())};
  patience_.is_stopped = [] { return true; };
  EXPECT_EQ(tell_all().sent, 0U);
  EXPECT_TRUE(server.asked().empty());
}

}  // namespace
}  // namespace oit::notify
