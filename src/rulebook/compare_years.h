#pragma once
#include <cstdint>
#include <vector>

#include "model/rulebook.h"

namespace oit::rulebook {

/// How an item of one list stands to the items of another that ask for the same subjects.
enum class YearChange : std::uint8_t {
  added,       ///< `after` asks for what nothing asked for
  dropped,     ///< nothing asks for what `before` asked for
  merged,      ///< several of `before` are one of `after`
  split,       ///< one of `before` is several of `after`
  renumbered,  ///< the same item under another number
  retitled,    ///< the same item under another title; it may have another number too
  period,      ///< the same item for another period
};

struct ItemChange {
  YearChange kind = YearChange::added;
  std::vector<const model::YearItem*> before, after;  ///< by number; live as long as the lists
};

/// What `to` changes against `from`, kind by kind, each by number. An item lives on in those that
/// ask for a topic of it, or have it beside what they ask for; one that was retitled and renumbered
/// is told twice.
std::vector<ItemChange> compare_years(const model::Year& from, const model::Year& to);

}  // namespace oit::rulebook
