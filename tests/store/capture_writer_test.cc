#include "store/capture_writer.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <random>

#include "base/sha256.h"
#include "store/capture_kit.h"
#include "store/cdxj.h"
#include "store/warc_reader.h"

namespace oit::store {
namespace {

namespace fs = std::filesystem;
using test::Folder;

std::vector<std::string> types_in(const fs::path& file) {
  std::vector<std::string> types;
  auto reader = WarcReader::open(file).value();
  const auto index = reader.index().value();
  for (const auto& entry : index.entries) types.push_back(entry.type);
  return types;
}

/// The block of the n-th record of `type`.
std::string block_of(const fs::path& file, const std::string& type, std::size_t n = 0) {
  auto reader = WarcReader::open(file).value();
  const auto index = reader.index().value();
  for (const auto& entry : index.entries)
    if (entry.type == type && n-- == 0) return reader.read_block(entry, 1 << 20).value();
  return "";
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

TEST(RecordingFetcher, StoresHeadsAsTheyStandBeforeADecodedBody) {
  const Folder folder;
  auto response = test::page("http://abt.go.th/", "decoded");
  response.redirects = {test::address("http://abt.go.th/")};
  response.url = test::address("https://abt.go.th/home");
  response.heads = {
      "HTTP/1.1 301 Moved\r\nLocation: https://abt.go.th/home\r\n"
      "Content-Length: 178\r\n\r\n",
      "HTTP/2 200 \r\ncontent-type: text/HTML; charset=utf-8\r\n"
      "content-encoding: gzip\r\nTransfer-Encoding : chunked\r\n\r\n"};
  const auto file = test::record(folder.path(), {response}).value();
  EXPECT_EQ(types_in(file), (std::vector<std::string>{"warcinfo", "metadata", "response",
                                                      "response", "metadata", "metadata"}));
  EXPECT_EQ(block_of(file, "response", 0),
            "HTTP/1.1 301 Moved\r\nLocation: https://abt.go.th/home\r\n"
            "X-Archive-Orig-Content-Length: 178\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(block_of(file, "response", 1),
            "HTTP/1.1 200 \r\ncontent-type: text/HTML; charset=utf-8\r\n"
            "X-Archive-Orig-content-encoding: gzip\r\n"
            "X-Archive-Orig-Transfer-Encoding : chunked\r\nContent-Length: 7\r\n\r\ndecoded");
  auto reader = WarcReader::open(file).value();
  const auto entries = reader.index().value().entries;
  EXPECT_EQ(entries[2].uri, "http://abt.go.th/");
  EXPECT_EQ(entries[3].uri, "https://abt.go.th/home");
  EXPECT_EQ(entries[3].date, "2023-04-20T03:00:15Z");
  EXPECT_EQ(entries[3].payload_digest, "sha256:" + sha256_hex("decoded"));
  EXPECT_EQ(entries[3].concurrent_to, std::vector<std::string>{entries[2].id});
  EXPECT_EQ(entries[4].concurrent_to, std::vector<std::string>{entries[3].id});
  EXPECT_EQ(entries[4].refers_to, entries[3].id);
}

TEST(RecordingFetcher, MakesUpAHeadWhereNoneWasKept) {
  const Folder folder;
  auto response = test::page("http://abt.go.th/", "x");
  response.declared_charset = "utf-8\r\nSet-Cookie: a";
  response.etag = "\"1\"";
  const auto file = test::record(folder.path(), {response}).value();
  EXPECT_EQ(block_of(file, "response"),
            "HTTP/1.1 200 \r\nContent-Type: text/html; charset=utf-8  Set-Cookie: a\r\n"
            "ETag: \"1\"\r\nContent-Length: 1\r\n\r\nx");
}

TEST(RecordingFetcher, WritesNoResponseWhereNobodyAnswered) {
  const Folder folder;
  std::vector<model::Response> answers(3, test::page("http://abt.go.th/", ""));
  answers[0].outcome = model::FetchOutcome::timeout;
  answers[0].status = 0;
  answers[1].outcome = model::FetchOutcome::robots_disallowed;  // the second hop's
  answers[1].redirects = {test::address("http://abt.go.th/")};
  answers[1].heads = {"HTTP/1.1 302 Found\r\n\r\n"};
  answers[1].status = 302;
  answers[2].outcome = model::FetchOutcome::refused;
  answers[2].heads = {""};
  answers[2].status = 0;
  const auto file = test::record(folder.path(), answers).value();
  EXPECT_EQ(types_in(file),
            (std::vector<std::string>{"warcinfo", "metadata", "metadata", "response", "metadata",
                                      "metadata", "metadata"}));
}

TEST(RecordingFetcher, KeepsSitesApartAndOthersOut) {
  const Folder folder;
  test::ScriptedFetcher inner;
  for (int i = 0; i < 9; ++i)
    inner.add(test::page("http://x.go.th/" + std::to_string(i), "body " + std::to_string(i % 3)));
  auto recorder = RecordingFetcher::make(inner, folder / "new").value();
  ASSERT_TRUE(recorder->begin_site(1, test::site_head("one")).has_value());
  ASSERT_TRUE(recorder->begin_site(2, test::site_head("two")).has_value());
  EXPECT_EQ(recorder->begin_site(3, test::site_head("two")).error().code, ErrorCode::bad_argument);
  EXPECT_EQ(recorder->begin_site(2, test::site_head("x")).error().code, ErrorCode::bad_argument);
  for (const char* id : {"", "..", ".a", "a/b", "-x", "ก"})
    EXPECT_EQ(recorder->begin_site(4, test::site_head(id)).error().code, ErrorCode::bad_argument);
  std::size_t got = 0;
  std::vector<fs::path> ended;
  const auto end = [&](const Result<fs::path>& file) {
    ended.push_back(file.value());
    if (ended.size() == 2) inner.stop();
  };
  for (int i = 0; i < 9; ++i)
    recorder->fetch({.url = test::address("http://x.go.th/" + std::to_string(i)),
                     .referrer = {},
                     .owner = static_cast<model::Owner>(i % 3 + 1)},
                    [&, i](const model::Response& response) {
                      EXPECT_EQ(response.body, "body " + std::to_string(i % 3));
                      if (++got != 9) return;
                      recorder->end_site(2, {}, end);
                      recorder->end_site(1, {}, end);
                    });
  recorder->run();
  EXPECT_EQ(names_in(folder / "new"),
            (std::vector<std::string>{"one-20230420030005.warc.gz", "one.cdxj",
                                      "two-20230420030005.warc.gz", "two.cdxj"}));
  ASSERT_EQ(ended.size(), 2U);
  EXPECT_EQ(open_capture(ended[0]).value().head().site, "two");
  EXPECT_EQ(open_capture(ended[0]).value().answers(), 3U);
  EXPECT_EQ(open_capture(ended[1]).value().answers(), 3U);
  EXPECT_EQ(block_of(ended[0], "response"),
            "HTTP/1.1 200 \r\nContent-Type: text/html\r\n"
            "Content-Length: 6\r\n\r\nbody 1");
}

TEST(RecordingFetcher, HidesItsFilesFromOthers) {
  const Folder folder;
  const auto file = test::record(folder / "new", {test::page("http://abt.go.th/", "x")}).value();
  const auto mode = [](const fs::path& path) {
    struct stat seen {};
    return ::stat(path.c_str(), &seen) == 0 ? seen.st_mode & 0777U : 0U;
  };
  EXPECT_EQ(mode(folder / "new"), 0700U);
  EXPECT_EQ(mode(file), 0600U);
  EXPECT_EQ(mode(folder / "new/abt.cdxj"), 0600U);
}

TEST(RecordingFetcher, RefusesAFolderItCannotUse) {
  const Folder folder;
  test::put(folder / "file", "");
  test::ScriptedFetcher inner;
  EXPECT_EQ(RecordingFetcher::make(inner, folder / "file").error().code, ErrorCode::io);
  EXPECT_EQ(RecordingFetcher::make(inner, folder / "file/below").error().code, ErrorCode::io);
}

TEST(RecordingFetcher, EndsOnlyWhatWasBegun) {
  const Folder folder;
  test::ScriptedFetcher inner;
  auto recorder = RecordingFetcher::make(inner, folder.path()).value();
  ErrorCode code = ErrorCode::internal;
  recorder->end_site(7, {}, [&](const Result<fs::path>& ended) {
    code = ended.error().code;
    inner.stop();
  });
  recorder->run();
  EXPECT_EQ(code, ErrorCode::bad_argument);
}

/// No more than one body may wait here, so each answer comes after the one before is on the disk.
TEST(RecordingFetcher, HoldsAnswersBackWhileTooMuchWaits) {
  const Folder folder;
  constexpr int kAnswers = 8;
  test::ScriptedFetcher inner;
  std::mt19937 random(5);
  for (int i = 0; i < kAnswers; ++i) {
    std::string noise(200'000, '\0');
    for (auto& byte : noise) byte = static_cast<char>(random());
    inner.add(test::page("http://abt.go.th/" + std::to_string(i), noise));
  }
  auto recorder = RecordingFetcher::make(inner, folder.path(), {.waiting_bytes = 1}).value();
  ASSERT_TRUE(recorder->begin_site(1, test::site_head()).has_value());
  std::vector<std::size_t> on_disk;
  for (int i = 0; i < kAnswers; ++i)
    recorder->fetch({.url = test::address("http://abt.go.th/"), .referrer = {}, .owner = 1},
                    [&](const model::Response& response) {
                      EXPECT_EQ(response.url.path(), "/" + std::to_string(on_disk.size()));
                      on_disk.push_back(fs::file_size(folder / "abt-20230420030005.warc.gz.part"));
                      if (on_disk.size() == kAnswers) inner.stop();
                    });
  recorder->run();
  for (std::size_t i = 0; i < on_disk.size(); ++i) EXPECT_GE(on_disk[i], i * 200'000);
}

TEST(RecordingFetcher, LeavesThePartFileOfASiteThatNeverEnded) {
  const Folder folder;
  test::ScriptedFetcher inner;
  inner.add(test::page("http://abt.go.th/", "x"));
  {
    auto recorder = RecordingFetcher::make(inner, folder.path()).value();
    ASSERT_TRUE(recorder->begin_site(1, test::site_head()).has_value());
    test::ask_all(*recorder, {{"http://abt.go.th/"}});
  }
  ASSERT_EQ(names_in(folder.path()), std::vector<std::string>{"abt-20230420030005.warc.gz.part"});
  const auto capture = open_capture(folder / "abt-20230420030005.warc.gz.part").value();
  EXPECT_EQ(capture.answers(), 1U);
  EXPECT_EQ(capture.end(), std::nullopt);
  EXPECT_TRUE(list_captures(folder.path()).value().empty());
}

TEST(RecordingFetcher, OverwritesNoCapture) {
  const Folder folder;
  const auto file = test::record(folder.path(), {test::page("http://abt.go.th/", "x")}).value();
  const auto before = test::bytes_of(file);
  const auto again = test::record(folder.path(), {test::page("http://abt.go.th/", "y")});
  ASSERT_TRUE(again.has_value()) << "a second run within the second has a name of its own";
  EXPECT_NE(*again, file);
  EXPECT_EQ(test::bytes_of(file), before);
}

TEST(RecordingFetcher, TellsOfAFullDiskAndGoesOn) {
  const Folder folder;
  std::string noise(200'000, '\0');
  std::mt19937 random(3);
  for (auto& byte : noise) byte = static_cast<char>(random());
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const rlimit small{100'000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &small);
  const auto ended = test::record(folder.path(), {test::page("http://abt.go.th/", "first"),
                                                  test::page("http://abt.go.th/2", noise),
                                                  test::page("http://abt.go.th/3", "third")});
  ::setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(ended.has_value());
  EXPECT_EQ(ended.error().code, ErrorCode::io);
  EXPECT_NE(ended.error().message.find("File too large"), std::string::npos);
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"abt-20230420030005.warc.gz.part"});
  const auto capture = open_capture(folder / "abt-20230420030005.warc.gz.part").value();
  EXPECT_EQ(capture.answers(), 1U);
}

TEST(RecordingFetcher, WritesABodyOnce) {
  const Folder folder;
  const std::string body(1'000, 'b');
  const auto first = test::record(folder.path(), {test::page("http://abt.go.th/", body),
                                                  test::page("http://abt.go.th/same", body),
                                                  test::page("http://abt.go.th/empty", ""),
                                                  test::page("http://abt.go.th/empty2", "")})
                         .value();
  EXPECT_EQ(types_in(first),
            (std::vector<std::string>{"warcinfo", "metadata", "response", "metadata", "revisit",
                                      "metadata", "response", "metadata", "response", "metadata",
                                      "metadata"}));
  const auto second = test::record(folder.path(), {test::document("http://abt.go.th/again", body)},
                                   test::site_head("abt", 21))
                          .value();
  auto reader = WarcReader::open(second).value();
  const auto entry = reader.index().value().entries[2];
  EXPECT_EQ(entry.type, "revisit");
  EXPECT_EQ(entry.profile, "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
  EXPECT_EQ(entry.refers_to_uri, "http://abt.go.th/");
  EXPECT_EQ(entry.refers_to_date, "2023-04-20T03:00:15Z");
  EXPECT_EQ(entry.payload_digest, "sha256:" + sha256_hex(body));
  EXPECT_EQ(types_in(test::record(folder.path(), {test::page("http://b.th/", body)},
                                  test::site_head("other"))
                         .value())[2],
            "response");  // another site's captures are another archive
}

TEST(RecordingFetcher, RefersToNoCaptureThatIsGone) {
  const Folder folder;
  const auto first = test::record(folder.path(), {test::page("http://abt.go.th/", "body")}).value();
  fs::remove(first);
  const auto second = test::record(folder.path(), {test::page("http://abt.go.th/", "body")},
                                   test::site_head("abt", 21))
                          .value();
  EXPECT_EQ(types_in(second)[2], "response");
}

TEST(RecordingFetcher, SurvivesADamagedIndex) {
  const Folder folder;
  for (const std::string& damaged :
       {std::string("\xFF\xFF garbage\n{}\n"), std::string(), std::string(70'000, 'x'),
        std::string("th,go,abt)/ 20230101000000 {\"digest\":[1]}\n")}) {
    test::put(folder / "abt.cdxj", damaged);
    const auto file = test::record(folder.path(), {test::page("http://abt.go.th/", "body")});
    ASSERT_TRUE(file.has_value()) << file.error().message;
    EXPECT_EQ(types_in(*file)[2], "response");
    fs::remove(*file);
  }
}

TEST(Cdxj, IndexesEachAnswerInOrder) {
  const Folder folder;
  test::record(folder.path(), {test::page("http://www.abt.go.th/B/?b=2&a=1", "x"),
                               test::page("http://www.abt.go.th/", "y", 9)})
      .value();
  test::record(folder.path(), {test::page("http://abt.go.th:8080/", "x")},
               test::site_head("abt", 21))
      .value();
  const auto index = test::bytes_of(folder / "abt.cdxj");
  std::vector<std::string> keys;
  for (std::size_t at = 0; at < index.size(); at = index.find('\n', at) + 1)
    keys.push_back(index.substr(at, index.find('{', at) - at));
  EXPECT_EQ(keys, (std::vector<std::string>{"th,go,abt)/ 20230420030014 ",
                                            "th,go,abt)/b?a=1&b=2 20230420030015 ",
                                            "th,go,abt:8080)/ 20230420030015 "}));
  const auto line = read_cdxj(index.substr(0, index.find('\n'))).value();
  EXPECT_EQ(line.url, "http://www.abt.go.th/");
  EXPECT_EQ(line.mime, "text/html");
  EXPECT_EQ(line.status, "200");
  EXPECT_EQ(line.digest, "sha256:" + sha256_hex("y"));
  EXPECT_EQ(line.filename, "abt-20230420030005.warc.gz");
  auto reader = WarcReader::open(folder / line.filename).value();
  const auto entries = reader.index().value().entries;
  EXPECT_TRUE(std::ranges::any_of(entries, [&](const WarcEntry& entry) {
    return entry.offset == line.offset && entry.length == line.length && entry.uri == line.url;
  }));
  EXPECT_NE(index.find("\"mime\":\"warc/revisit\""), std::string::npos);
}

}  // namespace
}  // namespace oit::store
