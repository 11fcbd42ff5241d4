#include "store/warc_reader.h"

#include <zlib.h>

#include "store/capture_kit.h"

namespace oit::store {
namespace {

using test::Folder;

std::string record(const std::string& fields, const std::string& block,
                   const std::string& length = "") {
  return "WARC/1.0\r\n" + fields +
         "Content-Length: " + (length.empty() ? std::to_string(block.size()) : length) +
         "\r\n\r\n" + block + "\r\n\r\n";
}

std::string gzip(const std::string& bytes) {
  z_stream stream{};
  std::string out(bytes.size() + 1'000, '\0');
  std::string in = bytes;
  deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<unsigned char*>(in.data());
  stream.avail_in = static_cast<unsigned>(in.size());
  stream.next_out = reinterpret_cast<unsigned char*>(out.data());
  stream.avail_out = static_cast<unsigned>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

const std::string kInfo =
    record("WARC-Type: warcinfo\r\nWARC-Record-ID: <urn:uuid:1>\r\n", "software: Wget\r\n");
const std::string kAnswer = record(
    "warc-type: Response\r\nWARC-Record-ID: <urn:uuid:2>\r\n"
    "WARC-Target-URI: <http://abt.go.th/>\r\nWARC-Concurrent-To: <urn:uuid:1>\r\n"
    "WARC-Concurrent-To: <urn:uuid:0>\r\nWARC-Date: 2023-04-20T00:00:07Z\r\n"
    "WARC-Payload-Digest: sha1:AB\r\n  CD\r\n",
    "HTTP/1.1 200 OK\r\n\r\nbody");
const std::string kLater = record("WARC-Type: conversion2\r\nWARC-Record-ID: <urn:uuid:3>\r\n", "");

class Reading : public testing::Test {
 protected:
  WarcReader open(const std::string& bytes, WarcLimits limits = {}) {
    test::put(folder_ / "a.warc", bytes);
    return WarcReader::open(folder_ / "a.warc", limits).value();
  }
  /// Of the index of a file with these bytes: how many entries, and why it is cut.
  std::pair<std::size_t, std::string> index(const std::string& bytes, WarcLimits limits = {}) {
    auto reader = open(bytes, limits);
    const auto index = reader.index();
    if (!index) return {0, index.error().message};
    return {index->entries.size(), index->cut};
  }
  Folder folder_;
};

TEST_F(Reading, TakesPlainAndBothKindsOfGzip) {
  const std::vector<std::string> files{kInfo + kAnswer + kLater,
                                       gzip(kInfo) + gzip(kAnswer) + gzip(kLater),
                                       gzip(kInfo + kAnswer + kLater)};
  for (const auto& bytes : files) {
    auto reader = open(bytes);
    const auto index = reader.index().value();
    EXPECT_EQ(index.cut, "");
    ASSERT_EQ(index.entries.size(), 3U);
    const auto& entry = index.entries[1];
    EXPECT_EQ(entry.type, "response");
    EXPECT_EQ(entry.id, "urn:uuid:2");
    EXPECT_EQ(entry.uri, "http://abt.go.th/");
    EXPECT_EQ(entry.date, "2023-04-20T00:00:07Z");
    EXPECT_EQ(entry.payload_digest, "sha1:AB  CD");
    EXPECT_EQ(entry.concurrent_to, (std::vector<std::string>{"urn:uuid:1", "urn:uuid:0"}));
    EXPECT_EQ(reader.read_block(index.entries[2], 10).value(), "");
    EXPECT_EQ(reader.read_block(index.entries[0], 100).value(), "software: Wget\r\n");
    EXPECT_EQ(reader.read_block(entry, 100).value(), "HTTP/1.1 200 OK\r\n\r\nbody");
    EXPECT_FALSE(reader.read_block(entry, 5).has_value());
  }
}

TEST_F(Reading, KnowsWhereMembersLie) {
  auto reader = open(gzip(kInfo) + gzip(kAnswer));
  const auto index = reader.index().value();
  EXPECT_EQ(index.entries[1].offset, gzip(kInfo).size());
  EXPECT_EQ(index.entries[0].length, gzip(kInfo).size());
  EXPECT_EQ(index.entries[1].length, gzip(kAnswer).size());
}

TEST_F(Reading, TakesBareLineFeedsAndMissingRecordEnds) {
  EXPECT_EQ(index("WARC/1.1\nWARC-Type: metadata\nContent-Length: 2\n\nab\n\n"
                  "WARC/1.1\nWARC-Type: metadata\nContent-Length: 2\n\ncd"),
            std::make_pair(std::size_t{2}, std::string()));
}

TEST_F(Reading, UsesWhatStandsBeforeTheDamage) {
  const auto cut = gzip(kInfo) + gzip(kAnswer);
  EXPECT_EQ(index(cut.substr(0, cut.size() - 1)),
            std::make_pair(std::size_t{1}, std::string("ends inside a gzip member")));
  auto wrong_sum = cut;
  wrong_sum[cut.size() - 6] ^= 1;
  EXPECT_EQ(index(wrong_sum).first, 1U);
  EXPECT_EQ(index(gzip(kInfo) + "garbage"),
            std::make_pair(std::size_t{1},
                           "no sound gzip member at byte " + std::to_string(gzip(kInfo).size())));
  EXPECT_EQ(index(kInfo + kAnswer.substr(0, kAnswer.size() - 10)),
            std::make_pair(std::size_t{1}, std::string("ends inside a record")));
  EXPECT_EQ(index(kInfo + "WARC/1.0\r\nWARC-Ty"),
            std::make_pair(std::size_t{1}, std::string("ends inside a record's header")));
}

TEST_F(Reading, BelievesNoLength) {
  for (const char* length :
       {"-1", "0x10", "18446744073709551616", "9223372036854775807", "12 ", "1e3", "1,000"}) {
    const auto found = index(kInfo + record("WARC-Type: metadata\r\n", "some bytes", length));
    EXPECT_EQ(found.first, 1U + (std::string(length) == "12 " ? 1U : 0U)) << length;
  }
  EXPECT_EQ(index(kInfo + "WARC/1.0\r\nWARC-Type: metadata\r\n\r\n").second,
            "a record has no proper Content-Length");
}

TEST_F(Reading, HoldsToItsLimits) {
  const auto long_line =
      record("WARC-Type: metadata\r\nX: " + std::string(70'000, 'x') + "\r\n", "");
  EXPECT_EQ(index(gzip(kInfo) + gzip(long_line)),
            std::make_pair(std::size_t{1}, std::string("a record's header is too long")));
  const auto bomb = record("WARC-Type: metadata\r\n", std::string(3'000'000, ' '));
  EXPECT_EQ(index(kInfo + bomb, {.block_bytes = 2'999'999}).second, "a record is too large");
  EXPECT_EQ(index(gzip(kInfo) + gzip(bomb) + gzip(bomb), {.file_bytes = 4'000'000}),
            std::make_pair(std::size_t{2}, std::string("it holds too much")));
  std::string many;
  for (int i = 0; i < 100; ++i) many += record("WARC-Type: metadata\r\n", "");
  EXPECT_EQ(index(many, {.held_bytes = 10'000}).second, "it has too many records");
}

TEST_F(Reading, RefusesWhatIsNoWarcFile) {
  for (const std::string& bytes :
       {std::string(), std::string("\r\n\r\n"), std::string("<html>"), gzip("hello"), gzip(""),
        std::string("\x1f\x8b", 2), std::string(100, '\0')}) {
    auto reader = open(bytes);
    const auto index = reader.index();
    ASSERT_FALSE(index.has_value());
    EXPECT_EQ(index.error().code, ErrorCode::io);
  }
  EXPECT_FALSE(WarcReader::open(folder_ / "none").has_value());
  EXPECT_FALSE(WarcReader::open(folder_.path()).has_value());
}

TEST_F(Reading, SaysWhenTheFileIsNotTheOneIndexed) {
  auto reader = open(gzip(kInfo) + gzip(kAnswer));
  auto index = reader.index().value();
  index.entries[0].offset = index.entries[1].offset;
  EXPECT_FALSE(reader.read_block(index.entries[0], 100).has_value());
  index.entries[1].offset += 3;
  EXPECT_FALSE(reader.read_block(index.entries[1], 100).has_value());
  index.entries[1].offset = 1'000'000;
  EXPECT_FALSE(reader.read_block(index.entries[1], 100).has_value());
}

}  // namespace
}  // namespace oit::store
