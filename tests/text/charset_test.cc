#include "text/charset.h"

#include <gtest/gtest.h>

#include <string>

#include "text/thai_874.h"

namespace oit::text {
namespace {
/// `utf8` in windows-874; characters the charset lacks are not used here.
std::string in_874(std::string_view utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size();) {
    std::size_t size = 1;
    while (i + size < utf8.size() && (static_cast<unsigned char>(utf8[i + size]) & 0xC0) == 0x80)
      ++size;
    for (int byte = 0; byte < 256; ++byte) {
      std::string one;
      append_874(std::string(1, static_cast<char>(byte)), one);
      if (one == utf8.substr(i, size)) bytes += static_cast<char>(byte);
    }
    i += size;
  }
  return bytes;
}

const std::string kThai =
    "องค์การบริหารส่วนตำบลหนองคล้า “แผนปฏิบัติการป้องกันการทุจริต” ประจำปีงบประมาณ พ.ศ. ๒๕๖๖";

void expect_read(std::string_view bytes, std::string_view declared, std::string_view utf8,
                 std::string_view charset) {
  const Decoded decoded = decode(bytes, declared);
  EXPECT_EQ(decoded.utf8, utf8) << "declared " << declared;
  EXPECT_EQ(decoded.charset, charset) << "declared " << declared;
}
}  // namespace

TEST(Decode, ReadsUtf8WhateverTheLabelSays) {
  for (const char* declared : {"", "utf-8", "UTF-8", "tis-620", "windows-874", "iso-8859-1", "gbk"})
    expect_read(kThai, declared, kThai, "utf-8");
}

TEST(Decode, Reads874WhateverTheLabelSays) {
  for (const char* declared : {"", "utf-8", "TIS-620", "tis620", "iso-8859-11", "cp874", "dos-874",
                               "x-windows-874", "ms874", "\"windows-874\"", "iso-8859-1"})
    expect_read(in_874(kThai), declared, kThai, "windows-874");
}

TEST(Decode, ReadsTheSignsThatTis620Lacks) {
  expect_read(in_874("ราคา 5 € … ‘ก’ “ข” • – —\u00A0ค่าปรับ"), "tis-620",
              "ราคา 5 € … ‘ก’ “ข” • – —\u00A0ค่าปรับ", "windows-874");
}

TEST(Decode, TakesTheByteOrderMarkFirst) {
  expect_read("\xEF\xBB\xBF" + kThai, "tis-620", kThai, "utf-8");
  expect_read(std::string("\xFF\xFE\x01\x0E\x02\x0E", 6), "utf-8", "กข", "utf-16le");
  expect_read(std::string("\xFE\xFF\x0E\x01\x0E\x02", 6), "", "กข", "utf-16be");
}

TEST(Decode, ReadsUtf16WithoutAMarkOnlyIfItIs) {
  expect_read(std::string("<\0p\0>\0\x01\x0E", 8), "utf-16", "<p>ก", "utf-16le");
  expect_read("<p>plain", "utf-16", "<p>plain", "us-ascii");
}

TEST(Decode, ReadsPlainAscii) { expect_read("<p>O12</p>", "tis-620", "<p>O12</p>", "us-ascii"); }

// แผน in windows-874 is E1 BC B9, which is also well-formed UTF-8 for a Greek letter.
TEST(Decode, TellsShortThaiFromChanceUtf8) {
  expect_read("<a>\xE1\xBC\xB9</a>", "", "<a>แผน</a>", "windows-874");
  expect_read("<a>\xE1\xBC\xB9</a>", "utf-8", "<a>Ἱ</a>", "utf-8");
}

TEST(Decode, KeepsShortForeignUtf8) {
  expect_read("caf\u00E9", "", "caf\u00E9", "utf-8");
  expect_read("\u00A9 2023 Office", "iso-8859-1", "\u00A9 2023 Office", "utf-8");
}

TEST(Decode, ReadsPagesMixedFromBothCharsets) {
  const std::string page = "<h1>" + kThai + "</h1>\n<p>" + in_874("รายงานผลการดำเนินงาน") + "</p>\n";
  expect_read(page, "utf-8", "<h1>" + kThai + "</h1>\n<p>รายงานผลการดำเนินงาน</p>\n", "mixed");
}

