#include "text/match_key.h"

#include <gtest/gtest.h>

#include <string>

#include "text/normal.h"

namespace oit::text {
namespace {
std::string key_of(std::string_view text) { return key_to_utf8(make_match_key(text).bytes); }
}  // namespace

TEST(MatchKey, LeavesLettersOnly) {
  EXPECT_EQ(key_of("6 เดือน"), "6เดือน");
  EXPECT_EQ(key_of("๖ เดือน"), "6เดือน");
  EXPECT_EQ(key_of("พ.ศ. ๒๕๖๖"), "พศ2566");
  EXPECT_EQ(key_of("E–Service"), "e service");
  EXPECT_EQ(key_of("E Service"), "e service");
  EXPECT_EQ(key_of("eservice"), "eservice");
  EXPECT_EQ(key_of("Q & A"), "q a");
  EXPECT_EQ(key_of("ต่าง ๆ"), "ต่าง");
  EXPECT_EQ(key_of("ต่างๆ ได้แก่"), "ต่างได้แก่");
  EXPECT_EQ(key_of("พ.ร.บ.ข้อมูลข่าวสารฯ"), "พรบข้อมูลข่าวสาร");
  EXPECT_EQ(key_of("จัดซื้อ-จัดจ้าง / จัดหา"), "จัดซื้อจัดจ้างจัดหา");
  EXPECT_EQ(key_of("ฤๅษี ทำ"), "ฤาษีทำ");
  EXPECT_EQ(key_of(" “O12”  รายงาน…(1) "), "o12รายงาน1");
  EXPECT_EQ(key_of("1,234.50 ฿"), "1 234 50");
  EXPECT_EQ(key_of(""), "");
}

TEST(MatchKey, JoinsWhatReadersOfPdfPullApart) {
  EXPECT_EQ(key_of("ป้ องกันการทุ จริ ต"), "ป้องกันการทุจริต");
  EXPECT_EQ(key_of("การ\nจัดซื้อ\nจัดจ้าง"), "การจัดซื้อจัดจ้าง");
  EXPECT_EQ(key_of("น \u0E49\u0E4D\u0E32"), "น้ำ");
  EXPECT_EQ(key_of("ป\uF70Bองกัน\u200Bการ"), "ป้องกันการ");
}

TEST(MatchKey, KeepsOneByteForOtherLetters) {
  EXPECT_EQ(make_match_key("é漢").bytes, "\x80\x80");
  EXPECT_EQ(make_match_key("e\u0301").bytes, make_match_key("é").bytes);
  EXPECT_EQ(key_of("e\u0301 a"), "\uFFFDa");
  EXPECT_EQ(make_match_key("ก").bytes, "\xA1");
  EXPECT_EQ(make_match_key("ฮ").bytes, "\xCE");
}

TEST(MatchKey, PointsBackToTheOriginal) {
  const std::string text = "“E–Service” น\u0E4D\u0E49\u0E32\u200B ๖ เดือน";
  const MatchKey key = make_match_key(text);
  ASSERT_EQ(key.origin.size(), key.bytes.size() + 1);
  EXPECT_EQ(key.origin.back(), text.size());
  for (std::size_t i = 0; i + 1 < key.origin.size(); ++i) {
    EXPECT_LE(key.origin[i], key.origin[i + 1]);
    EXPECT_NE(static_cast<unsigned char>(text[key.origin[i]]) & 0xC0U, 0x80U) << i;
  }
  const auto at = [&](std::string_view word) {
    return key.origin[key.bytes.find(make_match_key(word).bytes)];
  };
  EXPECT_EQ(at("e service"), text.find('E'));
  EXPECT_EQ(at("น้ำ"), text.find("น"));
  EXPECT_EQ(at("6"), text.find("๖"));
  EXPECT_EQ(at("เดือน"), text.find("เ"));
  EXPECT_TRUE(make_match_key(text, false).origin.empty());
  EXPECT_EQ(make_match_key(text, false).bytes, key.bytes);
}

// The quick walk and the complete repair must agree wherever the one hands over to the other.
TEST(MatchKey, IsTheSameForAnySpellingInAnyPlace) {
  const char* pieces[] = {"ก",      "นํ้า",     "น้ำ",     " ",      "\u00A0", "a",      "E–",
                          "\u0E48", "\u0E33", "\u0E32", "\u0E40", "๖",      "\u200B", "é",
                          "\u0301", "ที่",      "\uF70B", ".",      "\n",     "ฯ"};
  std::uint32_t state = 43;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (int i = 0; i < 7; ++i) {
      state = state * 1664525 + 1013904223;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    const std::string normal = normalise(text);
    ASSERT_EQ(normalise(normal), normal) << text;
    ASSERT_EQ(make_match_key(normal).bytes, make_match_key(text).bytes) << text;
  }
}

TEST(Skeleton, ForgetsMarks) {
  const auto of = [](std::string_view text) {
    return key_to_utf8(skeleton(make_match_key(text).bytes));
  };
  EXPECT_EQ(of("ที่ น้ำ ผู้"), "ทนาผ");
  EXPECT_EQ(of("คำนำ"), of("ค าน า"));
  EXPECT_EQ(of("ควำม รำยงำน"), of("ความรายงาน"));
  EXPECT_EQ(of("รายงาน 2566 O12"), "รายงาน2566 o12");
}

TEST(CutQuote, ShowsTheWordsAround) {
  const std::string text = "ก่อนหน้า\n\nรายงานผล\u202Eการ  ดำเนินงาน รอบ 6 เดือน ต่อท้าย";
  const std::size_t begin = text.find("รอบ");
  const std::string quote = cut_quote(text, begin, begin + 10, 200);
  EXPECT_EQ(quote, "ก่อนหน้า รายงานผลการ ดำเนินงาน รอบ 6 เดือน ต่อท้าย");
  EXPECT_EQ(cut_quote(text, begin, text.find(" ต่อ"), 11), "…รอบ 6 เดือน…");
}

TEST(CutQuote, KeepsCharactersWhole) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "ที่น้ำผู้";
  for (std::size_t begin = 0; begin < 120; ++begin) {
    const std::string quote = cut_quote(text, begin, begin + 1, 3);
    EXPECT_TRUE(quote == "ที่น้ำผู้…" || quote == "…ที่น้ำผู้…" || quote == "…น้ำผู้ที่…" || quote == "…ผู้ที่น้ำ…")
        << begin << ' ' << quote;
  }
}

TEST(CutQuote, TakesOddPlaces) {
  EXPECT_EQ(cut_quote("", 0, 0, 10), "");
  EXPECT_EQ(cut_quote("กข", 90, 5, 10), "กข");
  EXPECT_EQ(cut_quote("กข", 2, 1, 0), "…");
  EXPECT_EQ(cut_quote("\xB8\xB8ก", 1, 2, 10), "\uFFFD\uFFFDก");
}

TEST(Skeleton, ItsPlacesAreThoseOfTheLettersLeft) {
  const std::string text = "ก้ำข";
  const auto skeleton = text::skeleton(make_match_key(text));
  EXPECT_EQ(key_to_utf8(skeleton.bytes), "กาข");
  EXPECT_EQ(skeleton.origin, (std::vector<std::uint32_t>{0, 6, 9, 12}));
}

}  // namespace oit::text
