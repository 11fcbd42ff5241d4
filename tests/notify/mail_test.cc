#include "notify/mail.h"

#include <gtest/gtest.h>

#include <array>

#include "notify/sample_news.h"
#include "support/mail_server.h"

namespace oit::notify {
namespace {

using test::MailServer;

/// The bytes that base64 text stands for.
std::string decode64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == std::string_view::npos) continue;
    bits = bits << 6U | static_cast<unsigned>(digit);
    if ((count += 6) < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

/// The text of encoded words.
std::string decode_words(std::string_view field) {
  std::string out;
  for (auto at = field.find("?B?"); at != std::string_view::npos; at = field.find("?B?", at)) {
    at += 3;
    out += decode64(field.substr(at, field.find("?=", at) - at));
  }
  return out;
}

Letter sample_letter() {
  return {"palad@example.go.th", "[oitcheck] เทศบาลตำบลบ้านเอ: แย่ลง 2 รายการ (28 พ.ย. 2569)",
          "บรรทัดแรก\n.\nบรรทัดสาม\n", "abc-1", bangkok(8)};
}

class SendMail : public testing::Test {
 protected:
  SendMail() : folder_(test::make_folder()) {}
  ~SendMail() override { std::filesystem::remove_all(folder_); }

  static MailSettings settings_for(const MailServer& server) {
    MailSettings settings;
    settings.server = server.address();
    settings.from = "ตรวจ OIT <oit@example.go.th>";
    settings.starttls = StartTls::never;
    return settings;
  }

  std::vector<std::string> certificate() {
    if (!test::make_certificate(folder_)) return {};
    return {"--certificate", (folder_ / "cert.pem").string(), (folder_ / "key.pem").string()};
  }

  std::filesystem::path folder_;
};

#define SKIP_WITHOUT(server) \
  if ((server).port() == 0) GTEST_SKIP() << "Debian's python3-aiosmtpd is not installed"

TEST_F(SendMail, BringsHeaderAndTextAsWritten) {
  const MailServer server;
  SKIP_WITHOUT(server);
  const auto letter = sample_letter();
  const auto tried = send_mail(settings_for(server), letter);
  EXPECT_EQ(tried.end, TryEnd::arrived) << tried.why;
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 1U);
  const auto& mail = mails[0];
  EXPECT_EQ(mail.from, "oit@example.go.th");
  EXPECT_EQ(mail.to, std::vector<std::string>{"palad@example.go.th"});
  EXPECT_EQ(decode_words(mail.field("Subject")), letter.subject);
  EXPECT_EQ(decode_words(mail.field("From")), "ตรวจ OIT");
  EXPECT_TRUE(mail.field("From").ends_with(" <oit@example.go.th>"));
  EXPECT_EQ(mail.field("To"), "palad@example.go.th");
  EXPECT_EQ(mail.field("Date"), "Sat, 28 Nov 2026 08:00:00 +0700");
  EXPECT_EQ(mail.field("Message-ID"), "<abc-1@example.go.th>");
  EXPECT_EQ(mail.field("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(mail.field("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(mail.field("MIME-Version"), "1.0");
  EXPECT_EQ(decode64(mail.data.substr(mail.data.find("\r\n\r\n"))),
            "บรรทัดแรก\r\n.\r\nบรรทัดสาม\r\n");
  for (std::size_t at = 0, end = 0; (end = mail.data.find("\r\n", at)) != std::string::npos;
       at = end + 2)
    EXPECT_LE(end - at, 76U) << mail.data.substr(at, end - at);  // RFC 2047, section 2
}

TEST_F(SendMail, SendsNothingThatCouldBeginAnotherHeader) {
  const MailServer server;
  SKIP_WITHOUT(server);
  auto settings = settings_for(server);
  auto letter = sample_letter();
  letter.subject = "x\r\nBcc: other@example.go.th";
  EXPECT_EQ(send_mail(settings, letter).end, TryEnd::refused);
  letter = sample_letter();
  letter.to = "a@b.th\r\nRCPT TO:<c@d.th>";
  EXPECT_EQ(send_mail(settings, letter).end, TryEnd::refused);
  settings.from = "a\nb <oit@example.go.th>";
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::refused);
  EXPECT_TRUE(server.mails().empty());
}

TEST_F(SendMail, LogsInOverTlsWithACertificateItTrusts) {
  auto options = certificate();
  if (options.empty()) GTEST_SKIP() << "the openssl program is not installed";
  options.insert(options.end(), {"--login", "oit:s3cr3t-word"});
  const MailServer server(options);
  SKIP_WITHOUT(server);
  auto settings = settings_for(server);
  settings.starttls = StartTls::required;
  settings.user = "oit";
  settings.password = "s3cr3t-word";
  auto tried = send_mail(settings, sample_letter());
  EXPECT_EQ(tried.end, TryEnd::refused);  // signed by itself
  EXPECT_NE(tried.why.find("certificate"), std::string::npos) << tried.why;
  EXPECT_TRUE(server.mails().empty());
  settings.ca_file = (folder_ / "cert.pem").string();
  tried = send_mail(settings, sample_letter());
  EXPECT_EQ(tried.end, TryEnd::arrived) << tried.why;
  ASSERT_EQ(server.mails().size(), 1U);
  EXPECT_TRUE(server.mails()[0].tls);
  EXPECT_EQ(server.mails()[0].user, "oit");
  settings.password = "wrong-word";
  tried = send_mail(settings, sample_letter());
  EXPECT_EQ(tried.end, TryEnd::refused);
  EXPECT_EQ(tried.why.find("wrong-word"), std::string::npos) << tried.why;
  settings.password = "busy";  // 454: the server cannot check passwords just now
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::later);
}

TEST_F(SendMail, SpeaksSmtps) {
  auto options = certificate();
  if (options.empty()) GTEST_SKIP() << "the openssl program is not installed";
  options.emplace_back("--smtps");
  const MailServer server(options);
  SKIP_WITHOUT(server);
  auto settings = settings_for(server);
  settings.server = server.address("smtps");
  settings.starttls = StartTls::required;
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::refused);
  settings.ca_file = (folder_ / "cert.pem").string();
  const auto tried = send_mail(settings, sample_letter());
  EXPECT_EQ(tried.end, TryEnd::arrived) << tried.why;
}

