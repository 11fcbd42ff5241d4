#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/change.h"

namespace oit::store {

/// What makes an item of one run the item of another.
enum class MatchBy : std::uint8_t {
  item,   ///< its number: both runs used the same rulebook
  topic,  ///< its subject: numbers move between years
};

/// What happened to one site's items between two runs, in the order of `after`. Both spans hold
/// verdicts of the same site in item order; an item that only one of them has gives nothing, nor
/// does an empty span. Pure; any thread.
std::vector<model::Change> compare(std::span<const model::Verdict> before,
                                   std::span<const model::Verdict> after,
                                   MatchBy match = MatchBy::item);

/// True when both addresses open the same thing for a reader: equal but for http or https, "www."
/// and a closing slash.
bool is_same_address(std::string_view a, std::string_view b);

}  // namespace oit::store
