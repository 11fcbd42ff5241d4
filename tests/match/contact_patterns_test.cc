#include "match/contact_patterns.h"

#include <gtest/gtest.h>

namespace oit::match {
namespace {

using Found = std::vector<std::string>;

TEST(FindPhones, ReadsTheWaysNumbersAreWritten) {
  EXPECT_EQ(find_phones("โทร. 0-4475-6111"), Found{"0-4475-6111"});
  EXPECT_EQ(find_phones("โทรศัพท์ 044 756 111"), Found{"044 756 111"});
  EXPECT_EQ(find_phones("โทร 044.756.111 ต่อ 12"), Found{"044.756.111"});
  EXPECT_EQ(find_phones("มือถือ 081-234-5678"), Found{"081-234-5678"});
  EXPECT_EQ(find_phones("โทร.๐๔๔-๗๕๖๑๑๑"), Found{"044-756111"});
  EXPECT_EQ(find_phones("044756111, 0812345678"), (Found{"044756111", "0812345678"}));
}

/// Numbers with the country's code used to be overlooked.
TEST(FindPhones, ReadsTheCountrysCode) {
  EXPECT_EQ(find_phones("Tel. +66 44 756 111"), Found{"+66 44 756 111"});
  EXPECT_EQ(find_phones("+66-81-234-5678"), Found{"+66-81-234-5678"});
  EXPECT_EQ(find_phones("+66812345678"), Found{"+66812345678"});
  EXPECT_EQ(find_phones("+66 44 756"), Found{});
  EXPECT_EQ(find_phones("+85 44 756 111"), Found{});
}

TEST(FindPhones, RefusesWhatOnlyLooksLikeOne) {
  for (const char* text : {"", "0", "งบประมาณ 1,044,756,111 บาท", "เลขที่ 10447561110",
                           "1-3014-00123-45-6", "วันที่ 01/02/2566", "04475611", "0447561112345",
                           "รหัส 30000", "เลขประจำตัวผู้เสียภาษี 0994000123456", "ว 0023.3-044756111"})
    EXPECT_EQ(find_phones(text), Found{}) << text;
}

TEST(FindEmails, ReadsAddressesAndTheirDisguises) {
  EXPECT_EQ(find_emails("อีเมล saraban@nongbua.go.th โทร"), Found{"saraban@nongbua.go.th"});
  EXPECT_EQ(find_emails("saraban[at]nongbua.go.th"), Found{"saraban[at]nongbua.go.th"});
  EXPECT_EQ(find_emails("a.b_c-1@x.th,d@y.co.th"), (Found{"a.b_c-1@x.th", "d@y.co.th"}));
  for (const char* text : {"", "@", "ติดตาม @nongbua", "a@b", "@nongbua.go.th", "[at]", "ก@ข.ค"})
    EXPECT_EQ(find_emails(text), Found{}) << text;
}

/// The full stop of the sentence used to become part of the address.
TEST(FindEmails, EndsBeforeTheSentenceDoes) {
  EXPECT_EQ(find_emails("Write to info@nongbua.go.th."), Found{"info@nongbua.go.th"});
}

}  // namespace
}  // namespace oit::match
