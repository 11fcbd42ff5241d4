#include "scan/site_file.h"

#include <fmt/format.h>

#include "base/file.h"
#include "scan/site_table.h"

namespace oit::scan {
namespace {

Result<toml::table> parse(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return fail(ErrorCode::bad_config, bytes.error().message);
  return parse_table(*bytes, path.string());
}

/// True, or the first problem of `reader`.
Result<bool> outcome(const TableReader& reader) {
  if (reader.problems().empty()) return true;
  return fail(ErrorCode::bad_config, reader.problems().front());
}

}  // namespace

Result<model::SiteProfile> read_site_file(const std::filesystem::path& path,
                                          const model::Rulebook& rulebook) {
  const auto table = parse(path);
  if (!table) return pass_on(table);
  TableReader reader(path.string());
  model::SiteProfile profile;
  for (const auto& [key, node] : *table)
    if (!read_profile_key(reader, key.str(), node, rulebook, profile))
      reader.complain(
          node, fmt::format("unknown key {}; expected {} or waiver", key.str(), kProfileKeys));
  if (const auto read = outcome(reader); !read) return pass_on(read);
  return profile;
}

Result<bool> read_submitted_file(const std::filesystem::path& path, const model::Rulebook& rulebook,
                                 model::SiteProfile& profile) {
  const auto table = parse(path);
  if (!table) return pass_on(table);
  TableReader reader(path.string());
  const auto* inner = table->get("submitted");
  read_submitted(reader, inner != nullptr ? *inner : *table, rulebook, profile);
  return outcome(reader);
}

}  // namespace oit::scan
