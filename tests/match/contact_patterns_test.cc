#include "match/contact_patterns.h"

#include <gtest/gtest.h>

namespace oit::match {
namespace {

using Found = std::vector<std::string>;

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
