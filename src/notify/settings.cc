#include "notify/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "net/address_filter.h"
#include "notify/mail_address.h"
#include "notify/setting_values.h"

namespace oit::notify {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLinePush = "https://api.line.me/v2/bot/message/push";

/// One file on its way into Settings.
class SettingsReader {
 public:
  explicit SettingsReader(fs::path path) : path_(std::move(path)) {}

  Result<Settings> read();

 private:
  Result<bool> read_general(const toml::node& node);
  Result<bool> read_mail(const toml::node& node);
  Result<bool> read_line(const toml::node& node);
  Result<bool> read_webhook(const toml::node& node);
  Result<bool> read_units(const toml::node& node);
  Result<bool> read_recipients(const toml::node& node);
  Result<bool> read_recipient(const toml::node& node);
  Result<bool> check_mail(const toml::node& node);
  Result<bool> check_ways(const Recipient& recipient, const toml::node& node) const;
  Result<bool> check_places(const toml::table& file);

  const fs::path path_;
  Settings settings_;
  SettingValues values_{path_, settings_.warnings};
};

Result<bool> SettingsReader::read_general(const toml::node& node) {
  url::Url dashboard;
  std::set<std::string> places;
  const auto read = values_.read_table(node, "notify",
                                       {{"dashboard", values_.address("dashboard", dashboard)},
                                        {"language", values_.language(settings_.lang)},
                                        {"quiet_hours", values_.quiet_hours(settings_.quiet)},
                                        {"allow_private", values_.texts("allow_private", places)}});
  settings_.dashboard = dashboard.text();
  settings_.allow_private.assign(places.begin(), places.end());
  return read;
}

Result<bool> SettingsReader::read_mail(const toml::node& node) {
  auto& mail = settings_.mail;
  std::vector<Key> keys{{"server", values_.text("server", mail.server)},
                        {"user", values_.text("user", mail.user)},
                        {"from", values_.text("from", mail.from)},
                        {"ca_file", values_.text("ca_file", mail.ca_file)}};
  values_.add_secret(keys, "password", mail.password);
  keys.push_back({"starttls", [this, &mail](const toml::node& value) -> Result<bool> {
                    const auto word = value.value<std::string>();
                    if (word == "required")
                      mail.starttls = StartTls::required;
                    else if (word == "try")
                      mail.starttls = StartTls::opportunistic;
                    else if (word == "never")
                      mail.starttls = StartTls::never;
                    else
                      return values_.wrong(value,
                                           "starttls must be \"required\", \"try\" or \"never\"");
                    return true;
                  }});
  if (auto read = values_.read_table(node, "mail", keys); !read) return read;
  if (!mail.ca_file.empty()) mail.ca_file = (path_.parent_path() / mail.ca_file).string();
  return check_mail(node);
}

/// "smtp://host", "smtp://host:587": libcurl's own reading is wider, and may hold a user.
bool is_mail_server(std::string_view text) {
  for (const std::string_view scheme : {"smtp://", "smtps://"})
    if (text.starts_with(scheme)) {
      const auto place = text.substr(scheme.size());
      return place.find_first_of("/@?# ") == std::string_view::npos &&
             url::Url::parse("http://" + std::string(place)).has_value();
    }
  return false;
}

Result<bool> SettingsReader::check_mail(const toml::node& node) {
  const auto& mail = settings_.mail;
  if (!is_mail_server(mail.server))
    return values_.wrong(node, "mail.server must look like smtp://host:587 or smtps://host:465");
  if (mail_address_of(mail.from).empty())
    return values_.wrong(node, "mail.from must be a mail address, or \"Name <address>\"");
  if (mail.user.empty() != mail.password.empty())
    return values_.wrong(node, "mail.user and mail.password go together");
  if (mail.user.empty() || mail.server.starts_with("smtps://")) return true;
  if (mail.starttls == StartTls::opportunistic)
    return values_.wrong(node,
                         "mail.starttls must not be \"try\" with a password: anybody on the way "
                         "could make it go unprotected");
  if (mail.starttls == StartTls::never)
    settings_.warnings.push_back(
        fmt::format("{}: the password of mail.user goes over an open line", path_.string()));
  return true;
}

Result<bool> SettingsReader::read_line(const toml::node& node) {
  settings_.line.endpoint = url::Url::parse(kLinePush).value();
  std::vector<Key> keys{{"endpoint", values_.address("endpoint", settings_.line.endpoint)}};
  values_.add_secret(keys, "token", settings_.line.token);
  if (auto read = values_.read_table(node, "line", keys); !read) return read;
  if (settings_.line.token.empty())
    return values_.wrong(node, "line needs token, token_file or token_env");
  return true;
}

Result<bool> SettingsReader::read_webhook(const toml::node& node) {
  std::vector<Key> keys;
  values_.add_secret(keys, "secret", settings_.webhook_secret);
  return values_.read_table(node, "webhook", keys);
}

Result<bool> SettingsReader::read_units(const toml::node& node) {
  const auto* table = node.as_table();
  if (table == nullptr) return values_.wrong(node, "units must be a table");
  for (const auto& [unit, value] : *table) {
    const std::string key = "units." + std::string(unit.str());
    if (auto read = values_.mails(key, settings_.units[std::string(unit.str())])(value); !read)
      return read;
  }
  return true;
}

Result<bool> SettingsReader::read_recipient(const toml::node& node) {
  Recipient to;
  to.kinds = usual_kinds();
  to.lang = settings_.lang;
  to.quiet = settings_.quiet;
  const std::vector<Key> keys{
      {"name", values_.text("name", to.name)},
      {"mail", values_.mails("mail", to.mail)},
      {"line", values_.text("line", to.line)},
      {"webhook", values_.address("webhook", to.webhook)},
      {"sites", values_.texts("sites", to.sites)},
      {"provinces", values_.texts("provinces", to.provinces)},
      {"tags", values_.texts("tags", to.tags)},
      {"items", values_.items(to.items)},
      {"units", values_.texts("units", to.units)},
      {"kinds", values_.kinds(to.kinds)},
      {"alerts",
       [&](const toml::node& value) -> Result<bool> {
         const auto answer = value.as_boolean();
         if (answer == nullptr) return values_.wrong(value, "alerts must be true or false");
         to.alerts = answer->get();
         return true;
       }},
      {"language", values_.language(to.lang)},
      {"quiet_hours", values_.quiet_hours(to.quiet)},
  };
  if (auto read = values_.read_table(node, "recipient", keys); !read) return read;
  if (to.name.empty()) return values_.wrong(node, "recipient needs a name");
  if (std::ranges::find(settings_.recipients, to.name, &Recipient::name) !=
      settings_.recipients.end())
    return values_.wrong(node, fmt::format("recipient.name {} stands here twice", to.name));
  if (auto checked = check_ways(to, node); !checked) return checked;
  settings_.recipients.push_back(std::move(to));
  return true;
}

/// Whoever is to be told must be reachable by a way that is set up.
Result<bool> SettingsReader::check_ways(const Recipient& recipient, const toml::node& node) const {
  if (recipient.mail.empty() && recipient.line.empty() && recipient.webhook.empty())
    return values_.wrong(node, "recipient needs mail, line or webhook");
  if (!recipient.mail.empty() && settings_.mail.server.empty())
    return values_.wrong(node, "recipient.mail needs the table [mail] with a server");
  if (!recipient.line.empty() && settings_.line.token.empty())
    return values_.wrong(node, "recipient.line needs the table [line] with a token");
  return true;
}

Result<bool> SettingsReader::read_recipients(const toml::node& node) {
  const auto* array = node.as_array();
  if (array == nullptr) return values_.wrong(node, "recipient must be written as [[recipient]]");
  for (const auto& one : *array)
    if (auto read = read_recipient(one); !read) return read;
  return true;
}

/// In the clear only inside the office network: what allow_private names.
Result<bool> SettingsReader::check_places(const toml::table& file) {
  const net::AllowList allowed(settings_.allow_private, {});
  const auto is_open = [&](const url::Url& url) {
    return !url.empty() && url.scheme() == "http" && !allowed.allows(url);
  };
  if (is_open(settings_.line.endpoint))
    return values_.wrong(*file.get("line"), "line.endpoint must begin with https://");
  for (const auto& recipient : settings_.recipients)
    if (is_open(recipient.webhook))
      return values_.wrong(*file.get("recipient"),
                           fmt::format("recipient {}: webhook must begin with https://, or "
                                       "notify.allow_private must name its host and port",
                                       recipient.name));
  if (!settings_.units.empty() && settings_.mail.server.empty())
    return values_.wrong(*file.get("units"), "units needs the table [mail] with a server");
  return true;
}

Result<Settings> SettingsReader::read() {
  std::error_code ignored;
  if (fs::is_directory(path_, ignored))  // reads like an empty file
    return fail(ErrorCode::bad_config, path_.string() + ": is a folder, not a file");
  toml::table file;
  try {
    file = toml::parse_file(path_.string());
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return fail(ErrorCode::bad_config, fmt::format("{}:{}:{}: {}", path_.string(), at.line,
                                                   at.column, error.description()));
  }
  using Part = Result<bool> (SettingsReader::*)(const toml::node&);
  // Recipients come last: they are checked against the servers.
  constexpr std::array<std::pair<std::string_view, Part>, 6> kParts{
      {{"notify", &SettingsReader::read_general},
       {"mail", &SettingsReader::read_mail},
       {"line", &SettingsReader::read_line},
       {"webhook", &SettingsReader::read_webhook},
       {"units", &SettingsReader::read_units},
       {"recipient", &SettingsReader::read_recipients}}};
  for (const auto& [name, part] : kParts)
    if (const auto* node = file.get(name); node != nullptr)
      if (auto read = (this->*part)(*node); !read) return pass_on(read);
  if (auto checked = check_places(file); !checked) return pass_on(checked);
  return std::move(settings_);
}

}  // namespace

const std::set<model::ChangeKind>& usual_kinds() {
  using enum model::ChangeKind;
  static const std::set<model::ChangeKind> kKinds{lost,       went_stale, broke,
                                                  fell_short, repaired,   appeared};
  return kKinds;
}

Result<Settings> read_settings(const fs::path& path) { return SettingsReader(path).read(); }

}  // namespace oit::notify
