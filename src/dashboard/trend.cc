#include "dashboard/trend.h"

#include <optional>

namespace oit::dashboard {
namespace {

using Group = std::pair<store::GroupBy, std::string>;

/// The group of sites that is just what the filter asks for; nothing where it asks for more.
std::optional<Group> group_of(const Filter& filter) {
  using enum store::GroupBy;
  if (!filter.words.empty() || !filter.item.empty() || filter.status) return std::nullopt;
  std::vector<Group> groups;
  const auto add = [&](store::GroupBy by, const std::string& value) {
    if (!value.empty()) groups.emplace_back(by, value);
  };
  add(province, filter.province);
  add(district, filter.district);
  add(agency_type, filter.agency_type);
  add(tag, filter.tag);
  if (groups.empty()) return Group(all, "");
  return groups.size() == 1 ? std::optional(groups.front()) : std::nullopt;
}

}  // namespace

Result<std::vector<store::GroupCounts>> trend_of(store::Store& store, const RunSites& run,
                                                 const Filter& filter, store::With with) {
  if (const auto group = group_of(filter)) return store.trend(group->first, group->second);
  store::SiteFilter wanted{filter.province, filter.district, filter.agency_type, filter.tag,
                           filter.item,     filter.status,   std::nullopt};
  if (!filter.words.empty()) {
    wanted.sites.emplace();
    for (const auto& site : run.sites)
      if (has_words(site, filter.words)) wanted.sites->insert(site.site);
  }
  return store.trend(wanted, with);
}

}  // namespace oit::dashboard
