#include "notify/settings.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <system_error>

#include "base/clock.h"
#include "net/address_filter.h"
#include "notify/secret.h"

namespace oit::notify {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLinePush = "https://api.line.me/v2/bot/message/push";

/// What reads the value of one key; `false` is never its answer.
using Read = std::function<Result<bool>(const toml::node&)>;
struct Key {
  std::string_view name;
  Read read;
};

/// One file on its way into Settings.
class SettingsReader {
 public:
  explicit SettingsReader(fs::path path) : path_(std::move(path)) {}

  Result<Settings> read();

 private:
  tl::unexpected<Error> wrong(const toml::node& node, std::string_view what) const {
    const auto at = node.source().begin;
    return fail(ErrorCode::bad_config,
                fmt::format("{}:{}:{}: {}", path_.string(), at.line, at.column, what));
  }

  Result<bool> read_table(const toml::node& node, std::string_view name,
                          const std::vector<Key>& keys) const;
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

  Read text(std::string_view key, std::string& to) const;
  Read texts(std::string_view key, std::set<std::string>& to) const;
  Read secret_file(std::string_view key, std::string& to) const;
  Read secret_env(std::string_view key, std::string& to) const;
  void add_secret(std::vector<Key>& keys, std::string_view name, std::string& to);
  Read address(std::string_view key, url::Url& to) const;
  Read mails(std::string_view key, std::vector<std::string>& to) const;
  Read language(report::Lang& to) const;
  Read quiet_hours(std::optional<QuietHours>& to) const;
  Read kinds(std::set<model::ChangeKind>& to) const;
  Read items(std::set<std::string>& to) const;

  fs::path path_;
  Settings settings_;
  std::vector<std::string> key_names_;  // made from a secret's name; Key holds views of them
};

Result<bool> SettingsReader::read_table(const toml::node& node, std::string_view name,
                                        const std::vector<Key>& keys) const {
  const auto* table = node.as_table();
  if (table == nullptr) return wrong(node, fmt::format("{} must be a table", name));
  for (const auto& [key, value] : *table) {
    const auto known = std::ranges::find(keys, key.str(), &Key::name);
    if (known == keys.end()) {
      std::string names;
      for (const auto& one : keys) names += (names.empty() ? "" : ", ") + std::string(one.name);
      return wrong(value,
                   fmt::format("unknown key {}.{}; expected one of {}", name, key.str(), names));
    }
    if (auto read = known->read(value); !read) return read;
  }
  return true;
}

Read SettingsReader::text(std::string_view key, std::string& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto value = node.value<std::string>();
    if (!value || value->empty()) return wrong(node, fmt::format("{} must be a text", key));
    to = *value;
    return true;
  };
}

Read SettingsReader::texts(std::string_view key, std::set<std::string>& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto* array = node.as_array();
    if (array == nullptr) return wrong(node, fmt::format("{} must be an array of texts", key));
    for (const auto& one : *array) {
      const auto value = one.value<std::string>();
      if (!value || value->empty())
        return wrong(one, fmt::format("{} must be an array of texts", key));
      to.insert(*value);
    }
    return true;
  };
}

Read SettingsReader::secret_file(std::string_view key, std::string& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto name = node.value<std::string>();
    if (!name || name->empty()) return wrong(node, fmt::format("{} must be a text", key));
    auto secret = read_secret_file(path_.parent_path(), *name);
    if (!secret) return wrong(node, fmt::format("{}: {}", key, secret.error().message));
    to = std::move(*secret);
    return true;
  };
}

Read SettingsReader::secret_env(std::string_view key, std::string& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto name = node.value<std::string>();
    if (!name || name->empty()) return wrong(node, fmt::format("{} must be a text", key));
    // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets the environment
    const char* value = std::getenv(name->c_str());
    if (value == nullptr || *value == '\0')
      return wrong(node, fmt::format("{}: the environment has no {}", key, *name));
    to = value;
    return true;
  };
}

