#include "store/compare.h"

#include <map>
#include <string>
#include <utility>

namespace oit::store {
namespace {

using model::Change;
using model::ChangeKind;
using model::Status;
using model::Verdict;

bool was_there(Status status) {
  return status == Status::published || status == Status::incomplete || status == Status::stale ||
         status == Status::broken;
}

/// What a change from one status to another is; both differ.
ChangeKind kind_of(Status before, Status after) {
  if (after == Status::unverified) return ChangeKind::out_of_sight;
  if (before == Status::unverified) return ChangeKind::in_sight;
  switch (after) {
    case Status::published:
      return before == Status::missing || before == Status::not_due ? ChangeKind::appeared
                                                                    : ChangeKind::repaired;
    case Status::broken:
      return ChangeKind::broke;
    case Status::missing:
      return was_there(before) ? ChangeKind::lost : ChangeKind::other;
    case Status::stale:
      return before == Status::published ? ChangeKind::went_stale : ChangeKind::other;
    case Status::incomplete:
      return before == Status::published ? ChangeKind::fell_short : ChangeKind::other;
    case Status::not_due:
    case Status::unverified:
      break;
  }
  return ChangeKind::other;
}

/// What happened to a published item that stays so; false when nothing did.
bool find_move(const Verdict& before, const Verdict& after, ChangeKind& kind) {
  if (before.status != Status::published || before.url.empty() || after.url.empty()) return false;
  if (!is_same_address(before.url, after.url)) {
    kind = ChangeKind::moved;
    return true;
  }
  kind = ChangeKind::file_replaced;
  return !before.sha256.empty() && !after.sha256.empty() && before.sha256 != after.sha256;
}

/// What an item is known by in both runs: the second of two items on one subject is another.
using Key = std::pair<std::string, int>;

class Keys {
 public:
  explicit Keys(MatchBy match) : match_(match) {}

  Key next(const Verdict& verdict) {
    const auto& name =
        match_ == MatchBy::topic && !verdict.topic.empty() ? verdict.topic : verdict.item;
    return {name, seen_[name]++};
  }

 private:
  MatchBy match_;
  std::map<std::string, int> seen_;
};

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

std::string_view bare_address(std::string_view address) {
  address = without_prefix(address, "http://");
  address = without_prefix(address, "https://");
  address = without_prefix(address, "www.");
  if (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

}  // namespace

bool is_same_address(std::string_view a, std::string_view b) {
  return bare_address(a) == bare_address(b);
}

std::vector<Change> compare(std::span<const Verdict> before, std::span<const Verdict> after,
                            MatchBy match) {
  std::map<Key, const Verdict*> earlier;
  Keys before_keys(match), after_keys(match);
  for (const auto& verdict : before) earlier.emplace(before_keys.next(verdict), &verdict);
  std::vector<Change> changes;
  for (const auto& now : after) {
    const auto found = earlier.find(after_keys.next(now));
    if (found == earlier.end()) continue;
    const Verdict& then = *found->second;
    ChangeKind kind = ChangeKind::other;
    if (then.status != now.status)
      kind = kind_of(then.status, now.status);
    else if (!find_move(then, now, kind))
      continue;
    changes.push_back({now.site, now.item, now.topic, kind, then.status, now.status, then.url,
                       now.url, now.unit, now.reason});
  }
  return changes;
}

}  // namespace oit::store
