#include "match/phrase_finder.h"

#include <gtest/gtest.h>

#include "match/key_set.h"

namespace oit::match {
namespace {

std::vector<PhraseHit> find(const std::vector<std::string>& phrases, std::string_view text,
                            std::size_t most = 1) {
  return PhraseFinder(phrases).find(text::make_match_key(text).bytes, most);
}

TEST(PhraseFinder, FindsPhrasesInOrderOfNumber) {
  const auto hits = find({"งบประมาณ", "รายงาน", "ไม่มี"}, "รายงานงบประมาณ");
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].phrase, 0U);
  EXPECT_EQ(hits[0].begin, 6U);
  EXPECT_EQ(hits[0].end, 14U);
  EXPECT_EQ(hits[1].phrase, 1U);
}

TEST(PhraseFinder, GivesAsManyPlacesAsAsked) {
  EXPECT_EQ(find({"กข"}, "กข กข กข").size(), 1U);
  EXPECT_EQ(find({"กข"}, "กข กข กข", 2).size(), 2U);
  EXPECT_EQ(find({"กข"}, "กข กข กข", 9).size(), 3U);
}

TEST(PhraseFinder, LatinEndsAreWhole) {
  EXPECT_TRUE(find({"ita"}, "digital").empty());
  EXPECT_TRUE(find({"2566"}, "25660").empty());
  EXPECT_EQ(find({"ita"}, "digital ita").size(), 1U);  // the second place counts
  EXPECT_EQ(find({"ita"}, "ปีita2566").size(), 1U);
}

TEST(PhraseFinder, PartsMayStandInAnyOrderButNotOnEachOther) {
  EXPECT_EQ(find({"6 เดือน + รายงาน"}, "รายงาน รอบ 6 เดือน").size(), 1U);
  EXPECT_TRUE(find({"รายงาน + งาน"}, "รายงาน").empty());
  EXPECT_EQ(find({"รายงาน + งาน"}, "รายงานของงานคลัง").size(), 1U);
  EXPECT_EQ(find({"งาน + รายงาน"}, "รายงานของงานคลัง").size(), 1U);
}

TEST(PhraseFinder, EmptyPhrasesNeverOccur) {
  EXPECT_TRUE(find({"", "…", "กข + ."}, "กข").empty());
  EXPECT_TRUE(find({}, "กข").empty());
  EXPECT_TRUE(find({"กข"}, "").empty());
}

TEST(PhraseFinder, SkeletonsFindLongPhrasesWhoseMarksWereLost) {
  const PhraseFinder finder({"คาดว่าจะประกาศจัดซื้อจัดจ้าง", "ร้องเรียน", "ที่ดิน + ผู้ได้รับการคัดเลือก"},
                            PhraseForm::skeleton);
  const auto key = [](std::string_view text) {
    return text::skeleton(text::make_match_key(text)).bytes;
  };
  EXPECT_EQ(finder.find(key("คาดวาจะประกาศจดซอจดจาง")).size(), 1U);
  EXPECT_EQ(finder.find(key("คาดว่าจะประกาศจัดซื้อจัดจ้าง")).size(), 1U);
  EXPECT_TRUE(finder.find(key("ร้องเรียน")).empty()) << "too short to be sure";
  EXPECT_EQ(finder.find(key("ทดิน ผไดรับการคดเลือก")).size(), 0U) << "a part is too short";
  EXPECT_TRUE(finder.find(key("คาดว่าจะประกาศผล")).empty());
}

TEST(KeySet, AgreesWithAPlainSearchOverManyKeys) {
  // Letters from a small alphabet make keys that overlap, contain and repeat each other.
  std::vector<std::string> keys;
  for (unsigned n = 0; n < 500; ++n) {
    std::string key;
    for (unsigned v = n * 2654435761U % 7777U + 9U; v > 0; v /= 3) key += "\xA1\xA2\xB2"[v % 3];
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  const KeySet set(keys);
  for (unsigned n = 0; n < 50; ++n) {
    std::string text;
    for (unsigned i = 0; i < 200; ++i) text += "\xA1\xA2\xB2\xB2"[(i * i * (n + 3) + i / 7) % 4];
    std::vector<KeySet::Found> expected, found;
    for (std::uint32_t i = 0; i < keys.size(); ++i)
      for (auto at = text.find(keys[i]); at != std::string::npos; at = text.find(keys[i], at + 1))
        expected.push_back({i, static_cast<std::uint32_t>(at)});
    set.find(text, found);
    EXPECT_TRUE(found == expected) << n;
  }
}

}  // namespace
}  // namespace oit::match
