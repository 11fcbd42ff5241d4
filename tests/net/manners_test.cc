// Pace, retries and header fields: small functions with much to get wrong.
#include <gtest/gtest.h>

#include "net/attempt.h"
#include "net/header_fields.h"
#include "net/pace.h"
#include "net/resolver.h"
#include "net/retry.h"

namespace oit::net {
namespace {

using namespace std::chrono_literals;
using model::FetchOutcome;

TEST(Pace, WaitsAsLongAsTheAnswerTook) {
  const Pace::Time zero{};
  Pace pace(PaceRules{});
  EXPECT_TRUE(pace.has_room());
  pace.started(zero);
  EXPECT_FALSE(pace.has_room());
  pace.finished(zero + 10ms, 10ms);
  EXPECT_TRUE(pace.has_room());
  EXPECT_EQ(pace.ready_at(), zero + 260ms);
  pace.started(zero + 300ms);
  pace.finished(zero + 2300ms, 2000ms);
  EXPECT_EQ(pace.ready_at(), zero + 4300ms);
  pace.started(zero + 5s);
  pace.finished(zero + 65s, 60s);
  EXPECT_EQ(pace.ready_at(), zero + 95s);  // thirty seconds at most
}

TEST(Pace, CountsFixedAndCrawlDelayFromStartToStart) {
  const Pace::Time zero{};
  Pace pace(PaceRules{false, 250ms, 30s, 1000ms, 2});
  pace.started(zero);
  pace.finished(zero + 900ms, 900ms);
  EXPECT_EQ(pace.ready_at(), zero + 1s);
  pace.set_crawl_delay(5s);
  pace.started(zero + 1s);
  EXPECT_EQ(pace.ready_at(), zero + 6s);
  EXPECT_TRUE(pace.has_room());
  pace.set_crawl_delay(10min);
  pace.started(zero + 6s);
  EXPECT_EQ(pace.ready_at(), zero + 36s);
  EXPECT_FALSE(pace.has_room());
  pace.hold_until(zero + 50s);
  pace.hold_until(zero + 40s);
  EXPECT_EQ(pace.ready_at(), zero + 50s);
}

TEST(Retry, IsForPassingTroubleOnly) {
  for (const auto outcome : {FetchOutcome::reset, FetchOutcome::refused, FetchOutcome::timeout,
                             FetchOutcome::rate_limited, FetchOutcome::unavailable})
    EXPECT_TRUE(is_worth_retrying(outcome, 0)) << model::name_of(outcome);
  for (const int status : {408, 500, 502, 504})
    EXPECT_TRUE(is_worth_retrying(outcome_of_status(status, true), status)) << status;
  for (const int status : {200, 204, 301, 304, 400, 401, 403, 404, 410, 418, 451, 501, 505})
    EXPECT_FALSE(is_worth_retrying(outcome_of_status(status, true), status)) << status;
  EXPECT_FALSE(is_worth_retrying(FetchOutcome::no_such_host, 0));
  EXPECT_FALSE(is_worth_retrying(FetchOutcome::blocked_address, 0));
}

TEST(Retry, PausesLongerEachTimeAndNotAllAtOnce) {
  for (std::uint64_t seed = 0; seed < 5'000; seed += 7) {
    const auto second = retry_pause(1s, 2, seed);
    EXPECT_GE(second, 500ms);
    EXPECT_LE(second, 1500ms);
    EXPECT_EQ(retry_pause(1s, 3, seed), 2 * second);
    EXPECT_EQ(retry_pause(1s, 2, seed), second);
  }
  EXPECT_NE(retry_pause(1s, 2, 1), retry_pause(1s, 2, 500));
}

TEST(Retry, ReadsRetryAfter) {
  const std::chrono::system_clock::time_point now{std::chrono::seconds(1'700'000'000)};
  EXPECT_EQ(read_retry_after("120", now), 120s);
  EXPECT_EQ(read_retry_after("-5", now), 0s);
  EXPECT_EQ(read_retry_after("99999999999", now), 24h);
  EXPECT_EQ(read_retry_after("Tue, 14 Nov 2023 22:13:50 GMT", now), 30s);
  EXPECT_EQ(read_retry_after("Tue, 14 Nov 2000 22:13:50 GMT", now), 0s);
  EXPECT_FALSE(read_retry_after("", now).has_value());
  EXPECT_FALSE(read_retry_after("soon", now).has_value());
}

TEST(ReadContentType, TakesWhatServersSend) {
  EXPECT_EQ(read_content_type("Text/HTML; Charset=\"TIS-620\"").charset, "TIS-620");
  EXPECT_EQ(read_content_type(" text/html ;charset = utf-8 ; x=y").charset, "utf-8");
  EXPECT_EQ(read_content_type("text/html;charset='utf-8'").charset, "utf-8");
  EXPECT_EQ(read_content_type("text/html, text/plain").media_type, "text/html");
  EXPECT_EQ(read_content_type("text/html; charset").charset, "");
  EXPECT_EQ(read_content_type("").media_type, "");
  EXPECT_EQ(read_content_type("text/html; x=\"a;charset=no\"; charset=yes").charset, "yes");
}

TEST(ReadFileName, TakesWhatServersSend) {
  EXPECT_EQ(read_file_name("attachment; filename=\"a b.pdf\""), "a b.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=a.pdf"), "a.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=\"x.pdf\"; filename*=UTF-8''%E0%B8%81.pdf"),
            "ก.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=\"แผน.pdf\""), "แผน.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=\"\xE1\xBC\xB9.pdf\""), "แผน.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=%E0%B8%81.pdf"), "ก.pdf");
  EXPECT_EQ(read_file_name("attachment; filename=\"=?UTF-8?B?4LiB?=\""), "ก");
  EXPECT_EQ(read_file_name("attachment; filename=\"=?utf-8?Q?=E0=B8=81_1?=\""), "ก 1");
  EXPECT_EQ(read_file_name("attachment; filename=\"..\\\\..\\\\etc/pass\\\"wd\""), "pass\"wd");
  EXPECT_EQ(read_file_name("attachment; filename=\"\xFF\xFE.pdf\""), "??.pdf");
  EXPECT_EQ(read_file_name("inline"), "");
  EXPECT_EQ(read_file_name("attachment; filename=\"unclosed"), "unclosed");
}

