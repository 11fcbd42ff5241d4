#include "doc/digit_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr int kWide = 20, kTall = 30;

/// `text` as the engine's symbols, one every 20 pixels; a space is a gap.
std::vector<Symbol> engine(std::string_view text) {
  std::vector<Symbol> symbols;
  int x = 0;
  bool is_after_space = false;
  for (std::size_t at = 0; at < text.size(); x += kWide) {
    const auto read = text::read_char(text, at);
    if (text[at] != ' ')
      symbols.push_back(
          {std::string(text.substr(at, read.size)), {x, 0, x + kWide - 2, kTall}, is_after_space});
    is_after_space = text[at] == ' ';
    at += read.size;
  }
  return symbols;
}

/// The same places as the net sees them: a digit is sure, ? is between two digits, all else none.
std::vector<Sign> net(std::string_view text) {
  std::vector<Sign> signs;
  int x = 0;
  for (std::size_t at = 0; at < text.size(); x += kWide) {
    const auto read = text::read_char(text, at);
    Sign sign{{x, 0, x + kWide - 2, kTall}, {}, false};
    if (read.c >= U'๐' && read.c <= U'๙')
      sign.chances[read.c - U'๐'] = 0.97F;
    else if (read.c >= '0' && read.c <= '9')
      sign.chances[10 + read.c - '0'] = 0.97F;
    else if (read.c == U'โ')  // ๒, but not sure of it
    {
      sign.chances[2] = 0.5F;
      sign.chances[7] = 0.45F;
    } else if (read.c == U'ห')  // ๖, or no digit at all
    {
      sign.chances[6] = 0.7F;
      sign.chances[kNoDigit] = 0.29F;
    } else if (read.c == U'ฮ')  // ๓, but by its looks a letter
    {
      sign.chances[3] = 0.08F;
      sign.chances[kNoDigit] = 0.91F;
    } else if (read.c == '(')  // a bracket, or 1
    {
      sign.chances[11] = 0.38F;
      sign.chances[kNoDigit] = 0.6F;
    } else if (read.c == '?')
      sign.chances[6] = sign.chances[8] = 0.45F;
    else
      sign.chances[kNoDigit] = 0.97F;
    if (text[at] != ' ') signs.push_back(sign);
    at += read.size;
  }
  return signs;
}

std::string check(std::string_view read, std::string_view seen) {
  return check_digits(engine(read), net(seen));
}

TEST(CheckDigits, PutsInTheThaiDigitsTheEngineDoesNotKnow) {
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. ๒๕๖๘"), "พ.ศ. ๒๕๖๘");
  EXPECT_EQ(check("พ.ศ. bobเ", "พ.ศ. ๒๕๖๘"), "พ.ศ. ๒๕๖๘");
  EXPECT_EQ(check("ปี๒๕๒๕นี้", "ปี๒๕๖๗นี้"), "ปี๒๕๖๗นี้");
  EXPECT_EQ(check("วันที่ ๒ มี", "วันที่ ๙ มี"), "วันที่ ๙ มี");
}

TEST(CheckDigits, ExpectsADigitAfterTheFirstThreeOfAYear) {
  EXPECT_EQ(check("พ.ศ. ๒๕๒๓", "พ.ศ. ๒๕๖ฮ"), "พ.ศ. ๒๕๖๓");  // used to be ๒๕๖ and a lost year
  EXPECT_EQ(check("พ.ศ. ๒๕๒๓", "พ.ศ. ๒๕ฮ๗"), "พ.ศ. ๒๕๓๗");
  EXPECT_EQ(check("พ.ศ. ๒๕คด", "พ.ศ. ๒๕ฮฮ"), "พ.ศ. ๒๕คด");  // two are a guess
  EXPECT_EQ(check("เลข ๒๕๒ค๖", "เลข ๒๕๖ฮ๖"), "เลข ๒๕๖ค๖");  // no year has five digits
  EXPECT_EQ(check("ปี ๒๖๒ค", "ปี ๒๖๖ฮ"), "ปี ๒๖๖ค");
}

TEST(CheckDigits, KeepsABracketThatLooksLikeADigitOutOfTheYear) {
  EXPECT_EQ(check("(๒๕๒๕ ต่อ", "(๒๕๖๗ ต่อ"), "(๒๕๖๗ ต่อ");
  EXPECT_EQ(check("1๒๕๒๕", "(๒๕๖๗"), "1๒๕๖๗");  // no year
  EXPECT_EQ(check("(๒๕๒๕", "(๒๕๖ห"), "\uFFFD๒๕๖\uFFFD");
}

TEST(CheckDigits, KeepsATallStrokeThatLooksLikeOneOutOfTheYear) {
  auto signs = net("ก 1๒๕๖๗");  // a stroke that the net takes for 1
  const auto read = engine("ก /๒๕๒๕");
  EXPECT_EQ(check_digits(read, signs), "ก \uFFFD๒๕๖๗");
  signs[1].box.top -= kTall / 3;
  signs[1].box.right -= kWide / 2;
  EXPECT_EQ(check_digits(read, signs), "ก /๒๕๖๗");
  signs[1].chances[1] = 0.06F;  // it may be ๑
  EXPECT_EQ(check_digits(read, signs), "ก \uFFFD๒๕๖๗");
  signs[1].chances[1] = 0;
  signs[4].chances[6] = 0.9F;  // a digit that is not sure makes no year sure
  EXPECT_EQ(check_digits(read, signs), "ก \uFFFD๒๕\uFFFD๗");
}

