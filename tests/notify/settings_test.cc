#include "notify/settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "support/mail_server.h"

namespace oit::notify {
namespace {

namespace fs = std::filesystem;

class ReadSettings : public testing::Test {
 protected:
  ReadSettings() : folder_(test::make_folder()) {}
  ~ReadSettings() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text, fs::perms mode) const {
    std::ofstream(folder_ / name) << text;
    fs::permissions(folder_ / name, mode);
  }

  Result<Settings> read(const std::string& text) const {
    write("oit.toml", text, fs::perms::owner_read | fs::perms::owner_write);
    return read_settings(folder_ / "oit.toml");
  }

  /// The message without the folder in front of it.
  std::string error_of(const std::string& text) const {
    const auto settings = read(text);
    if (settings) return "";
    EXPECT_EQ(settings.error().code, ErrorCode::bad_config);
    const auto& message = settings.error().message;
    return message.starts_with(folder_.string()) ? message.substr(folder_.string().size() + 1)
                                                 : message;
  }

  fs::path folder_;
};

constexpr std::string_view kMail =
    "[mail]\nserver = \"smtp://mail.example.go.th:587\"\n"
    "from = \"ตรวจ <oit@example.go.th>\"\n";

TEST_F(ReadSettings, TakesEveryKey) {
  write("secret", "s3cr3t\n", fs::perms::owner_read);
  ASSERT_EQ(::setenv("OIT_TEST_TOKEN", "t0ken", 1), 0);
  const auto read_ = read(std::string(R"(
[notify]
dashboard = "https://oit.example.go.th/"
language = "en"
quiet_hours = "20:00-07:00"
allow_private = ["10.0.0.5:8080"]
[scan]
anything = 1
)") + std::string(kMail) + R"(
user = "oit"
password_file = "secret"
starttls = "required"
ca_file = "ca.pem"
[line]
token_env = "OIT_TEST_TOKEN"
[webhook]
secret = "abcd"
[units]
"กองคลัง" = "clang@example.go.th"
"สำนักปลัด" = ["a@example.go.th", "b@example.go.th"]
[[recipient]]
name = "ท้องถิ่นจังหวัด"
mail = ["x@example.go.th"]
line = "U123"
webhook = "http://10.0.0.5:8080/hook"
sites = ["ban-a"]
provinces = ["ตราด"]
tags = ["อบต"]
items = ["O12"]
units = ["กองคลัง"]
kinds = ["broke", "moved"]
alerts = false
language = "th"
quiet_hours = "12:00-13:30"
[[recipient]]
name = "b"
mail = "y@example.go.th"
)");
  ASSERT_TRUE(read_) << read_.error().message;
  EXPECT_EQ(read_->dashboard, "https://oit.example.go.th/");
  EXPECT_EQ(read_->mail.password, "s3cr3t");
  EXPECT_EQ(read_->mail.ca_file, (folder_ / "ca.pem").string());
  EXPECT_EQ(read_->line.token, "t0ken");
  EXPECT_EQ(read_->line.endpoint.text(), "https://api.line.me/v2/bot/message/push");
  EXPECT_EQ(read_->webhook_secret, "abcd");
  EXPECT_TRUE(read_->warnings.empty());
  EXPECT_EQ(read_->units.at("สำนักปลัด").size(), 2U);
  ASSERT_EQ(read_->recipients.size(), 2U);
  const auto& first = read_->recipients[0];
  EXPECT_EQ(first.webhook.text(), "http://10.0.0.5:8080/hook");
  EXPECT_EQ(first.kinds, (std::set{model::ChangeKind::broke, model::ChangeKind::moved}));
  EXPECT_EQ(first.lang, report::Lang::th);
  EXPECT_FALSE(first.alerts);
  EXPECT_EQ(first.quiet->to, std::chrono::minutes(13 * 60 + 30));
  const auto& second = read_->recipients[1];
  EXPECT_EQ(second.kinds, usual_kinds());
  EXPECT_EQ(second.lang, report::Lang::en);
  EXPECT_EQ(second.quiet->from, std::chrono::hours(20));
}

TEST_F(ReadSettings, TakesAFileThatIsOnlyAboutScanning) {
  const auto settings = read("[scan]\nsites = \"sites.toml\"\n");
  ASSERT_TRUE(settings);
  EXPECT_TRUE(settings->recipients.empty());
}

TEST_F(ReadSettings, NamesThePlaceOfEachMistake) {
  const std::string mail(kMail);
  EXPECT_EQ(error_of("[mail]\nsever = \"x\"\n"),
            "oit.toml:2:9: unknown key mail.sever; expected one of server, user, from, ca_file, "
            "password, password_file, password_env, starttls");
  EXPECT_EQ(error_of("[notify]\nlanguage = 3\n"),
            "oit.toml:2:12: language must be \"th\" or \"en\"");
  EXPECT_EQ(error_of("[[recipient]]\nname = \"a\"\n"),
            "oit.toml:1:1: recipient needs mail, line or webhook");
  EXPECT_EQ(error_of(mail + "[[recipient]]\nname = \"a\"\nmail = [\"nobody\"]\n"),
            "oit.toml:6:9: mail must hold mail addresses such as name@example.go.th");
  EXPECT_EQ(error_of("[[recipient]]\nname = \"a\"\nmail = [\"a@b.th\"]\n"),
            "oit.toml:1:1: recipient.mail needs the table [mail] with a server");
  EXPECT_EQ(error_of("[[recipient]]\nname = \"a\"\nline = \"U1\"\n"),
            "oit.toml:1:1: recipient.line needs the table [line] with a token");
  EXPECT_EQ(error_of("[recipient]\nname = \"a\"\n"),
            "oit.toml:1:1: recipient must be written as [[recipient]]");
  EXPECT_NE(error_of("[[recipient]]\nname = \"a\"\nwebhook = \"http://x.example/h\"\n")
                .find("webhook must begin with https://"),
            std::string::npos);
  EXPECT_NE(
      error_of("[[recipient]]\nname = \"a\"\nwebhook = \"ftp://x/h\"\n").find("oit.toml:3:11"),
      std::string::npos);
  EXPECT_NE(
      error_of(mail + "[[recipient]]\nname = \"a\"\nmail = [\"a@b.th\"]\nkinds = [\"lots\"]\n")
          .find("oit.toml:7:9: kinds: lots is none of all, regressions, appeared"),
      std::string::npos);
  EXPECT_EQ(error_of(mail + "[[recipient]]\nname = \"a\"\nmail = [\"a@b.th\"]\nitems = [\"12\"]\n"),
            "oit.toml:7:9: items: 12 is no item such as O12");
  EXPECT_EQ(error_of("[notify]\nquiet_hours = \"20-7\"\n"),
            "oit.toml:2:15: quiet_hours: expected hours such as 20:00-07:00");
  EXPECT_NE(error_of("[mail\n").find("oit.toml:1:6"), std::string::npos);
  EXPECT_EQ(error_of("[mail]\nserver = \"http://x\"\nfrom = \"a@b.th\"\n"),
            "oit.toml:1:1: mail.server must look like smtp://host:587 or smtps://host:465");
  EXPECT_EQ(error_of("[mail]\nserver = \"smtp://x\"\nfrom = \"a@b.th\\r\\nBcc: c@d.th\"\n"),
            "oit.toml:1:1: mail.from must be a mail address, or \"Name <address>\"");
  EXPECT_NE(error_of(mail + "user = \"u\"\npassword = \"pppp\"\nstarttls = \"try\"\n")
                .find("must not be \"try\""),
            std::string::npos);
  EXPECT_NE(error_of("[units]\n\"กองคลัง\" = \"0-3933-1234\"\n").find("oit.toml:2:"),
            std::string::npos);
}

TEST_F(ReadSettings, RefusesASecretThatOthersMayRead) {
  write("secret", "s3cr3t\n", fs::perms::owner_read | fs::perms::group_read);
  const auto error = error_of(std::string(kMail) + "user = \"u\"\npassword_file = \"secret\"\n");
  EXPECT_NE(error.find("oit.toml:5:17: password_file: "), std::string::npos) << error;
  EXPECT_NE(error.find("may be read by others"), std::string::npos) << error;
  EXPECT_EQ(error.find("s3cr3t"), std::string::npos);
}

TEST_F(ReadSettings, FindsASecretAmongTheCredentialsOfTheService) {
  fs::create_directory(folder_ / "credentials");
  write("credentials/mail", "from systemd", fs::perms::owner_read | fs::perms::group_read);
  ASSERT_EQ(::setenv("CREDENTIALS_DIRECTORY", (folder_ / "credentials").c_str(), 1), 0);
  const auto settings = read(std::string(kMail) + "user = \"u\"\npassword_file = \"mail\"\n");
  ::unsetenv("CREDENTIALS_DIRECTORY");
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->mail.password, "from systemd");
}

TEST_F(ReadSettings, WarnsOfAPasswordInAFileThatAllMayRead) {
  write("open.toml", std::string(kMail) + "user = \"u\"\npassword = \"pppp\"\n",
        fs::perms::owner_read | fs::perms::others_read);
  const auto settings = read_settings(folder_ / "open.toml");
  ASSERT_TRUE(settings) << settings.error().message;
  ASSERT_EQ(settings->warnings.size(), 1U);
  EXPECT_EQ(settings->warnings[0].find("pppp"), std::string::npos);
}

TEST_F(ReadSettings, NeverRepeatsASecret) {
  for (const std::string line : {"password = \"hush-hush", "password = \"hush-hush\" x",
                                 "password = 'hush-hush'\nserver = 1"}) {
    const auto settings = read("[mail]\n" + line + "\n");
    ASSERT_FALSE(settings);
    EXPECT_EQ(settings.error().message.find("hush"), std::string::npos) << settings.error().message;
  }
}

TEST_F(ReadSettings, ShippedExampleIsValid) {
  const auto path = fs::path(OIT_SOURCE_DIR) / "packaging" / "oitcheck.toml";
  const auto settings = read_settings(path);
  ASSERT_TRUE(settings) << settings.error().message;
  // With every "#key = …" line of the tables switched on it must be valid, too.
  std::string text = read_file(path).value(), all;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    at = end + 1;
    const bool is_key = line.size() > 1 && line[0] == '#' && line[1] != ' ' && line[1] != '#';
    all += (is_key ? line.substr(1) : line) + '\n';
  }
  write("mail-password", "pppp\n", fs::perms::owner_read);
  write("line-token", "tttt\n", fs::perms::owner_read);
  write("webhook-secret", "ssss\n", fs::perms::owner_read);
  const auto full = read(all);
  ASSERT_TRUE(full) << full.error().message;
  EXPECT_EQ(full->mail.password, "pppp");
  EXPECT_EQ(full->line.token, "tttt");
  EXPECT_GE(full->recipients.size(), 2U);
  EXPECT_FALSE(full->units.empty());
}

}  // namespace
}  // namespace oit::notify