// A body cut at the size limit ends inside a character.
TEST(Decode, KeepsCutUtf8AsUtf8) {
  const Decoded decoded = decode(kThai + "\xE0\xB8", "");
  EXPECT_EQ(decoded.utf8, kThai + "\uFFFD");
  EXPECT_EQ(decoded.charset, "utf-8");
  EXPECT_EQ(decoded.replaced, 1U);
}

TEST(Decode, TakesDeclaredThaiWithSomeDamage) {
  const std::string damaged = in_874("ประกาศองค์การบริหารส่วนตำบล") + "\xFC\xDB\xFD ";
  const Decoded decoded = decode(damaged, "tis-620");
  EXPECT_EQ(decoded.charset, "windows-874");
  EXPECT_EQ(decoded.replaced, 3U);
  EXPECT_TRUE(decoded.utf8.starts_with("ประกาศองค์การบริหารส่วนตำบล\uFFFD"));
}

TEST(Decode, ReadsOtherCharsetsByTheirLabel) {
  expect_read("\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7", "gb2312", "你好世界", "gbk");
  expect_read("\x93\xFA\x96\x7B\x8C\xEA", "Shift_JIS", "日本語", "windows-31j");
  expect_read(
      "Pr\xE9"
      "fecture fran\xE7"
      "aise, d\xE9"
      "cret",
      "iso-8859-1", "Préfecture française, décret", "windows-1252");
}

TEST(Decode, DoesNotTakeFrenchForThai) {
  const Decoded decoded = decode(
      "Le d\xE9"
      "partement a \xE9t\xE9 cr\xE9\xE9 apr\xE8s la R\xE9volution.",
      "");
  EXPECT_TRUE(decoded.utf8.find("département") != std::string::npos) << decoded.utf8;
}

TEST(Decode, DoesNotTakeALoneSignForThai) {
  EXPECT_EQ(decode("\xA9 2023 Office", "").utf8, "\u00A9 2023 Office");
}

TEST(Decode, GuessesWhatNobodyDeclares) {
  std::string gbk;
  for (int i = 0; i < 20; ++i) gbk += "\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7\xA3\xAC";
  EXPECT_TRUE(decode(gbk, "").utf8.starts_with("你好世界，"));
}

TEST(Decode, UndoesUtf8TakenFor874) {
  std::string broken;  // as browsers read it: undefined bytes become C1 controls
  for (const char byte : std::string("รายงานผลการดำเนินงาน")) {
    std::string one;
    if (append_874(std::string(1, byte), one) == 0)
      broken += one;
    else
      broken += std::string("\xC2") + byte;
  }
  ASSERT_TRUE(broken.starts_with("เธฃเธ")) << broken;
  const Decoded decoded = decode("<p>" + broken + "</p>\n<p>" + kThai + "</p>", "utf-8");
  EXPECT_EQ(decoded.utf8, "<p>รายงานผลการดำเนินงาน</p>\n<p>" + kThai + "</p>");
  EXPECT_TRUE(decoded.mojibake_repaired);
}

TEST(Decode, LeavesWordsThatOnlyLookMisread) {
  const Decoded decoded = decode("<b>เธอ เธอ เนตร เนื้อ เนติ</b>", "");
  EXPECT_EQ(decoded.utf8, "<b>เธอ เธอ เนตร เนื้อ เนติ</b>");
  EXPECT_FALSE(decoded.mojibake_repaired);
}

TEST(Decode, GivesValidUtf8ForAnything) {
  std::uint32_t state = 2566;
  for (int round = 0; round < 400; ++round) {
    std::string bytes;
    for (int i = 0; i < 60; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    for (const char* declared : {"", "utf-8", "tis-620", "gbk", "utf-16", "utf-7", "no-such"}) {
      const Decoded decoded = decode(bytes, declared);
      ASSERT_TRUE(is_valid_utf8(decoded.utf8)) << declared << " round " << round;
      ASSERT_FALSE(decoded.charset.empty());
    }
  }
}

TEST(ToValidUtf8, ReplacesEachMaximalPart) {
  EXPECT_EQ(to_valid_utf8("a\xE0\xB8z"), "a\uFFFDz");
  EXPECT_EQ(to_valid_utf8("\xC0\xAF"), "\uFFFD\uFFFD");            // overlong
  EXPECT_EQ(to_valid_utf8("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD");  // surrogate
  EXPECT_EQ(to_valid_utf8("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(to_valid_utf8("ที่ 😀"), "ที่ 😀");
}

}  // namespace oit::text
