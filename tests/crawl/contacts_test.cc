#include <gtest/gtest.h>

#include "crawl/signals.h"
#include "site.h"

namespace oit::crawl {
namespace {

using Found = std::vector<std::string>;

TEST(FindPersons, NeedsATitleAndTwoNames) {
  EXPECT_EQ(find_persons("นายสมชาย ใจดี นายกองค์การบริหารส่วนตำบล", words()), Found{"นายสมชาย ใจดี"});
  EXPECT_EQ(find_persons("นางสาวมาลี  รักไทย", words()), Found{"นางสาวมาลี  รักไทย"});
  EXPECT_EQ(find_persons("ว่าที่ร้อยตรีหญิงวิภา ดีงาม\nนาง สมศรี มีสุข", words()).size(), 2U);
  EXPECT_EQ(find_persons("น.ส.มาลี รักไทย", words()).size(), 1U);
  for (const char* text : {"นายกเทศมนตรีตำบลหนองบัว ปลัดเทศบาล", "นายอำเภอเมือง ปลัดอำเภอ", "นาย",
                           "นายสมชาย", "นายช่างโยธา ชำนาญงาน", "นางพยาบาล วิชาชีพ"})
    EXPECT_EQ(find_persons(text, words()), Found{}) << text;
}

TEST(FindAddress, NeedsThreeOfItsParts) {
  EXPECT_EQ(find_address("เลขที่ 9 หมู่ที่ 4 ตำบลหนองบัว อำเภอเมือง จังหวัดนครราชสีมา 30000", words())
                .substr(0, std::string("ตำบลหนองบัว").size()),
            "ตำบลหนองบัว");
  EXPECT_NE(find_address("หมู่ ๔ ต.หนองบัว อ.เมือง จ.นครราชสีมา", words()), "");
  EXPECT_EQ(find_address("องค์การบริหารส่วนตำบลหนองบัว", words()), "");
  EXPECT_EQ(find_address("ตำบลหนองบัว" + std::string(2000, ' ') + "อำเภอเมือง จังหวัดนครราชสีมา 30000",
                         words()),
            "");
}

/// "ตําบล" in two code points (nikhahit and sara aa), as old editors write it.
TEST(FindAddress, IsSeenThroughDecomposedVowels) {
  const auto facts = read_html(html("ติดต่อ",
                                    "<p>หมู่ที่ 4 ต\u0E4D\u0E32บลหนองบัว อ\u0E4D\u0E32เภอเมือง "
                                    "จังหวัดนครราชสีมา 30000 โทร. 0-4475-6111</p>"))
                         .facts;
  EXPECT_NE(facts.signals.address_quote, "");
  EXPECT_EQ(facts.signals.phones, Found{"0-4475-6111"});
  EXPECT_EQ(facts.signals.content_contacts, Found{"0-4475-6111"});
}

}  // namespace
}  // namespace oit::crawl
