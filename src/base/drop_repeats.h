#pragma once
#include <algorithm>
#include <vector>

namespace oit {

/// Leaves one of each run of equal values; of a sorted list, one of each value.
template <class T>
void drop_repeats(std::vector<T>& list) {
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace oit
