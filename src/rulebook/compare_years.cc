#include "rulebook/compare_years.h"

#include <algorithm>
#include <map>

namespace oit::rulebook {
namespace {

using Items = std::vector<const model::YearItem*>;

/// Whether `after` takes over a subject of `before`: what it asks for, or what is put beside that.
bool takes_over(const model::YearItem& before, const model::YearItem& after) {
  return std::ranges::any_of(before.topics, [&](auto topic) {
    return std::ranges::find(after.topics, topic) != after.topics.end() ||
           std::ranges::find(after.also, topic) != after.also.end();
  });
}

Items heirs_of(const model::YearItem& before, const model::Year& to) {
  Items heirs;
  for (const auto& after : to.items)
    if (takes_over(before, after)) heirs.push_back(&after);
  return heirs;
}

Items sources_of(const model::YearItem& after, const model::Year& from) {
  Items sources;
  for (const auto& before : from.items)
    if (takes_over(before, after)) sources.push_back(&before);
  return sources;
}

}  // namespace

std::vector<ItemChange> compare_years(const model::Year& from, const model::Year& to) {
  std::map<YearChange, std::vector<ItemChange>> by_kind;
  const auto note = [&](YearChange kind, Items before, Items after) {
    by_kind[kind].push_back({kind, std::move(before), std::move(after)});
  };
  for (const auto& item : from.items) {
    const auto heirs = heirs_of(item, to);
    if (heirs.empty()) note(YearChange::dropped, {&item}, {});
    if (heirs.size() > 1) note(YearChange::split, {&item}, heirs);
  }
  for (const auto& item : to.items) {
    const auto sources = sources_of(item, from);
    if (sources.empty()) note(YearChange::added, {}, {&item});
    if (sources.size() > 1) note(YearChange::merged, sources, {&item});
    if (sources.size() != 1 || heirs_of(*sources.front(), to).size() > 1) continue;
    const auto& before = *sources.front();
    if (before.number != item.number) note(YearChange::renumbered, sources, {&item});
    if (before.title.th != item.title.th) note(YearChange::retitled, sources, {&item});
    if (before.period != item.period) note(YearChange::period, sources, {&item});
  }
  std::vector<ItemChange> changes;
  for (auto& [kind, some] : by_kind) changes.insert(changes.end(), some.begin(), some.end());
  return changes;
}

}  // namespace oit::rulebook
