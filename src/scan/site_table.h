#pragma once
#include <toml++/toml.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/rulebook.h"
#include "model/site_profile.h"

namespace oit::scan {

/// The TOML in `bytes`, `file` being its name in messages. Errors: bad_config, with the place.
Result<toml::table> parse_table(std::string_view bytes, const std::string& file);

/// Reads values of a table that an operator wrote. What is wrong is collected, each problem with
/// file, line, column and key; a value that is wrong leaves its target as it was.
class TableReader {
 public:
  /// What is wrong with a key, or "".
  using Check = std::function<std::string(const std::string& key)>;

  explicit TableReader(std::string file) : file_(std::move(file)) {}

  void complain(const toml::node& at, std::string_view message);
  const std::vector<std::string>& problems() const { return problems_; }
  std::vector<std::string> take_problems() { return std::move(problems_); }

  bool read_text(const toml::node& node, std::string_view key, std::string& to);
  void read_texts(const toml::node& node, std::string_view key, std::vector<std::string>& to);
  void read_flag(const toml::node& node, std::string_view key, std::optional<bool>& to);
  /// A whole number from 1 to `most`.
  void read_count(const toml::node& node, std::string_view key, std::size_t most,
                  std::optional<std::size_t>& to);
  /// A text as in read_duration(), or a number of seconds.
  void read_duration(const toml::node& node, std::string_view key,
                     std::optional<std::chrono::milliseconds>& to);
  /// A date of TOML, or a text YYYY-MM-DD; A.D. only.
  void read_day(const toml::node& node, std::string_view key, std::optional<text::Day>& to);
  /// A table of texts.
  void read_map(const toml::node& node, std::string_view key, const Check& check,
                std::map<std::string, std::string>& to);

 private:
  std::string file_;
  std::vector<std::string> problems_;
};

/// The keys read_profile_key() knows, for messages.
inline constexpr std::string_view kProfileKeys =
    "name, agency_type, deadline, units, contacts, submitted, scores";

/// Reads `name`, `agency_type`, `deadline`, `units`, `contacts`, `submitted`, `scores` or `waiver`
/// of a site; false when `key` is none of them.
bool read_profile_key(TableReader& reader, std::string_view key, const toml::node& node,
                      const model::Rulebook& rulebook, model::SiteProfile& profile);

/// Reads a table of declared addresses.
void read_submitted(TableReader& reader, const toml::node& node, const model::Rulebook& rulebook,
                    model::SiteProfile& profile);

}  // namespace oit::scan