/// The keys `name`, `name`_file and `name`_env.
void SettingsReader::add_secret(std::vector<Key>& keys, std::string_view name, std::string& to) {
  key_names_.reserve(16);  // six at most: the views below must stay
  const std::string_view file = key_names_.emplace_back(std::string(name) + "_file");
  const std::string_view env = key_names_.emplace_back(std::string(name) + "_env");
  const auto inner = text(name, to);
  keys.push_back({name, [this, name, inner](const toml::node& node) {
                    std::error_code ignored;
                    if ((fs::status(path_, ignored).permissions() & fs::perms::others_read) !=
                        fs::perms::none)
                      settings_.warnings.push_back(
                          fmt::format("{} holds a {} and may be read by others; {}_file keeps it "
                                      "apart",
                                      path_.string(), name, name));
                    return inner(node);
                  }});
  keys.push_back({file, secret_file(file, to)});
  keys.push_back({env, secret_env(env, to)});
}

Read SettingsReader::address(std::string_view key, url::Url& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto value = node.value<std::string>();
    if (!value || (!value->starts_with("https://") && !value->starts_with("http://")))
      return wrong(node, fmt::format("{} must be an address that begins with https://", key));
    const auto url = url::Url::parse(*value);
    if (!url) return wrong(node, fmt::format("{}: {}", key, url.error().message));
    to = *url;
    return true;
  };
}

Read SettingsReader::mails(std::string_view key, std::vector<std::string>& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto take = [&](const toml::node& one) -> Result<bool> {
      const auto value = one.value<std::string>();
      if (!value || !is_mail_address(*value))
        return wrong(one,
                     fmt::format("{} must hold mail addresses such as name@example.go.th", key));
      if (std::ranges::find(to, *value) == to.end()) to.push_back(*value);
      return true;
    };
    const auto* array = node.as_array();
    if (array == nullptr) return take(node);
    for (const auto& one : *array)
      if (auto taken = take(one); !taken) return taken;
    return true;
  };
}

Read SettingsReader::language(report::Lang& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    const auto value = node.value<std::string>();
    if (value != "th" && value != "en") return wrong(node, "language must be \"th\" or \"en\"");
    to = value == "en" ? report::Lang::en : report::Lang::th;
    return true;
  };
}

Read SettingsReader::quiet_hours(std::optional<QuietHours>& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    const auto hours = read_quiet_hours(node.value<std::string>().value_or(""));
    if (!hours) return wrong(node, "quiet_hours: " + hours.error().message);
    to = *hours;
    return true;
  };
}

constexpr std::array kAllKinds = {model::ChangeKind::appeared,     model::ChangeKind::repaired,
                                  model::ChangeKind::lost,         model::ChangeKind::went_stale,
                                  model::ChangeKind::broke,        model::ChangeKind::fell_short,
                                  model::ChangeKind::moved,        model::ChangeKind::file_replaced,
                                  model::ChangeKind::out_of_sight, model::ChangeKind::in_sight,
                                  model::ChangeKind::other};

/// Adds the kinds `word` stands for; false when it is none.
bool add_kinds(std::string_view word, std::set<model::ChangeKind>& to) {
  bool is_known = false;
  for (const auto kind : kAllKinds)
    if (word == "all" || word == model::name_of(kind) ||
        (word == "regressions" && model::is_regression(kind))) {
      to.insert(kind);
      is_known = true;
    }
  return is_known;
}

Read SettingsReader::kinds(std::set<model::ChangeKind>& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    std::set<std::string> words;
    if (auto read = texts("kinds", words)(node); !read) return read;
    to.clear();
    for (const auto& word : words)
      if (!add_kinds(word, to)) {
        std::string known = "all, regressions";
        for (const auto kind : kAllKinds) known += ", " + std::string(model::name_of(kind));
        return wrong(node, fmt::format("kinds: {} is none of {}", word, known));
      }
    return true;
  };
}

bool is_item(std::string_view text) {
  return text.size() > 1 && text.size() < 5 && text[0] == 'O' && text[1] != '0' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

Read SettingsReader::items(std::set<std::string>& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    if (auto read = texts("items", to)(node); !read) return read;
    for (const auto& item : to)
      if (!is_item(item)) return wrong(node, fmt::format("items: {} is no item such as O12", item));
    return true;
  };
}