TEST_F(SendMail, SendsNothingWhenTlsIsRequiredAndNotOffered) {
  const MailServer server;
  SKIP_WITHOUT(server);
  auto settings = settings_for(server);
  settings.starttls = StartTls::required;
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::refused);
  EXPECT_TRUE(server.mails().empty());
  settings.starttls = StartTls::opportunistic;
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::arrived);
}

TEST_F(SendMail, TellsALaterFromANever) {
  const MailServer server({"--answers", "451", "550"});
  SKIP_WITHOUT(server);
  EXPECT_EQ(send_mail(settings_for(server), sample_letter()).end, TryEnd::later);
  EXPECT_EQ(send_mail(settings_for(server), sample_letter()).end, TryEnd::refused);
  EXPECT_EQ(send_mail(settings_for(server), sample_letter()).end, TryEnd::arrived);
}

TEST_F(SendMail, SaysWhenNobodyListens) {
  MailSettings settings;
  {
    const MailServer server;
    SKIP_WITHOUT(server);
    settings = settings_for(server);
  }
  const auto tried = send_mail(settings, sample_letter());
  EXPECT_EQ(tried.end, TryEnd::unreachable) << tried.why;
}

TEST_F(SendMail, SpeaksNoOtherProtocol) {
  MailSettings settings;
  settings.from = "oit@example.go.th";
  settings.server = "file:///dev/null";
  EXPECT_EQ(send_mail(settings, sample_letter()).end, TryEnd::refused);
}

TEST(EncodeHeader, LeavesPlainWordsAlone) {
  EXPECT_EQ(encode_header("[oitcheck] 2 sites"), "=?UTF-8?B?W29pdGNoZWNrXSAyIHNpdGVz?=");
  EXPECT_EQ(encode_header("2 sites"), "2 sites");
  EXPECT_EQ(encode_header("=?x?="), "=?UTF-8?B?PT94Pz0=?=");
}

TEST(EncodeHeader, CutsBetweenLetters) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "ก้";
  const auto field = encode_header(words);
  EXPECT_EQ(decode_words(field), words);
  for (auto at = field.find("?B?"); at != std::string::npos; at = field.find("?B?", at + 1)) {
    const auto part = decode64(field.substr(at + 3, field.find("?=", at) - at - 3));
    EXPECT_LE(part.size(), 39U);
    EXPECT_EQ(part.size() % 3, 0U);  // Thai letters have three bytes
  }
}

}  // namespace
}  // namespace oit::notify
