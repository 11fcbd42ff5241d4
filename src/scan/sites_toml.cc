#include <fmt/format.h>

#include "scan/render_mode.h"
#include "scan/site_table.h"
#include "scan/sites_draft.h"
#include "scan/written.h"

namespace oit::scan {
namespace {

std::string place_of(const std::string& file, const toml::node& node) {
  const auto at = node.source().begin;
  return fmt::format("{}:{}:{}", file, at.line, at.column);
}

void read_render(TableReader& reader, const toml::node& node, model::SiteLimits& limits) {
  std::string name;
  if (!reader.read_text(node, "limits.render", name)) return;
  limits.render = read_render_mode(name);
  if (!limits.render) reader.complain(node, "limits.render: expected auto, never or always");
}

void read_limits(TableReader& reader, const toml::node& node, model::SiteLimits& limits) {
  const auto* table = node.as_table();
  if (table == nullptr) return reader.complain(node, "limits must be a table");
  for (const auto& [name, value] : *table) {
    const auto key = name.str();
    if (key == "max_pages")
      reader.read_count(value, "limits.max_pages", kMostPages, limits.max_pages);
    else if (key == "connections")
      reader.read_count(value, "limits.connections", kMostConnections, limits.connections);
    else if (key == "max_time")
      reader.read_duration(value, "limits.max_time", limits.max_time);
    else if (key == "delay")
      reader.read_duration(value, "limits.delay", limits.delay);
    else if (key == "render")
      read_render(reader, value, limits);
    else
      reader.complain(value, fmt::format("unknown key limits.{}; expected max_pages, max_time, "
                                         "delay, connections or render",
                                         key));
  }
}

/// What a site's own file has no room for.
bool read_entry_key(TableReader& reader, std::string_view key, const toml::node& node,
                    model::SiteEntry& entry) {
  if (key == "id")
    reader.read_text(node, key, entry.id);
  else if (key == "province")
    reader.read_text(node, key, entry.province);
  else if (key == "district")
    reader.read_text(node, key, entry.district);
  else if (key == "tags")
    reader.read_texts(node, key, entry.tags);
  else if (key == "limits")
    read_limits(reader, node, entry.limits);
  else
    return key == "url" || key == "rulebook";  // read before all others
  return true;
}

/// The rulebook of the table; what is wrong with it is a problem, and the run's own serves.
Result<const model::Rulebook*> choose_rulebook(TableReader& reader, const toml::table& table,
                                               Rulebooks& rulebooks, model::SiteEntry& entry) {
  const auto* node = table.get("rulebook");
  if (node == nullptr || !reader.read_text(*node, "rulebook", entry.rulebook))
    return rulebooks.get("");
  auto chosen = rulebooks.get(entry.rulebook);
  if (chosen) return chosen;
  reader.complain(*node, "rulebook: " + chosen.error().message);
  return rulebooks.get("");
}

Result<SiteDraft> read_site(const toml::table& table, const std::string& file,
                            Rulebooks& rulebooks) {
  SiteDraft draft;
  auto& entry = draft.entry;
  entry.line = table.source().begin.line;
  TableReader reader(file);
  const auto rulebook = choose_rulebook(reader, table, rulebooks, entry);
  if (!rulebook) return pass_on(rulebook);
  std::string address;
  const auto* node = table.get("url");
  if (node == nullptr || reader.read_text(*node, "url", address))
    read_address(address, place_of(file, node == nullptr ? table : *node), draft);
  for (const auto& [key, value] : table)
    if (!read_entry_key(reader, key.str(), value, entry) &&
        !read_profile_key(reader, key.str(), value, **rulebook, entry.profile))
      reader.complain(value, fmt::format("unknown key {}; expected url, id, province, district, "
                                         "tags, rulebook, limits, {} or waiver",
                                         key.str(), kProfileKeys));
  for (auto& problem : reader.take_problems()) draft.problems.push_back(std::move(problem));
  return draft;
}

/// Keys beside [[site]] would be silently without effect: each is a bad line of no site.
SiteDraft refuse_key(const std::string& file, std::string_view key, const toml::node& node) {
  SiteDraft draft;
  draft.entry.line = node.source().begin.line;
  draft.problems = {
      fmt::format("{}: unknown key {}; expected [[site]] tables", place_of(file, node), key)};
  return draft;
}

}  // namespace

Result<std::vector<SiteDraft>> read_toml_sites(std::string_view text, const std::string& file,
                                               Rulebooks& rulebooks) {
  const auto table = parse_table(text, file);
  if (!table) return pass_on(table);
  const auto* list = table->get_as<toml::array>("site");
  if (list == nullptr)
    return fail(ErrorCode::bad_config, file + ": there is no [[site]] table in it");
  if (list->size() > kMostSites)
    return fail(ErrorCode::bad_config, fmt::format("{}: more than {} sites", file, kMostSites));
  std::vector<SiteDraft> drafts;
  for (const auto& [key, node] : *table)
    if (key.str() != "site") drafts.push_back(refuse_key(file, key.str(), node));
  for (const auto& one : *list) {
    const auto* site = one.as_table();
    if (site == nullptr) {
      drafts.push_back(refuse_key(file, "site", one));
      continue;
    }
    auto draft = read_site(*site, file, rulebooks);
    if (!draft) return pass_on(draft);
    drafts.push_back(std::move(*draft));
  }
  return drafts;
}

}  // namespace oit::scan
