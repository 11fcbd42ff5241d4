#include "text/width.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <iterator>
#include <string>

#include "text/graphemes.h"

namespace oit::text {

// Padding by code points pushed Thai columns out of line.
TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("ที่"), 1U);
  EXPECT_EQ(display_width("น้ำ"), 2U);
  EXPECT_EQ(display_width("ผู้บริหาร"), 6U);
  EXPECT_EQ(display_width("漢字Ａ"), 6U);
  EXPECT_EQ(display_width("a\u200Bb\u0301"), 2U);
  EXPECT_EQ(display_width(""), 0U);
}

TEST(PadTo, FillsColumns) {
  EXPECT_EQ(pad_to("ที่", 4), "ที่   ");
  EXPECT_EQ(pad_to("abcd", 2), "abcd");
}

TEST(FitTo, CutsBetweenCharacters) {
  EXPECT_EQ(fit_to("น้ำที่ผู้", 9), "น้ำที่ผู้");
  EXPECT_EQ(fit_to("น้ำที่ผู้", 3), "น้ำ…");
  EXPECT_EQ(fit_to("น้ำที่ผู้", 2), "…");
  EXPECT_EQ(fit_to("ที่ผู้ที่", 2), "ที่…");
  EXPECT_EQ(fit_to("漢字", 3), "漢…");
  EXPECT_EQ(fit_to("abc", 0), "");
  for (std::size_t width = 0; width < 8; ++width)
    EXPECT_LE(display_width(fit_to("น้ำที่漢ผู้abc", width)), width);
}

TEST(Printable, DropsWhatCommandsATerminal) {
  EXPECT_EQ(printable("\x1B[31mแดง\x1B[0m\x07"), "[31mแดง[0m");
  EXPECT_EQ(printable("a\u202Eb\u2066c\u200Bd"), "abcd");
  EXPECT_EQ(printable("a\nb\tc\r\u2028d"), "a b c  d");
  EXPECT_EQ(printable("\xC2\x9B"
                      "31m\xFF"),
            "31m\uFFFD");
  EXPECT_EQ(printable("น้ำ ที่"), "น้ำ ที่");
}

TEST(ThaiDigits, ReplacesDigitsOnly) { EXPECT_EQ(thai_digits("พ.ศ. 2566 O12"), "พ.ศ. ๒๕๖๖ O๑๒"); }

/// The short way for Thai and ASCII must find what Unicode's rules find: those are asked as soon as
/// one other character is there.
TEST(GraphemeEdges, AreThoseOfUnicodeInThaiToo) {
  const char* pieces[] = {"ก", "ที่", "น้", "ำ", "ำ", "เ", "็",  "ั", "ะ",
                          "ๅ", "ๆ", "๏", " ", "a", "-", "9", "ฺ", "\u0E4D"};
  std::uint32_t state = 7;
  for (int round = 0; round < 5000; ++round) {
    std::string text = "ก";
    for (int i = 0; i < 9; ++i) {
      state = state * 1664525 + 1013904223;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    auto asked = grapheme_edges(text + "é");
    asked.pop_back();
    ASSERT_EQ(grapheme_edges(text), asked) << text;
  }
  EXPECT_EQ(grapheme_edges("").size(), 1U);
}

}  // namespace oit::text