Result<bool> SettingsReader::read_general(const toml::node& node) {
  url::Url dashboard;
  std::set<std::string> places;
  const auto read = read_table(node, "notify",
                               {{"dashboard", address("dashboard", dashboard)},
                                {"language", language(settings_.lang)},
                                {"quiet_hours", quiet_hours(settings_.quiet)},
                                {"allow_private", texts("allow_private", places)}});
  settings_.dashboard = dashboard.text();
  settings_.allow_private.assign(places.begin(), places.end());
  return read;
}

Result<bool> SettingsReader::read_mail(const toml::node& node) {
  auto& mail = settings_.mail;
  std::vector<Key> keys{{"server", text("server", mail.server)},
                        {"user", text("user", mail.user)},
                        {"from", text("from", mail.from)},
                        {"ca_file", text("ca_file", mail.ca_file)}};
  add_secret(keys, "password", mail.password);
  keys.push_back({"starttls", [this, &mail](const toml::node& value) -> Result<bool> {
                    const auto word = value.value<std::string>();
                    if (word == "required")
                      mail.starttls = StartTls::required;
                    else if (word == "try")
                      mail.starttls = StartTls::opportunistic;
                    else if (word == "never")
                      mail.starttls = StartTls::never;
                    else
                      return wrong(value, "starttls must be \"required\", \"try\" or \"never\"");
                    return true;
                  }});
  if (auto read = read_table(node, "mail", keys); !read) return read;
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
    return wrong(node, "mail.server must look like smtp://host:587 or smtps://host:465");
  if (mail_address_of(mail.from).empty())
    return wrong(node, "mail.from must be a mail address, or \"Name <address>\"");
  if (mail.user.empty() != mail.password.empty())
    return wrong(node, "mail.user and mail.password go together");
  if (mail.user.empty() || mail.server.starts_with("smtps://")) return true;
  if (mail.starttls == StartTls::opportunistic)
    return wrong(node,
                 "mail.starttls must not be \"try\" with a password: anybody on the way "
                 "could make it go unprotected");
  if (mail.starttls == StartTls::never)
    settings_.warnings.push_back(
        fmt::format("{}: the password of mail.user goes over an open line", path_.string()));
  return true;
}

Result<bool> SettingsReader::read_line(const toml::node& node) {
  settings_.line.endpoint = url::Url::parse(kLinePush).value();
  std::vector<Key> keys{{"endpoint", address("endpoint", settings_.line.endpoint)}};
  add_secret(keys, "token", settings_.line.token);
  if (auto read = read_table(node, "line", keys); !read) return read;
  if (settings_.line.token.empty()) return wrong(node, "line needs token, token_file or token_env");
  return true;
}

Result<bool> SettingsReader::read_webhook(const toml::node& node) {
  std::vector<Key> keys;
  add_secret(keys, "secret", settings_.webhook_secret);
  return read_table(node, "webhook", keys);
}

Result<bool> SettingsReader::read_units(const toml::node& node) {
  const auto* table = node.as_table();
  if (table == nullptr) return wrong(node, "units must be a table");
  for (const auto& [unit, value] : *table) {
    const std::string key = "units." + std::string(unit.str());
    if (auto read = mails(key, settings_.units[std::string(unit.str())])(value); !read) return read;
  }
  return true;
}

Result<bool> SettingsReader::read_recipient(const toml::node& node) {
  Recipient to;
  to.kinds = usual_kinds();
  to.lang = settings_.lang;
  to.quiet = settings_.quiet;
  const std::vector<Key> keys{
      {"name", text("name", to.name)},
      {"mail", mails("mail", to.mail)},
      {"line", text("line", to.line)},
      {"webhook", address("webhook", to.webhook)},
      {"sites", texts("sites", to.sites)},
      {"provinces", texts("provinces", to.provinces)},
      {"tags", texts("tags", to.tags)},
      {"items", items(to.items)},
      {"units", texts("units", to.units)},
      {"kinds", kinds(to.kinds)},
      {"alerts",
       [&](const toml::node& value) -> Result<bool> {
         const auto answer = value.as_boolean();
         if (answer == nullptr) return wrong(value, "alerts must be true or false");
         to.alerts = answer->get();
         return true;
       }},
      {"language", language(to.lang)},
      {"quiet_hours", quiet_hours(to.quiet)},
  };
  if (auto read = read_table(node, "recipient", keys); !read) return read;
  if (to.name.empty()) return wrong(node, "recipient needs a name");
  if (std::ranges::find(settings_.recipients, to.name, &Recipient::name) !=
      settings_.recipients.end())
    return wrong(node, fmt::format("recipient.name {} stands here twice", to.name));
  if (auto checked = check_ways(to, node); !checked) return checked;
  settings_.recipients.push_back(std::move(to));
  return true;
}

