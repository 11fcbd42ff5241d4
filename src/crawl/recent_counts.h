#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/check.h"

namespace oit::crawl {

/// On how many pages of a site a thing (known by its hash) stands. What stood on one page only is
/// forgotten `window` pages later: what repeats on a site does so sooner, and a large site would
/// otherwise fill the memory with everything that does not. One thread.
///
/// Hashes are kept to 50 bits, eight bytes a thing: thousands of sites are in flight with thousands
/// of things each.
class RecentCounts {
 public:
  static constexpr int kMost = 3;  ///< counted no further

  /// `window`: fewer than 2,048 pages.
  explicit RecentCounts(std::size_t window) : window_(static_cast<std::uint32_t>(window)) {
    OIT_CHECK(window < kSweepEvery * 2);
  }

  /// How often `hash` was added so far, as far as remembered.
  int count(std::uint64_t hash) const {
    if (slots_.empty()) return 0;
    const auto slot = slots_[place_of(hash)];
    return is_expired(slot) ? 0 : count_in(slot);
  }

  /// Counts `hash` once more and gives the new count.
  int add(std::uint64_t hash) {
    if (8 * (used_ + 1) > 7 * slots_.size()) make_room();
    auto& slot = slots_[place_of(hash)];
    if (count_in(slot) == 0) ++used_;
    const int count = is_expired(slot) ? 1 : std::min(count_in(slot) + 1, kMost);
    slot = make_slot(hash, count == 1 ? page_ : page_in(slot), count);
    return count;
  }

  /// Begins the next page.
  void next_page() {
    page_ = (page_ + 1) & kPageMask;
    if (page_ % kSweepEvery == 0 && !slots_.empty()) rebuild(slots_.size());
  }

 private:
  // A slot: 50 bits of the hash, 12 of the page it was first seen on, 2 of its count; 0 is free.
  static constexpr int kCountBits = 2, kPageBits = 12;
  static constexpr std::uint64_t kCountMask = (1U << kCountBits) - 1;
  static constexpr std::uint32_t kPageMask = (1U << kPageBits) - 1;
  static constexpr std::uint32_t kSweepEvery = 1024;  // an age never wraps around
  static constexpr std::size_t kFirst = 64;

  static int count_in(std::uint64_t slot) { return static_cast<int>(slot & kCountMask); }
  static std::uint32_t page_in(std::uint64_t slot) {
    return static_cast<std::uint32_t>(slot >> kCountBits) & kPageMask;
  }
  static std::uint64_t name_in(std::uint64_t slot) { return slot >> (kCountBits + kPageBits); }
  static std::uint64_t make_slot(std::uint64_t hash, std::uint32_t page, int count) {
    return (hash << (kCountBits + kPageBits)) | (std::uint64_t{page} << kCountBits) |
           static_cast<std::uint64_t>(count);
  }

  bool is_expired(std::uint64_t slot) const {
    return count_in(slot) == 1 && ((page_ - page_in(slot)) & kPageMask) > window_;
  }

  /// Where `hash` stands, or the free slot where it would.
  std::size_t place_of(std::uint64_t hash) const {
    const auto name = hash & (UINT64_MAX >> (kCountBits + kPageBits));
    // 32 bits of it are spread evenly over a table of any size.
    std::size_t at = ((name & 0xFFFFFFFF) * slots_.size()) >> 32;
    while (count_in(slots_[at]) != 0 && name_in(slots_[at]) != name)
      at = at + 1 == slots_.size() ? 0 : at + 1;
    return at;
  }

  /// Forgets what is too old, and makes the table as large as what stays asks for.
  void make_room() {
    const auto stay = static_cast<std::size_t>(std::ranges::count_if(
        slots_, [&](auto slot) { return count_in(slot) != 0 && !is_expired(slot); }));
    rebuild(std::max(kFirst, stay * 3 / 2));
  }

  void rebuild(std::size_t size) {
    const auto before = std::exchange(slots_, std::vector<std::uint64_t>(size));
    used_ = 0;
    for (const auto slot : before) {
      if (count_in(slot) == 0 || is_expired(slot)) continue;
      slots_[place_of(name_in(slot))] = slot;
      ++used_;
    }
  }

  std::uint32_t window_;
  std::uint32_t page_ = 0;
  std::size_t used_ = 0;  ///< slots that are not free
  std::vector<std::uint64_t> slots_;
};

}  // namespace oit::crawl