TEST(ReadRefresh, FollowsOnlyWhatMovesOn) {
  EXPECT_EQ(read_refresh("0; url=/home"), "/home");
  EXPECT_EQ(read_refresh("5;URL='http://a.th/'"), "http://a.th/");
  EXPECT_EQ(read_refresh("0, /x"), "/x");
  EXPECT_EQ(read_refresh("300; url=/x"), "");
  EXPECT_EQ(read_refresh("5"), "");
  EXPECT_EQ(read_refresh("nan; url=/x"), "");
  EXPECT_EQ(read_refresh(""), "");
}

TEST(OutcomeOfLookup, TellsASiteThatIsGoneFromAMachineWithoutNetwork) {
  using Result = Lookup::Result;
  EXPECT_EQ(outcome_of_lookup(Result::no_such_name, false), FetchOutcome::no_such_host);
  EXPECT_EQ(outcome_of_lookup(Result::no_such_name, true), FetchOutcome::no_such_host);
  EXPECT_EQ(outcome_of_lookup(Result::no_answer, false), FetchOutcome::no_network);
  EXPECT_EQ(outcome_of_lookup(Result::no_answer, true), FetchOutcome::timeout);
  EXPECT_EQ(outcome_of_lookup(Result::no_service, true), FetchOutcome::no_network);
  EXPECT_EQ(outcome_of_lookup(Result::found, true), FetchOutcome::ok);
}

TEST(LookUpNow, ReadsNumericAddressesWithoutAskingAnybody) {
  EXPECT_EQ(look_up_now("127.0.0.1").addresses, std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(look_up_now("[::1]").addresses, std::vector<std::string>{"::1"});
  EXPECT_FALSE(look_up_now("[::1]").has_public);
  EXPECT_TRUE(look_up_now("8.8.8.8").has_public);
}

TEST(TlsProblemOf, NamesTheUsualOnes) {
  using enum model::TlsProblem;
  EXPECT_EQ(tls_problem_of(10, ""), expired);
  EXPECT_EQ(tls_problem_of(18, ""), self_signed);
  EXPECT_EQ(tls_problem_of(20, ""), untrusted);
  EXPECT_EQ(tls_problem_of(
                0, "SSL: no alternative certificate subject name matches target host name 'a.th'"),
            wrong_host);
  EXPECT_EQ(tls_problem_of(99, "?"), other);
}

}  // namespace
}  // namespace oit::net
