#include "scan/site_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/duration.h"
#include "scan/written.h"

namespace oit::scan {
namespace {

constexpr double kLongestSeconds = 1e7;  // as in read_duration()
constexpr int kMostDots = 64;

/// The line, from 1, of a key with more parts than anybody writes; 0 when there is none. The
/// library nests tables by the parts of a key, and takes them down by recursion: thousands end the
/// program.
std::size_t find_endless_key(std::string_view bytes) {
  std::size_t line = 1;
  int dots = 0;
  char quote = 0;
  bool is_comment = false;
  for (const char c : bytes) {
    if (c == '\n') {
      ++line;
      dots = 0;
      quote = 0;
      is_comment = false;
    } else if (is_comment || quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      is_comment = true;
    } else if (c == '.') {
      if (++dots > kMostDots) return line;
    } else if (std::string_view("={},[]").find(c) != std::string_view::npos) {
      dots = 0;
    }
  }
  return 0;
}

void read_agency_type(TableReader& reader, const toml::node& node, const model::Rulebook& rulebook,
                      model::SiteProfile& profile) {
  std::string written;
  if (!reader.read_text(node, "agency_type", written)) return;
  if (const auto id = find_agency_type(rulebook, written))
    profile.agency_type = *id;
  else
    reader.complain(node, fmt::format("agency_type: expected one of {}", agency_types(rulebook)));
}

void read_waiver(TableReader& reader, const toml::table& table, const model::Rulebook& rulebook,
                 model::SiteProfile& profile) {
  model::Waiver waiver;
  std::optional<text::Day> until;
  const auto before = reader.problems().size();
  for (const auto& [name, node] : table) {
    const auto key = name.str();
    if (key == "item")
      reader.read_text(node, "waiver.item", waiver.item);
    else if (key == "reason")
      reader.read_text(node, "waiver.reason", waiver.reason);
    else if (key == "owner")
      reader.read_text(node, "waiver.owner", waiver.owner);
    else if (key == "until")
      reader.read_day(node, "waiver.until", until);
    else
      reader.complain(node, fmt::format("unknown key waiver.{}; expected item, reason, owner or "
                                        "until",
                                        key));
  }
  if (reader.problems().size() != before) return;
  if (const auto wrong = check_waiver(waiver, rulebook, profile.waivers); !wrong.empty())
    return reader.complain(table, wrong);
  if (!until)
    return reader.complain(table, fmt::format("waiver of {}: no until day is given", waiver.item));
  waiver.until = *until;
  profile.waivers.push_back(std::move(waiver));
}

void read_waiver_list(TableReader& reader, const toml::node& node, const model::Rulebook& rulebook,
                      model::SiteProfile& profile) {
  const auto* list = node.as_array();
  if (list == nullptr) return reader.complain(node, "waiver must be a list of tables");
  for (const auto& one : *list) {
    if (const auto* table = one.as_table())
      read_waiver(reader, *table, rulebook, profile);
    else
      reader.complain(one, "waiver must be a list of tables");
  }
}

void read_scores(TableReader& reader, const toml::node& node, model::SiteProfile& profile) {
  const auto* table = node.as_table();
  if (table == nullptr) return reader.complain(node, "scores must be a table");
  for (const auto& [name, value] : *table) {
    const std::string key(name.str());
    const auto score = value.is_number() ? value.value<double>() : std::nullopt;
    if (!is_score(key))
      reader.complain(value, fmt::format("scores.{}: expected {}", key, kScoreKeys));
    else if (!score || !(*score >= 0 && *score <= 100))
      reader.complain(value, fmt::format("scores.{} must be a number from 0 to 100", key));
    else
      profile.scores[key] = *score;
  }
}

}  // namespace

Result<toml::table> parse_table(std::string_view bytes, const std::string& file) {
  if (const auto line = find_endless_key(bytes); line != 0)
    return fail(ErrorCode::bad_config,
                fmt::format("{}:{}: a key of more than {} parts", file, line, kMostDots));
  try {
    return toml::parse(bytes, file);
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return fail(ErrorCode::bad_config,
                fmt::format("{}:{}:{}: {}", file, at.line, at.column, error.description()));
  }
}

void TableReader::complain(const toml::node& at, std::string_view message) {
  const auto place = at.source().begin;
  problems_.push_back(fmt::format("{}:{}:{}: {}", file_, place.line, place.column, message));
}

bool TableReader::read_text(const toml::node& node, std::string_view key, std::string& to) {
  const auto text = node.value<std::string>();
  if (text)
    to = *text;
  else
    complain(node, fmt::format("{} must be a text", key));
  return text.has_value();
}

void TableReader::read_texts(const toml::node& node, std::string_view key,
                             std::vector<std::string>& to) {
  const auto* list = node.as_array();
  if (list == nullptr) return complain(node, fmt::format("{} must be a list of texts", key));
  for (const auto& one : *list) {
    std::string text;
    if (read_text(one, key, text)) to.push_back(std::move(text));
  }
}

void TableReader::read_flag(const toml::node& node, std::string_view key, std::optional<bool>& to) {
  if (const auto* flag = node.as_boolean())
    to = flag->get();
  else
    complain(node, fmt::format("{} must be true or false", key));
}

void TableReader::read_count(const toml::node& node, std::string_view key, std::size_t most,
                             std::optional<std::size_t>& to) {
  const auto* number = node.as_integer();
  if (number != nullptr && number->get() >= 1 && static_cast<std::size_t>(number->get()) <= most)
    to = static_cast<std::size_t>(number->get());
  else
    complain(node, fmt::format("{} must be a whole number from 1 to {}", key, most));
}

void TableReader::read_duration(const toml::node& node, std::string_view key,
                                std::optional<std::chrono::milliseconds>& to) {
  if (const auto* text = node.as_string()) {
    const auto read = oit::read_duration(text->get());
    if (!read) return complain(node, fmt::format("{}: {}", key, read.error().message));
    to = *read;
    return;
  }
  const auto seconds = node.is_number() ? node.value<double>() : std::nullopt;
  if (!seconds || !(*seconds >= 0 && *seconds <= kLongestSeconds))
    return complain(node, fmt::format("{}: write 250ms, 1.5s, 10min or 2h", key));
  to = std::chrono::milliseconds(std::llround(*seconds * 1000));
}

void TableReader::read_day(const toml::node& node, std::string_view key,
                           std::optional<text::Day>& to) {
  std::optional<text::Day> day;
  if (const auto* text = node.as_string()) day = text::read_iso_day(text->get());
  if (const auto* date = node.as_date()) {
    const auto& value = date->get();
    day = text::Day(std::chrono::year(value.year) / value.month / value.day);
  }
  if (!day || is_buddhist_year(*day))
    return complain(node, fmt::format("{}: expected YYYY-MM-DD (A.D.)", key));
  to = day;
}

void TableReader::read_map(const toml::node& node, std::string_view key, const Check& check,
                           std::map<std::string, std::string>& to) {
  const auto* table = node.as_table();
  if (table == nullptr) return complain(node, fmt::format("{} must be a table", key));
  for (const auto& [name, value] : *table) {
    const std::string id(name.str());
    std::string text;
    if (!read_text(value, fmt::format("{}.{}", key, id), text)) continue;
    if (const auto wrong = check(id); wrong.empty())
      to[id] = std::move(text);
    else
      complain(value, fmt::format("{}.{}: {}", key, id, wrong));
  }
}

void read_submitted(TableReader& reader, const toml::node& node, const model::Rulebook& rulebook,
                    model::SiteProfile& profile) {
  std::map<std::string, std::string> addresses;
  const auto check = [&](const std::string& id) {
    return is_item(rulebook, id)
               ? std::string()
               : fmt::format("expected an item of {} such as O1", rulebook.year.id);
  };
  reader.read_map(node, "submitted", check, addresses);
  for (const auto& [item, text] : addresses) {
    if (auto address = url::Url::parse(text))
      profile.submitted[item] = std::move(*address);
    else
      reader.complain(*node.as_table()->get(item),
                      fmt::format("submitted.{}: {}", item, address.error().message));
  }
}

bool read_profile_key(TableReader& reader, std::string_view key, const toml::node& node,
                      const model::Rulebook& rulebook, model::SiteProfile& profile) {
  const auto check_unit = [&](const std::string& id) {
    return is_item(rulebook, id) || is_role(rulebook, id)
               ? std::string()
               : std::string("expected a role of units.toml or an item such as O1");
  };
  if (key == "name")
    reader.read_text(node, key, profile.name);
  else if (key == "agency_type")
    read_agency_type(reader, node, rulebook, profile);
  else if (key == "deadline")
    reader.read_day(node, key, profile.deadline);
  else if (key == "units")
    reader.read_map(node, key, check_unit, profile.units);
  else if (key == "contacts")
    reader.read_map(
        node, key, [](const std::string&) { return std::string(); }, profile.contacts);
  else if (key == "submitted")
    read_submitted(reader, node, rulebook, profile);
  else if (key == "scores")
    read_scores(reader, node, profile);
  else if (key == "waiver")
    read_waiver_list(reader, node, rulebook, profile);
  else
    return false;
  return true;
}

}  // namespace oit::scan
