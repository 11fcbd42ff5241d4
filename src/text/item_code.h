#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace oit::text {

/// An item number written in a label: O14, OIT 14, โอ 14, or with a zero for the letter (014, 0๑๔).
struct ItemCode {
  int number = 0;         ///< 1–60
  std::size_t begin = 0;  ///< bytes [begin, end) of the label; for a range, of the whole range
  std::size_t end = 0;
  bool doubtful = false;  ///< typed with a zero and not at the label's start: may be a plain number

  bool operator==(const ItemCode&) const = default;
};

/// Every item number in `label`, in order; a range (O19–O22) gives each of its numbers. "O365",
/// years, telephone numbers and words like COVID give none. A number is a hint bound to a year's
/// table, never an item by itself. Any thread.
std::vector<ItemCode> find_item_codes(std::string_view label);

}  // namespace oit::text
