#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

namespace oit::crawl {

/// On how many pages of a site a thing (known by its hash) stands. What stood on one page only is
/// forgotten `window` pages later: what repeats on a site does so sooner, and a large site would
/// otherwise fill the memory with everything that does not. One thread.
class RecentCounts {
 public:
  explicit RecentCounts(std::size_t window) : window_(window) {}

  /// How often `hash` was added so far, as far as remembered.
  int count(std::uint64_t hash) const {
    const auto at = counts_.find(hash);
    return at == counts_.end() ? 0 : at->second;
  }

  /// Counts `hash` once more and gives the new count.
  int add(std::uint64_t hash) {
    const int count = ++counts_[hash];
    if (count == 1) page_.push_back(hash);
    return count;
  }

  /// Begins the next page.
  void next_page() {
    pages_.push_back(std::move(page_));
    page_.clear();
    if (pages_.size() <= window_) return;
    for (const auto hash : pages_.front())
      if (const auto at = counts_.find(hash); at != counts_.end() && at->second == 1)
        counts_.erase(at);
    pages_.pop_front();
  }

 private:
  std::size_t window_;
  std::unordered_map<std::uint64_t, int> counts_;
  std::vector<std::uint64_t> page_;  ///< first seen on the page at hand
  std::deque<std::vector<std::uint64_t>> pages_;
};

}  // namespace oit::crawl
