#include "crawl/recent_counts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "base/sha256.h"

namespace oit::crawl {

TEST(RecentCounts, CountsOnHowManyPagesAThingStands) {
  RecentCounts counts(3);
  EXPECT_EQ(counts.add(7), 1);
  counts.next_page();
  EXPECT_EQ(counts.add(7), 2);
  EXPECT_EQ(counts.count(7), 2);
  EXPECT_EQ(counts.count(8), 0);
}

TEST(RecentCounts, ForgetsWhatStoodOnOnePageOnly) {
  RecentCounts counts(3);
  counts.add(1);
  counts.add(2);
  counts.next_page();
  counts.add(2);
  for (int page = 0; page < 4; ++page) counts.next_page();
  EXPECT_EQ(counts.count(1), 0);
  EXPECT_EQ(counts.count(2), 2);  // it repeats: remembered for good
}

TEST(RecentCounts, ForgetsOnTheDayItIsDueAndNoSooner) {
  RecentCounts counts(3);
  counts.add(1);
  for (int page = 0; page < 3; ++page) counts.next_page();
  EXPECT_EQ(counts.count(1), 1);
  counts.next_page();
  EXPECT_EQ(counts.count(1), 0);
  EXPECT_EQ(counts.add(1), 1);  // as if seen for the first time
  for (int page = 0; page < 3; ++page) counts.next_page();
  EXPECT_EQ(counts.add(1), 2);
}

/// Against plain maps, over so many pages that their numbers begin anew.
TEST(RecentCounts, CountsAsAMapWould) {
  constexpr int kWindow = 20, kPages = 5000;
  RecentCounts counts(kWindow);
  struct Seen {
    int count = 0, page = 0;
  };
  std::map<std::uint64_t, Seen> seen;
  std::mt19937_64 random(7);
  for (int page = 0; page < kPages; ++page) {
    for (int i = 0; i < 12; ++i) {
      const auto thing = i < 8 ? random() : stable_hash(std::to_string(random() % 2000));
      auto& known = seen[thing & (UINT64_MAX >> 14)];
      if (known.count == 1 && page - known.page > kWindow) known.count = 0;
      if (known.count == 0) known.page = page;
      known.count = std::min(known.count + 1, RecentCounts::kMost);
      ASSERT_EQ(counts.add(thing), known.count) << "page " << page;
    }
    if (page % 250 == 0) {
      for (const auto& [thing, known] : seen) {
        const bool is_gone = known.count == 1 && page - known.page > kWindow;
        ASSERT_EQ(counts.count(thing), is_gone ? 0 : known.count) << "page " << page;
      }
    }
    counts.next_page();
  }
}

}  // namespace oit::crawl
