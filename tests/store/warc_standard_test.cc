// Files of ours in the eyes of a reader that was written from the standard alone.
#include "store/capture_kit.h"
#include "support/process.h"

namespace oit::store {
namespace {

using test::Folder;

test::Ended read_warc(std::vector<std::string> files) {
  files.insert(files.begin(), {"python3", OIT_SOURCE_DIR "/tests/store/read_warc.py"});
  return test::run(files);
}

/// Two runs of one site with redirects, failures, revisits, a page, a paper and odd headers.
std::vector<std::string> record_two(const Folder& folder) {
  auto moved = test::page("http://abt.go.th/old", "<p>หน้าแรก");
  moved.redirects = {test::address("http://abt.go.th/old")};
  moved.url = test::address("https://abt.go.th/");
  moved.heads = {"HTTP/1.1 302\r\nLocation: /\nX: \x01\r\n\r\n",
                 "HTTP/2 200\r\ncontent-type: text/html\r\nContent-Length: 5\r\n"
                 "transfer-encoding: chunked\r\n\r\n"};
  auto failed = test::page("http://abt.go.th/none", "");
  failed.outcome = model::FetchOutcome::no_such_host;
  failed.status = 0;
  auto odd = test::page("http://abt.go.th/%E0%B8%81?a=b&c", "no head");
  odd.etag = "\xA1\xA2\r\n";
  const std::vector<model::Response> answers{moved, failed, odd,
                                             test::page("http://abt.go.th/again", "no head"),
                                             test::page("http://abt.go.th/empty", "")};
  auto first = answers, second = answers;
  first.push_back(test::document("http://abt.go.th/a.pdf", std::string(3'000'000, 'a')));
  second.push_back(test::document("http://abt.go.th/b.pdf", std::string(3'000'000, 'a')));
  return {test::record(folder.path(), first).value(),
          test::record(folder.path(), second, test::site_head("abt", 21)).value()};
}

TEST(WarcStandard, AnotherReaderFindsNothingWrong) {
  const Folder folder;
  const auto files = record_two(folder);
  const auto both = read_warc(files);
  EXPECT_EQ(both.exit, 0) << both.out << both.err;
  EXPECT_EQ(both.out,
            "30 records {\"metadata\": 16, \"response\": 7, \"revisit\": 5, \"warcinfo\": 2}, "
            "12 in indexes\n");
}

TEST(WarcStandard, TheOtherReaderSeesFaults) {
  const Folder folder;
  const auto files = record_two(folder);
  EXPECT_NE(read_warc({files[1]}).out.find("the revisit's original is not at"), std::string::npos);
  auto bytes = test::bytes_of(files[0]);
  test::put(files[0], bytes.substr(0, bytes.size() - 9));
  EXPECT_NE(read_warc(files).out.find("does not end"), std::string::npos);
}

}  // namespace
}  // namespace oit::store
