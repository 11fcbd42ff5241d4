#include "crawl/recent_counts.h"

#include <gtest/gtest.h>

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

}  // namespace oit::crawl
