#include <gtest/gtest.h>

#include "crawl/signals.h"
#include "site.h"
#include "text/charset.h"

namespace oit::crawl {
namespace {

using Found = std::vector<std::string>;

TEST(FindPhones, ReadsTheWaysNumbersAreWritten) {
  EXPECT_EQ(find_phones("โทร. 0-4475-6111", words()), Found{"0-4475-6111"});
  EXPECT_EQ(find_phones("โทรศัพท์ 044 756 111", words()), Found{"044 756 111"});
  EXPECT_EQ(find_phones("โทร 044.756.111 ต่อ 12", words()), Found{"044.756.111"});
  EXPECT_EQ(find_phones("มือถือ 081-234-5678", words()), Found{"081-234-5678"});
  EXPECT_EQ(find_phones("โทร.๐๔๔-๗๕๖๑๑๑", words()), Found{"044-756111"});
  EXPECT_EQ(find_phones("044756111, 0812345678", words()), (Found{"044756111", "0812345678"}));
}

/// Numbers with the country's code used to be overlooked.
TEST(FindPhones, ReadsTheCountrysCode) {
  EXPECT_EQ(find_phones("Tel. +66 44 756 111", words()), Found{"+66 44 756 111"});
  EXPECT_EQ(find_phones("+66-81-234-5678", words()), Found{"+66-81-234-5678"});
  EXPECT_EQ(find_phones("+66812345678", words()), Found{"+66812345678"});
  EXPECT_EQ(find_phones("+66 44 756", words()), Found{});
  EXPECT_EQ(find_phones("+85 44 756 111", words()), Found{});
}

/// A fax used to count as a telephone.
TEST(FindPhones, AFaxIsNoTelephone) {
  EXPECT_EQ(find_phones("โทรสาร 044-756112", words()), Found{});
  EXPECT_EQ(find_phones("แฟกซ์: 044-756112, 044-756113", words()), Found{});
  EXPECT_EQ(find_phones("โทรศัพท์ 044-756111 โทรสาร 044-756112", words()), Found{"044-756111"});
  EXPECT_EQ(find_phones("โทรสาร 044-756112 มือถือ 081-234-5678", words()), Found{"081-234-5678"});
  EXPECT_EQ(find_phones("โทรศัพท์/โทรสาร 044-756111", words()), Found{"044-756111"});
  EXPECT_EQ(find_phones("Fax 044-756112\nสำนักปลัด 044-756111", words()), Found{"044-756111"});
}

TEST(FindPhones, RefusesWhatOnlyLooksLikeOne) {
  for (const char* text : {"", "0", "งบประมาณ 1,044,756,111 บาท", "เลขที่ 10447561110",
                           "1-3014-00123-45-6", "วันที่ 01/02/2566", "04475611", "0447561112345",
                           "รหัส 30000", "เลขประจำตัวผู้เสียภาษี 0994000123456", "ว 0023.3-044756111"})
    EXPECT_EQ(find_phones(text, words()), Found{}) << text;
}

TEST(FindPersons, NeedsATitleAndTwoNames) {
  EXPECT_EQ(find_persons("นายสมชาย ใจดี นายกองค์การบริหารส่วนตำบล", words()), Found{"นายสมชาย ใจดี"});
  EXPECT_EQ(find_persons("พ.ต.อ.วิรุฬห์ ชาญสมุทร ผู้กำกับการ", words()), Found{"พ.ต.อ.วิรุฬห์ ชาญสมุทร"})
      << "พ.ต. is a title too";
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
  // The letterhead of every page used to count.
  EXPECT_EQ(find_address("อบต.หนองบัว ตำบลหนองบัว อำเภอเมือง จังหวัดนครราชสีมา", words()), "");
  // A provincial office without a sub-district used to have no address.
  EXPECT_NE(find_address("ถนนชลวิถี อำเภอเมือง จังหวัดนครราชสีมา 30000", words()), "");
  EXPECT_EQ(find_address("ตำบลหนองบัว" + std::string(2000, ' ') + "จังหวัดนครราชสีมา 30000", words()),
            "");
}

// It used to be cut in the middle of a Thai character.
TEST(FindAddress, IsCutBetweenCharacters) {
  for (int spaces = 0; spaces < 12; ++spaces) {
    std::string text = "ตำบลหนองบัว" + std::string(static_cast<std::size_t>(spaces), ' ') +
                       "อำเภอเมือง จังหวัดนครราชสีมา 30000 ";
    for (int i = 0; i < 30; ++i) text += "ที่ตั้ง";
    const auto found = find_address(text, words());
    EXPECT_LE(found.size(), 240U);
    EXPECT_GT(found.size(), 225U);
    EXPECT_EQ(text::to_valid_utf8(found), found) << spaces;
    const auto rest = text.substr(found.size(), 3);
    for (const char* mark : {"ี", "่", "ั", "้"}) EXPECT_NE(rest, mark) << found;
  }
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
