// What a crawl was told comes back from its capture as it was.
#include <random>

#include "store/capture_kit.h"
#include "store/capture_notes.h"
#include "store/warc_reader.h"

namespace oit::store {
namespace {

using model::FetchOutcome;
using test::Asked;
using test::Folder;

/// Everything but the body's place, heads and what captures leave out.
void expect_same(const model::Response& got, const model::Response& given) {
  EXPECT_EQ(got.requested, given.requested);
  EXPECT_EQ(got.url, given.url);
  EXPECT_EQ(got.redirects, given.redirects);
  EXPECT_EQ(got.outcome, given.outcome);
  EXPECT_EQ(got.status, given.status);
  EXPECT_EQ(got.why, given.why);
  EXPECT_EQ(got.content_type, given.content_type);
  EXPECT_EQ(got.declared_charset, given.declared_charset);
  EXPECT_EQ(got.file_name, given.file_name);
  EXPECT_EQ(got.etag, given.etag);
  EXPECT_EQ(got.last_modified, given.last_modified);
  EXPECT_EQ(got.body_bytes, given.body_bytes);
  EXPECT_EQ(got.wire_bytes, given.wire_bytes);
  EXPECT_EQ(got.requests, given.requests);
  EXPECT_EQ(got.truncated, given.truncated);
  EXPECT_EQ(got.has_sign_in, given.has_sign_in);
  EXPECT_EQ(got.tls_problem, given.tls_problem);
  EXPECT_EQ(got.tls_detail, given.tls_detail);
  EXPECT_EQ(got.address, given.address);
  EXPECT_EQ(got.elapsed, given.elapsed);
  EXPECT_EQ(got.fetched_at, given.fetched_at);
}

model::Response full_response() {
  auto response = test::page("http://abt.go.th/a?x=1", "<p>สวัสดี</p>");
  response.url = test::address("https://www.abt.go.th/b");
  response.redirects = {test::address("http://abt.go.th/a?x=1"),
                        test::address("http://www.abt.go.th/b")};
  response.why = "cut at its limit";
  response.declared_charset = "tis-620";
  response.file_name = "แผน \"2566\".pdf";
  response.etag = "\"\xA1\xA2\"";  // windows-874 bytes, as servers send them
  response.last_modified = "Thu, 20 Apr 2023 03:04:05 GMT";
  response.wire_bytes = 12'345;
  response.requests = 5;
  response.truncated = true;
  response.has_sign_in = true;
  response.tls_problem = model::TlsProblem::wrong_host;
  response.tls_detail = "names another host";
  response.address = "2001:db8::1";
  response.elapsed = std::chrono::milliseconds(4'321);
  response.fetched_at += std::chrono::milliseconds(7);
  return response;
}

/// Records `answers`, plays them back in the order recorded, and gives what came.
std::vector<model::Response> round_trip(const Folder& folder,
                                        const std::vector<model::Response>& answers,
                                        RecordingLimits limits = {}) {
  const auto file = test::record(folder.path(), answers, test::site_head(), limits);
  EXPECT_TRUE(file.has_value()) << file.error().message;
  CaptureFetcher player(open_capture(*file).value(), folder.path());
  std::vector<Asked> asked;
  for (const auto& answer : answers) asked.push_back({answer.requested.text()});
  auto got = test::ask_all(player, asked);
  EXPECT_EQ(player.missed(), 0U);
  return got;
}

TEST(CaptureRoundTrip, KeepsEveryFieldOfAnAnswer) {
  const Folder folder;
  const auto got = round_trip(folder, {full_response()});
  ASSERT_EQ(got.size(), 1U);
  expect_same(got[0], full_response());
  EXPECT_EQ(got[0].body, "<p>สวัสดี</p>");
  EXPECT_EQ(got[0].spool_path, "");
}

TEST(CaptureRoundTrip, KeepsEveryOutcomeAndTlsProblem) {
  const Folder folder;
  std::vector<model::Response> answers;
  for (auto outcome = FetchOutcome::ok; outcome <= FetchOutcome::not_modified;
       outcome = static_cast<FetchOutcome>(static_cast<int>(outcome) + 1)) {
    for (const int status : {0, 404}) {
      auto response = test::page("http://abt.go.th/" + std::to_string(answers.size()), "");
      response.outcome = outcome;
      response.status = status;
      response.tls_problem = static_cast<model::TlsProblem>(answers.size() % 6);
      answers.push_back(std::move(response));
    }
  }
  const auto got = round_trip(folder, answers);
  ASSERT_EQ(got.size(), answers.size());
  for (std::size_t i = 0; i < got.size(); ++i) expect_same(got[i], answers[i]);
}

TEST(CaptureRoundTrip, KeepsBodiesOfAnyKind) {
  const Folder folder;
  std::string binary(100'000, '\0');
  std::mt19937 random(7);
  for (auto& byte : binary) byte = static_cast<char>(random());
  std::string large;
  while (large.size() < 5'000'000) large += binary;
  auto failed = test::page("http://abt.go.th/404", "<h1>ไม่พบ</h1>");
  failed.outcome = FetchOutcome::not_found;
  failed.status = 404;
  auto odd = test::page("http://abt.go.th/half", "\r\n\r\nHTTP/1.1 200");  // no status, but bytes
  odd.outcome = FetchOutcome::reset;
  odd.status = 0;
  const std::vector<model::Response> answers{test::page("http://abt.go.th/", ""),
                                             test::page("http://abt.go.th/binary", binary),
                                             test::document("http://abt.go.th/large.pdf", large),
                                             test::document("http://abt.go.th/empty.pdf", ""),
                                             failed,
                                             odd};
  const std::vector<std::string> bodies{"", binary, large, "", failed.body, odd.body};
  auto got = round_trip(folder, answers);
  ASSERT_EQ(got.size(), bodies.size());
  for (std::size_t i = 0; i < got.size(); ++i) {
    expect_same(got[i], answers[i]);
    EXPECT_EQ(got[i].spool_path.empty(), answers[i].spool_path.empty());
    EXPECT_TRUE(test::take_body(got[i]) == bodies[i]) << i;
  }
}

TEST(CaptureRoundTrip, IsTheSameWhenTheWriterIsSlowerThanTheCrawl) {
  const Folder folder;
  std::vector<model::Response> answers;
  for (int i = 0; i < 40; ++i) {
    const auto url = "http://abt.go.th/" + std::to_string(i);
    answers.push_back(i % 4 == 0 ? test::document(url, url + std::string(50'000, 'd'))
                                 : test::page(url, url + std::string(50'000, 'p')));
  }
  auto got = round_trip(folder, answers, {.waiting_bytes = 1, .waiting_files = 1});
  ASSERT_EQ(got.size(), 40U);
  for (std::size_t i = 0; i < got.size(); ++i)
    EXPECT_TRUE(test::take_body(got[i]).starts_with(answers[i].requested.text()));
}

TEST(CaptureRoundTrip, GivesTheNthAnswerToTheNthQuestion) {
  const Folder folder;
  const auto file = test::record(folder.path(), {test::page("http://abt.go.th/", "first"),
                                                 test::page("http://abt.go.th/", "second")})
                        .value();
  CaptureFetcher player(open_capture(file).value());
  const auto got = test::ask_all(player, {{"http://abt.go.th/"},
                                          {"http://abt.go.th/", model::Purpose::probe},
                                          {"http://abt.go.th/"},
                                          {"http://abt.go.th/"}});
  EXPECT_EQ(got[0].body, "first");
  EXPECT_EQ(got[1].outcome, FetchOutcome::not_captured);
  EXPECT_EQ(got[2].body, "second");
  EXPECT_EQ(got[3].body, "second");
  EXPECT_EQ(player.missed(), 1U);
}

TEST(CaptureRoundTrip, KeepsHeadAndEnd) {
  const Folder folder;
  auto head = test::site_head();
  head.options = "{\"a\": [1,  2]}";
  const auto file = test::record(folder.path(), {}, head).value();
  EXPECT_EQ(file.filename(), "abt-20230420030005.warc.gz");
  const auto capture = open_capture(file).value();
  EXPECT_EQ(capture.head(), head);
  EXPECT_EQ(capture.end(), (SiteEnd{0, {"max_time"}, true}));
  EXPECT_EQ(capture.cut(), "");
  EXPECT_EQ(capture.answers(), 0U);
}

TEST(CaptureRoundTrip, KeepsWhatRobotsTxtSaid) {
  const Folder folder;
  net::RobotsVerdict verdict;
  verdict.state = net::RobotsVerdict::State::read;
  verdict.forbids_all = true;
  verdict.crawl_delay = std::chrono::milliseconds(1'500);
  verdict.sitemaps = {"http://abt.go.th/sitemap.xml", "\xA1"};
  verdict.status = 200;
  verdict.text = "User-agent: *\nDisallow: /\n";
  test::ScriptedFetcher inner;
  inner.add(verdict);
  inner.add(verdict);  // told again, and written once
  net::RobotsVerdict silent;
  silent.state = net::RobotsVerdict::State::unreachable;
  silent.status = 503;
  inner.add(silent);
  auto recorder = RecordingFetcher::make(inner, folder.path()).value();
  ASSERT_TRUE(recorder->begin_site(1, test::site_head()).has_value());
  std::filesystem::path file;
  const auto end = [&] {
    recorder->end_site(1, {}, [&](const Result<std::filesystem::path>& ended) {
      file = ended.value();
      inner.stop();
    });
  };
  const auto abt = test::address("http://abt.go.th/x"), other = test::address("http://b.go.th/");
  recorder->robots(abt, 1, [&](const net::RobotsVerdict& told) {
    EXPECT_EQ(told.text, verdict.text);
    recorder->robots(abt, 1, [&](const net::RobotsVerdict&) {
      recorder->robots(other, 1, [&](const net::RobotsVerdict&) { end(); });
    });
  });
  recorder->run();

  auto reader = WarcReader::open(file).value();
  EXPECT_EQ(reader.index().value().entries.size(), 6U);  // info, head, text, two verdicts, end
  CaptureFetcher player(open_capture(file).value());
  std::vector<net::RobotsVerdict> got;
  for (const auto& url : {abt, other, test::address("http://c.go.th/")})
    player.robots(url, 1, [&](net::RobotsVerdict told) {
      got.push_back(std::move(told));
      if (got.size() == 3) player.stop();
    });
  player.run();
  EXPECT_EQ(got[0].state, verdict.state);
  EXPECT_EQ(got[0].forbids_all, verdict.forbids_all);
  EXPECT_EQ(got[0].crawl_delay, verdict.crawl_delay);
  EXPECT_EQ(got[0].sitemaps, verdict.sitemaps);
  EXPECT_EQ(got[0].status, 200);
  EXPECT_EQ(got[0].text, verdict.text);
  EXPECT_EQ(got[1].state, net::RobotsVerdict::State::unreachable);
  EXPECT_EQ(got[1].status, 503);
  EXPECT_EQ(got[2].state, net::RobotsVerdict::State::absent);
}

TEST(CaptureNotes, OtherPeoplesJsonIsNone) {
  const auto good = write_note(SiteEnd{3, {}, true});
  EXPECT_TRUE(std::holds_alternative<SiteEnd>(read_note(good)));
  const std::string nested(100'000, '[');
  for (const std::string& json :
       {std::string(), std::string("{}"), std::string("[1]"), std::string("{\"format\":1}"),
        std::string("{\"format\":\"oitcheck/render/1\"}"), good.substr(0, good.size() - 1),
        std::string("{\"format\":\"oitcheck/end/1\",\"asked\":-1,\"limits\":[],\"complete\":true}"),
        std::string("{\"format\":\"oitcheck/answer/1\"}"), nested,
        nested + std::string(100'000, ']')})
    EXPECT_TRUE(std::holds_alternative<std::monostate>(read_note(json))) << json.substr(0, 80);
}

}  // namespace
}  // namespace oit::store
