#include "store/warc_writer.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <zlib.h>

#include <csignal>

#include "base/sha256.h"
#include "store/capture_kit.h"

namespace oit::store {
namespace {

using test::Folder;

/// The one gzip member `bytes` is; "" when it is not exactly one.
std::string inflate_member(std::string bytes) {
  z_stream stream{};
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<unsigned char*>(bytes.data());
  stream.avail_in = static_cast<unsigned>(bytes.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  inflateInit2(&stream, 15 + 16);
  const bool is_one = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
  out.resize(out.size() - stream.avail_out);
  inflateEnd(&stream);
  return is_one ? out : "";
}

WarcRecord sample(std::string head, std::string_view payload = {}) {
  WarcRecord record;
  record.type = "response";
  record.uri = "http://abt.go.th/";
  record.date = std::chrono::sys_days(std::chrono::year(2023) / 4 / 20) + std::chrono::seconds(7);
  record.content_type = "application/http;msgtype=response";
  record.head = std::move(head);
  record.payload.bytes = payload;
  return record;
}

TEST(WarcWriter, WritesAMemberForEachRecord) {
  const Folder folder;
  auto writer = WarcWriter::create(folder / "a.warc.gz", "seed").value();
  WarcRecord info;
  info.type = "warcinfo";
  info.head = "software: x\r\n";
  const auto first = writer.write(info).value();
  auto record = sample("HTTP/1.1 200 OK\r\n\r\n", "body");
  record.payload_digest = digest_of(record.payload).value();
  const auto second = writer.write(record).value();
  EXPECT_EQ(first.offset, 0U);
  EXPECT_EQ(second.offset, first.length);
  const auto bytes = test::bytes_of(folder / "a.warc.gz");
  EXPECT_EQ(bytes.size(), second.offset + second.length);
  EXPECT_EQ(inflate_member(bytes.substr(second.offset)),
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: " + second.id +
                "\r\nWARC-Date: 2023-04-20T00:00:07Z\r\nWARC-Target-URI: http://abt.go.th/\r\n"
                "WARC-Warcinfo-ID: " +
                first.id + "\r\nWARC-Payload-Digest: sha256:" + sha256_hex("body") +
                "\r\nWARC-Block-Digest: sha256:" + sha256_hex("HTTP/1.1 200 OK\r\n\r\nbody") +
                "\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: 23\r\n\r\n"
                "HTTP/1.1 200 OK\r\n\r\nbody\r\n\r\n");
  EXPECT_NE(first.id, second.id);
  struct stat seen {};
  ASSERT_EQ(::stat((folder / "a.warc.gz").c_str(), &seen), 0);
  EXPECT_EQ(seen.st_mode & 0777U, 0600U);
}

TEST(WarcWriter, TakesPayloadsFromFiles) {
  const Folder folder;
  const std::string body(300'000, 'x');
  test::put(folder / "body", body);
  auto* const file = std::fopen((folder / "body").c_str(), "rb");
  auto writer = WarcWriter::create(folder / "a.warc.gz", "seed").value();
  auto record = sample("head");
  record.payload.file = ::fileno(file);
  EXPECT_EQ(digest_of(record.payload).value(), "sha256:" + sha256_hex(body));
  const auto place = writer.write(record).value();
  std::fclose(file);
  const auto text = inflate_member(test::bytes_of(folder / "a.warc.gz").substr(place.offset));
  EXPECT_TRUE(text.ends_with("\r\n\r\nhead" + body + "\r\n\r\n"));
  EXPECT_NE(text.find("Content-Length: 300004\r\n"), text.npos);
}

TEST(WarcWriter, KeepsValuesOnTheirLines) {
  const Folder folder;
  auto writer = WarcWriter::create(folder / "a.warc.gz", "seed").value();
  auto record = sample("");
  record.fields = {{"WARC-Filename", "a\r\nContent-Length: 9\x01"}};
  writer.write(record).value();
  const auto text = inflate_member(test::bytes_of(folder / "a.warc.gz"));
  EXPECT_NE(text.find("WARC-Filename: a  Content-Length: 9 \r\n"), text.npos);
}

TEST(WarcWriter, TouchesNoFileThatExists) {
  const Folder folder;
  test::put(folder / "a.warc.gz", "precious");
  const auto writer = WarcWriter::create(folder / "a.warc.gz", "seed");
  ASSERT_FALSE(writer.has_value());
  EXPECT_EQ(writer.error().code, ErrorCode::io);
  EXPECT_EQ(test::bytes_of(folder / "a.warc.gz"), "precious");
  EXPECT_FALSE(WarcWriter::create(folder / "none/a.warc.gz", "seed").has_value());
}

/// No file of this process may grow beyond `bytes` while it lives, as on a full disk.
class SmallFiles {
 public:
  explicit SmallFiles(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallFiles(const SmallFiles&) = delete;
  SmallFiles& operator=(const SmallFiles&) = delete;
  ~SmallFiles() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

TEST(WarcWriter, RemembersTheFirstFailureAndLeavesWholeRecords) {
  const Folder folder;
  auto writer = WarcWriter::create(folder / "a.warc.gz", "seed").value();
  const auto place = writer.write(sample("small")).value();
  {
    const SmallFiles limit(place.length + 20);
    EXPECT_FALSE(writer.write(sample("second")).has_value());
  }
  const auto after = writer.write(sample("third"));
  ASSERT_FALSE(after.has_value());
  EXPECT_NE(after.error().message.find("a.warc.gz: File too large"), std::string::npos)
      << after.error().message;
  EXPECT_FALSE(writer.sync().has_value());
  EXPECT_EQ(std::filesystem::file_size(folder / "a.warc.gz"), place.length);
}

}  // namespace
}  // namespace oit::store
