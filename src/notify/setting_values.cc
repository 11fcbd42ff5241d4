#include "notify/setting_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

#include "notify/mail_address.h"
#include "notify/secret.h"

namespace oit::notify {
namespace {

namespace fs = std::filesystem;

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

bool is_item(std::string_view text) {
  return text.size() > 1 && text.size() < 5 && text[0] == 'O' && text[1] != '0' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

tl::unexpected<Error> SettingValues::wrong(const toml::node& node, std::string_view what) const {
  const auto at = node.source().begin;
  return fail(ErrorCode::bad_config,
              fmt::format("{}:{}:{}: {}", path_.string(), at.line, at.column, what));
}

Result<bool> SettingValues::read_table(const toml::node& node, std::string_view name,
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

Read SettingValues::text(std::string_view key, std::string& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto value = node.value<std::string>();
    if (!value || value->empty()) return wrong(node, fmt::format("{} must be a text", key));
    to = *value;
    return true;
  };
}

Read SettingValues::texts(std::string_view key, std::set<std::string>& to) const {
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

Read SettingValues::secret_file(std::string_view key, std::string& to) const {
  return [this, key, &to](const toml::node& node) -> Result<bool> {
    const auto name = node.value<std::string>();
    if (!name || name->empty()) return wrong(node, fmt::format("{} must be a text", key));
    auto secret = read_secret_file(path_.parent_path(), *name);
    if (!secret) return wrong(node, fmt::format("{}: {}", key, secret.error().message));
    to = std::move(*secret);
    return true;
  };
}

Read SettingValues::secret_env(std::string_view key, std::string& to) const {
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

void SettingValues::add_secret(std::vector<Key>& keys, std::string_view name, std::string& to) {
  names_.reserve(16);  // six at most: the views below must stay
  const std::string_view file = names_.emplace_back(std::string(name) + "_file");
  const std::string_view env = names_.emplace_back(std::string(name) + "_env");
  const auto inner = text(name, to);
  keys.push_back({name, [this, name, inner](const toml::node& node) {
                    std::error_code ignored;
                    if ((fs::status(path_, ignored).permissions() & fs::perms::others_read) !=
                        fs::perms::none)
                      warnings_.push_back(
                          fmt::format("{} holds a {} and may be read by others; {}_file keeps it "
                                      "apart",
                                      path_.string(), name, name));
                    return inner(node);
                  }});
  keys.push_back({file, secret_file(file, to)});
  keys.push_back({env, secret_env(env, to)});
}

Read SettingValues::address(std::string_view key, url::Url& to) const {
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

Read SettingValues::mails(std::string_view key, std::vector<std::string>& to) const {
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

Read SettingValues::language(report::Lang& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    const auto value = node.value<std::string>();
    if (value != "th" && value != "en") return wrong(node, "language must be \"th\" or \"en\"");
    to = value == "en" ? report::Lang::en : report::Lang::th;
    return true;
  };
}

Read SettingValues::quiet_hours(std::optional<QuietHours>& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    const auto hours = read_quiet_hours(node.value<std::string>().value_or(""));
    if (!hours) return wrong(node, "quiet_hours: " + hours.error().message);
    to = *hours;
    return true;
  };
}

Read SettingValues::kinds(std::set<model::ChangeKind>& to) const {
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

Read SettingValues::items(std::set<std::string>& to) const {
  return [this, &to](const toml::node& node) -> Result<bool> {
    if (auto read = texts("items", to)(node); !read) return read;
    for (const auto& item : to)
      if (!is_item(item)) return wrong(node, fmt::format("items: {} is no item such as O12", item));
    return true;
  };
}

}  // namespace oit::notify
