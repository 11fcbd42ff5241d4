#include "notify/mail_address.h"

#include <gtest/gtest.h>

namespace oit::notify {
namespace {

TEST(MailAddress, IsOnePlainAddress) {
  for (const char* text : {"a@b.th", "first.last+oit@abt.example.go.th", "ก@ข.ไทย"})
    EXPECT_TRUE(is_mail_address(text)) << text;
  for (const char* text : {"", "a", "@b.th", "a@", "a b@c.th", "a@b@c", "a@b.th\n", "a@b.th,c@d.th",
                           "<a@b.th>", "a@.th", "a@b..th", "a@-b.th", "0-3933-1234"})
    EXPECT_FALSE(is_mail_address(text)) << text;
  EXPECT_EQ(mail_address_of("ตรวจ OIT <oit@b.th>"), "oit@b.th");
  EXPECT_EQ(mail_address_of("oit@b.th"), "oit@b.th");
  EXPECT_EQ(mail_address_of("x\r\n <oit@b.th>"), "");
}

}  // namespace
}  // namespace oit::notify
