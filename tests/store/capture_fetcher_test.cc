#include "store/capture_fetcher.h"

#include <algorithm>
#include <random>
#include <thread>

#include "store/capture_kit.h"

namespace oit::store {
namespace {

namespace fs = std::filesystem;
using model::FetchOutcome;
using test::Folder;

TEST(CaptureFetcher, SaysWhatACaptureLacks) {
  const Folder folder;
  const auto file = test::record(folder.path(), {test::page("http://abt.go.th/", "x")}).value();
  CaptureFetcher player(open_capture(file).value());
  const auto got = test::ask_all(player, {{"http://abt.go.th/none"}});
  EXPECT_EQ(got[0].outcome, FetchOutcome::not_captured);
  EXPECT_EQ(got[0].requested, test::address("http://abt.go.th/none"));
  EXPECT_EQ(got[0].url, got[0].requested);
  EXPECT_EQ(got[0].why, "the capture has no answer for it");
}

TEST(CaptureFetcher, FindsBodiesInTheSitesOtherCaptures) {
  const Folder folder;
  const std::string body(100'000, 'b');
  const auto first =
      test::record(folder.path(), {test::page("http://abt.go.th/x", "other"),
                                   test::document("http://abt.go.th/a.pdf", body),
                                   test::document("http://abt.go.th/same.pdf", body)})
          .value();
  const auto second = test::record(folder.path(), {test::document("http://abt.go.th/b.pdf", body)},
                                   test::site_head("abt", 21))
                          .value();
  const auto third = test::record(folder.path(), {test::document("http://abt.go.th/b.pdf", body)},
                                  test::site_head("abt", 22))
                         .value();
  const auto body_in = [&](const fs::path& file, const std::string& url) {
    CaptureFetcher player(open_capture(file).value(), folder.path());
    auto got = test::ask_all(player, {{url}});
    return got[0].outcome == FetchOutcome::ok ? test::take_body(got[0]) : got[0].why;
  };
  EXPECT_EQ(body_in(first, "http://abt.go.th/same.pdf"), body);
  EXPECT_EQ(body_in(second, "http://abt.go.th/b.pdf"), body);
  EXPECT_EQ(body_in(third, "http://abt.go.th/b.pdf"), body);
  fs::remove(first);
  EXPECT_EQ(body_in(third, "http://abt.go.th/b.pdf"),
            "its body stands in an earlier capture that is not beside this one");
  EXPECT_TRUE(std::ranges::none_of(fs::directory_iterator(folder.path()), [](const auto& entry) {
    return entry.path().filename().string().starts_with("oitcheck-");
  }));
}

TEST(CaptureFetcher, KeepsItsPromisesAsAFetcher) {
  const Folder folder;
  auto answer = test::page("http://abt.go.th/", "x");
  answer.address = "192.0.2.7";
  const auto file = test::record(folder.path(), {answer}).value();
  CaptureFetcher player(open_capture(file).value());
  std::vector<std::string> seen;
  std::jthread other;
  player.fetch({.url = test::address("http://abt.go.th/"), .referrer = {}, .owner = 1},
               [&](const model::Response& response) {
                 seen.push_back("1 " + std::string(model::name_of(response.outcome)));
               });
  player.fetch({.url = test::address("http://abt.go.th/"), .referrer = {}, .owner = 2},
               [&](const model::Response& response) {
                 seen.push_back("2 " + std::string(model::name_of(response.outcome)));
                 player.look_up(test::address("https://abt.go.th/y"), [&](const std::string& ip) {
                   seen.push_back(ip);
                   player.after(std::chrono::milliseconds(1), [&] {
                     other = std::jthread([&] { player.post([&] { player.stop(); }); });
                   });
                 });
               });
  player.cancel(1);
  EXPECT_TRUE(seen.empty());
  player.run();
  EXPECT_EQ(seen, (std::vector<std::string>{"1 cancelled", "2 ok", "192.0.2.7"}));
}

TEST(CaptureFetcher, IsRecordedLikeAnyOther) {
  const Folder folder;
  const auto file =
      test::record(folder.path(), {test::document("http://abt.go.th/a.pdf", "%PDF-")}).value();
  CaptureFetcher player(open_capture(file).value(), folder.path());
  auto recorder = RecordingFetcher::make(player, folder / "again").value();
  ASSERT_TRUE(recorder->begin_site(1, test::site_head()).has_value());
  fs::path copy;
  auto got = test::ask_all(*recorder, {{"http://abt.go.th/a.pdf"}}, 1, [&] {
    recorder->end_site(1, {}, [&](const Result<fs::path>& ended) {
      copy = ended.value();
      player.stop();
    });
  });
  EXPECT_EQ(test::take_body(got[0]), "%PDF-");
  CaptureFetcher again(open_capture(copy).value(), folder.path());
  got = test::ask_all(again, {{"http://abt.go.th/a.pdf"}});
  EXPECT_EQ(test::take_body(got[0]), "%PDF-");
}

/// A capture of a dozen answers of every sort, and how many of them are whole at each length.
TEST(OpenCapture, UsesAllThatAKilledWriterWrote) {
  const Folder folder;
  std::mt19937 random(11);
  std::vector<model::Response> answers;
  for (int i = 0; i < 12; ++i) {
    std::string body(500U * static_cast<unsigned>(i), '\0');
    for (auto& byte : body) byte = static_cast<char>(random());
    const auto url = "http://abt.go.th/" + std::to_string(i);
    answers.push_back(i % 3 == 0 ? test::document(url, body) : test::page(url, body));
  }
  const auto whole = test::bytes_of(test::record(folder.path(), answers).value());
  const auto part = folder / "cut.warc.gz.part";
  std::size_t most = 0;
  for (int i = 0; i < 200; ++i) {
    const auto length = 1 + random() % (whole.size() - 1);
    test::put(part, whole.substr(0, length));
    auto capture = open_capture(part);
    if (!capture) {
      EXPECT_LT(length, 1'500U) << capture.error().message;  // before the head was whole
      continue;
    }
    EXPECT_EQ(capture->head(), test::site_head());
    const auto count = capture->answers();
    most = std::max(most, count);
    CaptureFetcher player(std::move(*capture), folder.path());
    std::vector<test::Asked> asked;
    for (std::size_t n = 0; n < count; ++n) asked.push_back({answers[n].requested.text()});
    for (auto& response : test::ask_all(player, asked)) {
      EXPECT_NE(response.outcome, FetchOutcome::not_captured) << response.why;
      EXPECT_EQ(test::take_body(response).size(), response.body_bytes);
    }
  }
  EXPECT_GE(most, 10U);
}

TEST(OpenCapture, NeverFallsOverADamagedByte) {
  const Folder folder;
  const auto file = test::record(folder.path(), {test::page("http://abt.go.th/", "body"),
                                                 test::page("http://abt.go.th/2", "body")})
                        .value();
  const auto whole = test::bytes_of(file);
  const auto damaged = folder / "damaged.warc.gz";
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    test::put(damaged, bytes);
    auto capture = open_capture(damaged);
    if (!capture) continue;
    CaptureFetcher player(std::move(*capture));
    const auto got = test::ask_all(player, {{"http://abt.go.th/2"}});
    EXPECT_TRUE(got[0].body == "body" || got[0].outcome == FetchOutcome::not_captured) << at;
  }
}

TEST(OpenCapture, RefusesOtherPeoplesFiles) {
  const Folder folder;
  test::put(folder / "a.warc",
            "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 0\r\n\r\n\r\n\r\n");
  const auto capture = open_capture(folder / "a.warc");
  ASSERT_FALSE(capture.has_value());
  EXPECT_EQ(capture.error().message, (folder / "a.warc").string() + " is no capture of oitcheck's");
  EXPECT_FALSE(open_capture(folder / "none").has_value());
}

TEST(ListCaptures, KnowsThemByTheirNames) {
  const Folder folder;
  for (const char* name :
       {"b-20230101000000.warc.gz", "a-b-20230301000000.warc.gz", "a-b-20230201000000.warc.gz",
        "a-b-20230401000000.warc.gz.part", "a-b.cdxj", "a-20231301000000.warc.gz", "a.warc.gz",
        "-20230101000000.warc.gz"})
    test::put(folder / name, "");
  fs::create_directory(folder / "c-20230101000000.warc.gz");
  const auto names = [&](CaptureChoice choice) {
    std::vector<std::string> out;
    const auto files = list_captures(folder.path(), choice).value();
    for (const auto& file : files) out.push_back(file.site + ' ' + file.path.filename().string());
    return out;
  };
  EXPECT_EQ(names(CaptureChoice::all), (std::vector<std::string>{"a-b a-b-20230201000000.warc.gz",
                                                                 "a-b a-b-20230301000000.warc.gz",
                                                                 "b b-20230101000000.warc.gz"}));
  EXPECT_EQ(
      names(CaptureChoice::newest_of_each_site),
      (std::vector<std::string>{"a-b a-b-20230301000000.warc.gz", "b b-20230101000000.warc.gz"}));
  EXPECT_EQ(list_captures(folder / "a-b.cdxj").value(),
            (std::vector<CaptureFile>{{folder / "a-b.cdxj", "", {}}}));
  EXPECT_EQ(list_captures(folder / "none").error().code, ErrorCode::io);
}

}  // namespace
}  // namespace oit::store
