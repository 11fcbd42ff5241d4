#include "dashboard/filter.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace oit::dashboard {
namespace {

constexpr std::array<std::pair<std::string_view, Sort>, 4> kSorts = {{{"", Sort::inventory},
                                                                      {"lowest", Sort::lowest},
                                                                      {"highest", Sort::highest},
                                                                      {"name", Sort::name}}};

std::size_t read_page(std::string_view text) {
  std::size_t page = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), page);
  constexpr std::size_t kMost = 1'000'000;
  return error == std::errc() && end == text.data() + text.size() && page >= 1 && page <= kMost
             ? page
             : 1;
}

bool has_items(const store::SiteSummary& site, const Filter& filter) {
  if (filter.item.empty() && !filter.status) return true;
  return std::ranges::any_of(site.items, [&](const auto& one) {
    return (filter.item.empty() || one.first == filter.item) &&
           (!filter.status || one.second == *filter.status);
  });
}

bool allows(const Filter& filter, const store::SiteSummary& site) {
  const auto same = [](const std::string& asked, const std::string& value) {
    return asked.empty() || asked == value;
  };
  return same(filter.province, site.province) && same(filter.district, site.district) &&
         same(filter.agency_type, site.agency_type) &&
         (filter.tag.empty() || std::ranges::find(site.tags, filter.tag) != site.tags.end()) &&
         has_words(site, filter.words) && has_items(site, filter);
}

}  // namespace

bool has_words(const store::SiteSummary& site, const std::string& words) {
  return words.empty() || site.name.find(words) != std::string::npos ||
         site.url.find(words) != std::string::npos || site.site.find(words) != std::string::npos;
}

std::optional<model::Status> read_status(std::string_view name) {
  for (std::size_t n = 0; n < store::kStatuses; ++n)
    if (const auto status = static_cast<model::Status>(n); model::name_of(status) == name)
      return status;
  return std::nullopt;
}

Filter read_filter(const Request& request) {
  const auto text = [&](std::string_view name) { return std::string(request.param(name)); };
  Filter filter{text("q"),
                text("province"),
                text("district"),
                text("type"),
                text("tag"),
                text("item"),
                read_status(request.param("status"))};
  for (const auto& [name, sort] : kSorts)
    if (name == request.param("sort")) filter.sort = sort;
  filter.page = read_page(request.param("page"));
  return filter;
}

Params write_filter(const Filter& filter) {
  std::string sort;
  for (const auto& [name, value] : kSorts)
    if (value == filter.sort) sort = name;
  return {{"q", filter.words},
          {"province", filter.province},
          {"district", filter.district},
          {"type", filter.agency_type},
          {"tag", filter.tag},
          {"item", filter.item},
          {"status", filter.status ? std::string(model::name_of(*filter.status)) : ""},
          {"sort", sort},
          {"page", filter.page > 1 ? std::to_string(filter.page) : ""}};
}

std::vector<const store::SiteSummary*> choose(const std::vector<store::SiteSummary>& sites,
                                              const Filter& filter) {
  std::vector<const store::SiteSummary*> chosen;
  for (const auto& site : sites)
    if (allows(filter, site)) chosen.push_back(&site);
  const auto lower = [](const auto* a, const auto* b) { return a->oit < b->oit; };
  if (filter.sort == Sort::lowest) std::ranges::stable_sort(chosen, lower);
  if (filter.sort == Sort::highest)
    std::ranges::stable_sort(chosen, [&](const auto* a, const auto* b) { return lower(b, a); });
  if (filter.sort == Sort::name)
    std::ranges::stable_sort(chosen, {},
                             [](const auto* one) -> std::string_view { return one->name; });
  return chosen;
}

bool item_before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

Choices choices_of(const std::vector<store::SiteSummary>& sites) {
  Choices choices;
  std::set<std::string> items;
  const auto add = [](std::set<std::string>& set, const std::string& value) {
    if (!value.empty()) set.insert(value);
  };
  for (const auto& site : sites) {
    add(choices.provinces, site.province);
    add(choices.districts, site.district);
    add(choices.agency_types, site.agency_type);
    for (const auto& tag : site.tags) add(choices.tags, tag);
    if (items.size() < site.items.size())
      for (const auto& [item, status] : site.items) items.insert(item);
  }
  choices.items.assign(items.begin(), items.end());
  std::ranges::sort(choices.items, item_before);
  return choices;
}

}  // namespace oit::dashboard
