#include "crawl/address_key.h"

#include <gtest/gtest.h>

#include "site.h"

namespace oit::crawl {
namespace {

std::string key(std::string_view text) {
  return address_key(address(text), address("https://www.nongbua.go.th/"),
                     words().raw("session_parameters"))
      .text();
}

TEST(AddressKey, TakesSessionsOff) {
  EXPECT_EQ(key("https://www.nongbua.go.th/a.php?id=5&PHPSESSID=1a2b"),
            "https://www.nongbua.go.th/a.php?id=5");
  EXPECT_EQ(key("https://www.nongbua.go.th/a.jsp;jsessionid=0A1B?id=5"),
            "https://www.nongbua.go.th/a.jsp?id=5");
  EXPECT_EQ(key("https://www.nongbua.go.th/a.php?fbclid=IwAR0x&id=5"),
            "https://www.nongbua.go.th/a.php?id=5");
}

TEST(AddressKey, KeepsShortNumbersOfSections) {
  EXPECT_EQ(key("https://www.nongbua.go.th/a.php?sid=12"),
            "https://www.nongbua.go.th/a.php?sid=12");
  EXPECT_EQ(key("https://www.nongbua.go.th/a.php?id=1&sid=0123456789abcdef"),
            "https://www.nongbua.go.th/a.php?id=1");
}

TEST(AddressKey, SpellsTheSitesHostInOneWay) {
  for (const char* text : {"http://nongbua.go.th/a?b=1", "http://www.nongbua.go.th/a?b=1",
                           "https://nongbua.go.th/a?b=1", "https://www.nongbua.go.th/a?b=1"})
    EXPECT_EQ(key(text), "https://www.nongbua.go.th/a?b=1") << text;
}

TEST(AddressKey, LeavesOtherHostsAlone) {
  EXPECT_EQ(key("http://ita.nongbua.go.th/a"), "http://ita.nongbua.go.th/a");
  EXPECT_EQ(key("http://www.nongbuayai.go.th/"), "http://www.nongbuayai.go.th/");
}

TEST(AddressShape, IsSharedByAddressesOfOneList) {
  const auto shape = [](std::string_view text) { return address_shape(address(text)); };
  EXPECT_EQ(shape("http://a.go.th/news/12/view?id=5&Mod=x"),
            shape("http://a.go.th/news/7/view?mod=y&id=999"));
  // A number that is no parameter's value used to make a shape of its own, so such lists never
  // ended.
  EXPECT_EQ(shape("http://a.go.th/news?12"), shape("http://a.go.th/news?7"));
  EXPECT_NE(shape("http://a.go.th/news/12?id=5"), shape("http://a.go.th/news/12?day=5"));
  EXPECT_NE(shape("http://a.go.th/news/12"), shape("http://a.go.th/plan/12"));
  EXPECT_NE(shape("http://a.go.th/news/12"), shape("http://b.go.th/news/12"));
}

TEST(IsRunaway, IsALimitOfPathsThatGrow) {
  std::string path = "http://a.go.th";
  for (int i = 1; i <= 20; ++i) path += "/s" + std::to_string(i);
  EXPECT_FALSE(is_runaway(address(path)));
  EXPECT_TRUE(is_runaway(address(path + "/s21")));
  EXPECT_FALSE(is_runaway(address("http://a.go.th/th/th/page")));
  EXPECT_TRUE(is_runaway(address("http://a.go.th/th/th/th/page")));
  EXPECT_FALSE(is_runaway(address("http://a.go.th/")));
}

TEST(WordsOfPath, AreTheLastSegmentsWords) {
  EXPECT_EQ(words_of_path(address("http://a.go.th/x/แผน-พัฒนา_ท้องถิ่น.html")), "แผน พัฒนา ท้องถิ่น");
  EXPECT_EQ(words_of_path(address("http://a.go.th/contact/")), "contact");
  EXPECT_EQ(words_of_path(address("http://a.go.th/")), "");
  EXPECT_EQ(words_of_path(address("http://a.go.th/แผนปี%202566.pdf")), "แผนปี 2566");
}

}  // namespace
}  // namespace oit::crawl
