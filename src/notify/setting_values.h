#pragma once
#include <toml++/toml.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "notify/quiet_hours.h"
#include "report/lang.h"
#include "url/url.h"

namespace oit::notify {

/// What reads the value of one key; `false` is never its answer.
using Read = std::function<Result<bool>(const toml::node&)>;

/// A key of a table and its reader.
struct Key {
  std::string_view name;
  Read read;
};

/// Reads single values of a file of settings into where they belong. What a reader is given
/// outlives it; `key` is the key's name in messages. Errors: bad_config, with file, line and
/// column.
class SettingValues {
 public:
  SettingValues(std::filesystem::path path, std::vector<std::string>& warnings)
      : path_(std::move(path)), warnings_(warnings) {}

  tl::unexpected<Error> wrong(const toml::node& node, std::string_view what) const;

  /// Reads the table `name`, which may hold `keys` and no other.
  Result<bool> read_table(const toml::node& node, std::string_view name,
                          const std::vector<Key>& keys) const;
  Read text(std::string_view key, std::string& to) const;
  Read texts(std::string_view key, std::set<std::string>& to) const;
  Read address(std::string_view key, url::Url& to) const;
  /// One mail address, or a list of them.
  Read mails(std::string_view key, std::vector<std::string>& to) const;
  Read language(report::Lang& to) const;
  Read quiet_hours(std::optional<QuietHours>& to) const;
  Read kinds(std::set<model::ChangeKind>& to) const;
  Read items(std::set<std::string>& to) const;

  /// Adds the keys `name`, `name`_file and `name`_env.
  void add_secret(std::vector<Key>& keys, std::string_view name, std::string& to);

 private:
  Read secret_file(std::string_view key, std::string& to) const;
  Read secret_env(std::string_view key, std::string& to) const;

  const std::filesystem::path path_;
  std::vector<std::string>& warnings_;
  std::vector<std::string> names_;  ///< made from a secret's name; Key holds views of them
};

}  // namespace oit::notify
