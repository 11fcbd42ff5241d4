#include "crawl/word_lists.h"

#include <gtest/gtest.h>

#include "site.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

std::string key(std::string_view text) { return text::make_match_key(text, false).bytes; }

TEST(WordLists, FindsWordsAnywhereInAKey) {
  EXPECT_TRUE(words().has("collecting", key("ศูนย์ข้อมูลข่าวสาร อบต.หนองบัว")));
  EXPECT_TRUE(words().has("collecting", key("การประเมิน ITA ปี ๒๕๖๖")));
  EXPECT_FALSE(words().has("collecting", key("Digital")));
  EXPECT_FALSE(words().has("collecting", ""));
  const auto [begin, end] = words().find("period_words", key("กข ไตรมาสที่ 2"));
  EXPECT_LT(begin, end);
  EXPECT_EQ(words().find("period_words", key("กข")), (std::pair<std::size_t, std::size_t>{0, 0}));
}

TEST(WordLists, KnowsWholeLabelsApartFromNumbers) {
  EXPECT_TRUE(words().is("generic_labels", key("ดาวน์โหลด 12")));
  EXPECT_TRUE(words().is("generic_labels", key("เปิด")));
  EXPECT_FALSE(words().is("generic_labels", key("เปิดเผยข้อมูล")));
}

TEST(WordLists, LooksForFragmentsInAddressesWhateverTheCase) {
  EXPECT_TRUE(
      words().in_address("share_buttons", "https://www.Facebook.com/Sharer/sharer.php?u=x"));
  EXPECT_FALSE(words().in_address("share_buttons", "https://www.facebook.com/nongbua"));
  EXPECT_EQ(words().fragment_in("map_embeds", "https://www.google.com/maps/embed?pb=1"),
            "google.com/maps");
}

TEST(WordLists, AListNobodyWroteIsEmpty) {
  EXPECT_FALSE(words().has("no_such_list", key("ita")));
  EXPECT_FALSE(words().is("no_such_list", key("ita")));
  EXPECT_FALSE(words().in_address("no_such_list", "ita"));
  EXPECT_TRUE(words().raw("no_such_list").empty());
  EXPECT_GT(words().raw("collecting").size(), 10U);
}

/// The crawl asks for these by name: a renamed list would silently be empty.
TEST(WordLists, TheShippedRulesHaveEveryListTheCrawlAsksFor) {
  for (const char* list : {"collecting",
                           "collecting_labels",
                           "generic_labels",
                           "period_words",
                           "news",
                           "news_sections",
                           "later",
                           "calendar",
                           "session_parameters",
                           "signing_words",
                           "soft_404",
                           "under_construction",
                           "sign_in",
                           "person_titles",
                           "person_posts",
                           "address_road",
                           "address_sub_district",
                           "address_district",
                           "address_province",
                           "share_buttons",
                           "chat_scripts",
                           "map_embeds",
                           "map_words",
                           "decoration_images",
                           "qr_words",
                           "qr_files",
                           "eit",
                           "iit",
                           "drive_gone",
                           "drive_sign_in",
                           "drive_quota",
                           "drive_empty",
                           "download_handlers",
                           "pager_labels",
                           "viewer_classes",
                           "filler_texts",
                           "board_addresses",
                           "board_words"})
    EXPECT_FALSE(words().raw(list).empty()) << list;
}

TEST(WithoutNumbers, LeavesTheLetters) {
  EXPECT_EQ(without_numbers("o 12 a"), "oa");
  EXPECT_EQ(without_numbers("12 5"), "");
}

}  // namespace
}  // namespace oit::crawl