/// Whoever is to be told must be reachable by a way that is set up.
Result<bool> SettingsReader::check_ways(const Recipient& recipient, const toml::node& node) const {
  if (recipient.mail.empty() && recipient.line.empty() && recipient.webhook.empty())
    return wrong(node, "recipient needs mail, line or webhook");
  if (!recipient.mail.empty() && settings_.mail.server.empty())
    return wrong(node, "recipient.mail needs the table [mail] with a server");
  if (!recipient.line.empty() && settings_.line.token.empty())
    return wrong(node, "recipient.line needs the table [line] with a token");
  return true;
}

Result<bool> SettingsReader::read_recipients(const toml::node& node) {
  const auto* array = node.as_array();
  if (array == nullptr) return wrong(node, "recipient must be written as [[recipient]]");
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
    return wrong(*file.get("line"), "line.endpoint must begin with https://");
  for (const auto& recipient : settings_.recipients)
    if (is_open(recipient.webhook))
      return wrong(*file.get("recipient"),
                   fmt::format("recipient {}: webhook must begin with https://, or "
                               "notify.allow_private must name its host and port",
                               recipient.name));
  if (!settings_.units.empty() && settings_.mail.server.empty())
    return wrong(*file.get("units"), "units needs the table [mail] with a server");
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

/// "07:30" as minutes of the day.
std::optional<std::chrono::minutes> read_hour(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
    return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0',
            minute = (text[3] - '0') * 10 + text[4] - '0';
  if (hour > 23 || minute > 59) return std::nullopt;
  return std::chrono::minutes(hour * 60 + minute);
}

}  // namespace

bool QuietHours::holds(std::chrono::system_clock::time_point at) const {
  const auto here = at + std::chrono::hours(7);  // Bangkok
  const auto now =
      std::chrono::floor<std::chrono::minutes>(here - std::chrono::floor<std::chrono::days>(here));
  return from < to ? from <= now && now < to : from <= now || now < to;
}

const std::set<model::ChangeKind>& usual_kinds() {
  using enum model::ChangeKind;
  static const std::set<model::ChangeKind> kKinds{lost,       went_stale, broke,
                                                  fell_short, repaired,   appeared};
  return kKinds;
}

Result<QuietHours> read_quiet_hours(std::string_view text) {
  const auto dash = text.find('-');
  const auto from = read_hour(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? std::nullopt : read_hour(text.substr(dash + 1));
  if (!from || !to || *from == *to)
    return fail(ErrorCode::bad_argument, "expected hours such as 20:00-07:00");
  return QuietHours{*from, *to};
}

bool is_mail_address(std::string_view text) {
  constexpr std::size_t kLongest = 254;  // RFC 5321, section 4.5.3.1.3
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.size() > kLongest) return false;
  const auto host = text.substr(at + 1);
  const bool is_clean = std::ranges::none_of(text, [](char c) {
    return (c >= 0 && c <= ' ') || c == '\x7F' ||
           std::string_view("<>()[],;:\\\"").find(c) != std::string_view::npos;
  });
  return is_clean && host.find('@') == std::string_view::npos && !host.empty() &&
         !host.starts_with('.') && !host.ends_with('.') && !host.starts_with('-') &&
         host.find("..") == std::string_view::npos;
}

std::string mail_address_of(std::string_view text) {
  if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }))
    return {};
  if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>'))
    text = text.substr(open + 1, text.size() - open - 2);
  return is_mail_address(text) ? std::string(text) : std::string();
}

Result<Settings> read_settings(const fs::path& path) { return SettingsReader(path).read(); }

}  // namespace oit::notify
