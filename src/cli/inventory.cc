#include "cli/inventory.h"

#include <algorithm>

#include "scan/site_file.h"
#include "scan/written.h"

namespace oit::cli {
namespace {

/// A file of the operator's that cannot be read is wrong usage, not a failure of ours.
tl::unexpected<Error> bad_config(Error error) {
  error.code = ErrorCode::bad_config;
  return tl::unexpected(std::move(error));
}

Result<model::SiteProfile> read_profile(const ScanArguments& arguments,
                                        const model::Rulebook& rulebook) {
  model::SiteProfile profile;
  if (!arguments.site.empty()) {
    auto read = scan::read_site_file(arguments.site, rulebook);
    if (!read) return bad_config(std::move(read.error()));
    profile = std::move(*read);
  }
  if (!arguments.submitted.empty()) {
    auto read = scan::read_submitted_file(arguments.submitted, rulebook, profile);
    if (!read) return bad_config(std::move(read.error()));
  }
  return profile;
}

Result<Inventory> read_list(const ScanArguments& arguments, RuleShelf& rules) {
  auto file = scan::read_sites_file(arguments.sites,
                                    [&rules](const std::string& id) { return rules.find(id); });
  if (!file) return bad_config(std::move(file.error()));
  if (!file->bad.empty() && !arguments.keep_going) {
    std::string message;
    for (const auto& line : file->bad) message += line.message + "\n";
    return fail(ErrorCode::bad_config,
                message + "nothing was scanned; mend the list, or scan the other " +
                    std::to_string(file->sites.size()) + " sites with --keep-going");
  }
  return Inventory{std::move(file->sites), std::move(file->bad), true};
}

/// An id for the store, the host's, so that tomorrow's run of the same address is compared with it.
std::string id_of(const url::Url& seed, const std::vector<model::SiteEntry>& before) {
  const auto id = scan::site_id_of(seed);
  std::string unique = id;
  for (int n = 2; std::ranges::find(before, unique, &model::SiteEntry::id) != before.end(); ++n)
    unique = id + "-" + std::to_string(n);
  return unique;
}

}  // namespace

Result<Inventory> read_inventory(const ScanArguments& arguments, RuleShelf& rules) {
  if (arguments.urls.empty() == arguments.sites.empty())
    return fail(ErrorCode::bad_argument, arguments.urls.empty()
                                             ? "name the sites: addresses, or --sites FILE"
                                             : "name addresses or --sites FILE, not both");
  if (!arguments.sites.empty()) return read_list(arguments, rules);
  const auto profile = read_profile(arguments, rules.own());
  if (!profile) return pass_on(profile);
  Inventory inventory;
  for (const auto& text : arguments.urls) {
    auto seed = url::Url::parse(text);
    if (!seed) return pass_on(seed);
    model::SiteEntry entry;
    entry.id = id_of(*seed, inventory.entries);
    entry.requested = text;
    entry.url = std::move(*seed);
    entry.profile = *profile;
    inventory.entries.push_back(std::move(entry));
  }
  return inventory;
}

}  // namespace oit::cli