TEST(CheckDigits, IsNotSureOfASignCutFromAnother) {
  auto signs = net("๒๕๖๓)");  // ๒๕๖๗) whose ๗ touches the bracket used to be read so
  signs[3].is_cut = true;
  EXPECT_EQ(check_digits(engine("๒๕๒๓)"), signs), "๒๕๖\uFFFD)");
}

TEST(CheckDigits, KeepsAStrokeThatSeemsToLieInTheNumber) {
  auto symbols = engine("๑/๒๕๒๕");
  symbols[1].box = {30, 0, 52, kTall};  // its middle is in the ๒ after it
  EXPECT_EQ(check_digits(symbols, net("๓/๒๕๖๗")), "๓/๒๕๖๗");
}

TEST(CheckDigits, KeepsTheCommaOfAnAmount) {
  auto signs = net("๒ ๕๖๐");  // a comma is too small for a sign
  for (auto& sign : signs)
    if (sign.box.left > 0) sign.box.left -= 6;
  EXPECT_EQ(check_digits(engine("๒,๕๒๐"), signs), "๒,๕๖๐");
}

TEST(CheckDigits, PutsInTheCommaThatOnlyTheSignsShow) {
  auto signs = net("๒.๕๗๐");
  EXPECT_EQ(check_digits(engine("๒ ๕๒๐"), signs), "๒ ๕๗๐");
  signs[1].box = {kWide + 6, kTall - 6, kWide + 10, kTall + 2};
  for (std::size_t i = 2; i < signs.size(); ++i) signs[i].box.left -= 8, signs[i].box.right -= 8;
  EXPECT_EQ(check_digits(engine("๒ ๕๒๐"), signs), "๒ ,๕๗๐");
  EXPECT_EQ(check_digits(engine("๒,๕๒๐"), signs), "๒,๕๗๐");
}

TEST(CheckDigits, AddsANumberTheEnginePassedOver) {
  EXPECT_EQ(check("ปี      นี้", "ปี ๒๕๖๘ นี้"), "ปี ๒๕๖๘ นี้");
  EXPECT_EQ(check("ปี", "ปี ๒๕๖๘"), "ปี ๒๕๖๘");
}

TEST(CheckDigits, SaysWhereItIsNotSure) {
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. ๒๕๖?"), "พ.ศ. ๒๕๖\uFFFD");
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. กขคง"), "พ.ศ. \uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. โ๕๖๗"), "พ.ศ. ๒๕๖๗");  // what else could it be
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. ๒๕ห๗"), "พ.ศ. ๒๕๖๗");
  EXPECT_EQ(check("เลข ๑๕๒๕", "เลข ๑๕ห๗"), "เลข ๑๕\uFFFD๗");
  EXPECT_EQ(check("พ.ศ. ๒๕๒๕", "พ.ศ. โ๖๖๗"), "พ.ศ. \uFFFD๖๖๗");
  EXPECT_EQ(check("พ.ศ. ๒๕๒", "พ.ศ. โ๕๖"), "พ.ศ. \uFFFD๕๖");
  EXPECT_EQ(check_digits(engine("พ.ศ. ๒๕๒๕ 12"), {}), "พ.ศ. \uFFFD\uFFFD\uFFFD\uFFFD 12");
}

TEST(CheckDigits, KeepsArabicDigitsUnlessTheNetGainsaysThem) {
  EXPECT_EQ(check("2566 no 10", "2566 no 10"), "2566 no 10");
  EXPECT_EQ(check("2566", "256?"), "256\uFFFD");  // 6 or 8, but in Thai
  EXPECT_EQ(check("2566", "กขคง"), "\uFFFD\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(check("2567", "2568"), "256\uFFFD");
  EXPECT_EQ(check("25๕6", "2556"), "2556");
}

TEST(CheckDigits, LeavesLettersThatLookLikeDigits) {
  EXPECT_EQ(check("การดำ", "กา๓ดำ"), "การดำ");
  EXPECT_EQ(check("", ""), "");
  EXPECT_EQ(check("", "๒๕๖๖"), "");
}

TEST(CheckDigits, ZerosTakeTheScriptOfTheirNeighbours) {
  EXPECT_EQ(check("๒๕๕๐", "๒๕๗0"), "๒๕๗๐");
  EXPECT_EQ(check("2570", "257๐"), "2570");
}

TEST(HasUnreadableYear, KnowsYearsByTheirLooksAndPlace) {
  for (const char* text : {"๒๕๖\uFFFD", "\uFFFD๕๖๖", "25\uFFFD6", "พ.ศ. \uFFFD\uFFFD๖๖",
                           "ปีงบประมาณ \uFFFD\uFFFD", "มีนาคม ๖\uFFFD", "ม.ค. \uFFFD๖",
                           "พ.ศ.\n\uFFFD\uFFFD\uFFFD\uFFFD", "พ.ศ. bobo ต่อ", "ปี ๒๕๖ ต่อ", "พ.ศ. ๒๕"})
    EXPECT_TRUE(has_unreadable_year(text)) << text;
  for (const char* text : {"", "พ.ศ. ๒๕๖๖", "พ.ศ.", "วันที่ \uFFFD", "๑\uFFFD,๐๐๐ บาท", "ปี 2566",
                           "โทร. ๐ ๗\uFFFD๑๒ ๓๔๕๖", "๒๕ คน", "มีนาคม ๒๕๖๖"})
    EXPECT_FALSE(has_unreadable_year(text)) << text;
}

}  // namespace
}  // namespace oit::doc
