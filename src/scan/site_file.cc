#include "scan/site_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <system_error>

namespace oit::scan {
namespace {

std::string where(const std::filesystem::path& path, const toml::node& node) {
  const auto at = node.source().begin;
  return fmt::format("{}:{}:{}", path.string(), at.line, at.column);
}

Result<toml::table> parse(const std::filesystem::path& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))  // reads like an empty file
    return fail(ErrorCode::bad_config, path.string() + ": is a folder, not a file");
  try {
    return toml::parse_file(path.string());
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return fail(ErrorCode::bad_config, fmt::format("{}:{}:{}: {}", path.string(), at.line,
                                                   at.column, error.description()));
  }
}

bool is_item(const model::Rulebook& rulebook, std::string_view id) {
  return std::ranges::find(rulebook.year.items, id, &model::YearItem::id) !=
         rulebook.year.items.end();
}

bool is_role(const model::Rulebook& rulebook, std::string_view id) {
  return std::ranges::find(rulebook.roles, id, &model::Role::id) != rulebook.roles.end();
}

/// Copies the strings of `table`; `check` says what is wrong with a key, or nothing.
template <class Check>
Result<bool> read_strings(const std::filesystem::path& path, const toml::node& node,
                          std::string_view key, std::map<std::string, std::string>& to,
                          Check check) {
  const auto* table = node.as_table();
  if (table == nullptr)
    return fail(ErrorCode::bad_config,
                fmt::format("{}: {} must be a table", where(path, node), key));
  for (const auto& [name, value] : *table) {
    const auto text = value.template value<std::string>();
    const std::string id(name.str());
    if (!text)
      return fail(ErrorCode::bad_config,
                  fmt::format("{}: {}.{} must be a text", where(path, value), key, id));
    if (const std::string wrong = check(id); !wrong.empty())
      return fail(ErrorCode::bad_config,
                  fmt::format("{}: {}.{}: {}", where(path, value), key, id, wrong));
    to[id] = *text;
  }
  return true;
}

Result<bool> read_submitted(const std::filesystem::path& path, const toml::node& node,
                            const model::Rulebook& rulebook, model::SiteProfile& profile) {
  std::map<std::string, std::string> addresses;
  auto read = read_strings(path, node, "submitted", addresses, [&](const std::string& id) {
    return is_item(rulebook, id)
               ? std::string()
               : fmt::format("expected an item of {} such as O1", rulebook.year.id);
  });
  if (!read) return pass_on(read);
  for (const auto& [item, text] : addresses) {
    auto address = url::Url::parse(text);
    if (!address)
      return fail(ErrorCode::bad_config,
                  fmt::format("{}: submitted.{}: {}", where(path, *node.as_table()->get(item)),
                              item, address.error().message));
    profile.submitted[item] = *address;
  }
  return true;
}

Result<bool> read_text(const std::filesystem::path& path, const toml::node& node,
                       std::string_view key, std::string& to) {
  const auto text = node.value<std::string>();
  if (!text)
    return fail(ErrorCode::bad_config,
                fmt::format("{}: {} must be a text", where(path, node), key));
  to = *text;
  return true;
}

Result<bool> read_agency_type(const std::filesystem::path& path, const toml::node& node,
                              const model::Rulebook& rulebook, model::SiteProfile& profile) {
  auto read = read_text(path, node, "agency_type", profile.agency_type);
  if (!read) return read;
  if (std::ranges::find(rulebook.agency_types, profile.agency_type, &model::AgencyType::id) !=
          rulebook.agency_types.end() ||
      profile.agency_type == "generic")
    return true;
  std::string known = "generic";
  for (const auto& type : rulebook.agency_types) known += ", " + type.id;
  return fail(ErrorCode::bad_config,
              fmt::format("{}: agency_type: expected one of {}", where(path, node), known));
}

Result<bool> read_deadline(const std::filesystem::path& path, const toml::node& node,
                           model::SiteProfile& profile) {
  std::optional<text::Day> day;
  if (const auto text = node.value<std::string>()) day = text::read_iso_day(*text);
  if (const auto* date = node.as_date()) {
    const auto& value = date->get();
    day = text::Day(std::chrono::year(value.year) / value.month / value.day);
  }
  if (!day)
    return fail(ErrorCode::bad_config,
                fmt::format("{}: deadline: expected YYYY-MM-DD (A.D.)", where(path, node)));
  profile.deadline = day;
  return true;
}

Result<bool> read_key(const std::filesystem::path& path, std::string_view key,
                      const toml::node& node, const model::Rulebook& rulebook,
                      model::SiteProfile& profile) {
  if (key == "name") return read_text(path, node, key, profile.name);
  if (key == "agency_type") return read_agency_type(path, node, rulebook, profile);
  if (key == "deadline") return read_deadline(path, node, profile);
  if (key == "units")
    return read_strings(path, node, key, profile.units, [&](const std::string& id) {
      return is_item(rulebook, id) || is_role(rulebook, id)
                 ? std::string()
                 : std::string("expected a role of units.toml or an item such as O1");
    });
  if (key == "contacts")
    return read_strings(path, node, key, profile.contacts,
                        [](const std::string&) { return std::string(); });
  if (key == "submitted") return read_submitted(path, node, rulebook, profile);
  return fail(ErrorCode::bad_config,
              fmt::format("{}: unknown key {}; expected name, agency_type, deadline, units, "
                          "contacts or submitted",
                          where(path, node), key));
}

}  // namespace

Result<model::SiteProfile> read_site_file(const std::filesystem::path& path,
                                          const model::Rulebook& rulebook) {
  auto table = parse(path);
  if (!table) return pass_on(table);
  model::SiteProfile profile;
  for (const auto& [key, node] : *table) {
    auto read = read_key(path, key.str(), node, rulebook, profile);
    if (!read) return pass_on(read);
  }
  return profile;
}

Result<bool> read_submitted_file(const std::filesystem::path& path, const model::Rulebook& rulebook,
                                 model::SiteProfile& profile) {
  auto table = parse(path);
  if (!table) return pass_on(table);
  if (const auto* inner = table->get("submitted"))
    return read_submitted(path, *inner, rulebook, profile);
  return read_submitted(path, *table, rulebook, profile);
}

}  // namespace oit::scan
