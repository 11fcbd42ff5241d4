#include "scan/turns.h"

#include <gtest/gtest.h>

namespace oit::scan {
namespace {

TEST(Turns, LetsAFewOfAnAddressBegin) {
  Turns turns(2);
  EXPECT_TRUE(turns.take("a", 1));
  EXPECT_TRUE(turns.take("a", 2));
  EXPECT_FALSE(turns.take("a", 3));
  EXPECT_TRUE(turns.take("b", 4));
  EXPECT_EQ(turns.waiting(), 1U);
  EXPECT_FALSE(turns.next());
  turns.give_back("b");
  EXPECT_FALSE(turns.next());
  turns.give_back("a");
  const auto next = turns.next();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->site, 3U);
  EXPECT_EQ(next->address, "a");
  EXPECT_EQ(turns.waiting(), 0U);
  EXPECT_FALSE(turns.take("a", 5)) << "its turn was taken with next()";
}

TEST(Turns, KeepsTheOrderOfALine) {
  Turns turns(1);
  EXPECT_TRUE(turns.take("a", 0));
  for (const std::size_t site : {7U, 3U, 5U}) EXPECT_FALSE(turns.take("a", site));
  for (const std::size_t site : {7U, 3U, 5U}) {
    turns.give_back("a");
    const auto next = turns.next();
    ASSERT_TRUE(next);
    EXPECT_EQ(next->site, site);
    EXPECT_FALSE(turns.next());
  }
}

TEST(Turns, HasNoLineWithoutAnAddress) {
  Turns turns(1);
  for (std::size_t site = 0; site < 10; ++site) EXPECT_TRUE(turns.take("", site));
  turns.give_back("");
  turns.give_back("never seen");
  EXPECT_EQ(turns.waiting(), 0U);
}

TEST(Turns, GivesUpWhoWaitsWithoutATurn) {
  Turns turns(1);
  EXPECT_TRUE(turns.take("a", 0));
  EXPECT_TRUE(turns.take("b", 1));
  EXPECT_FALSE(turns.take("a", 2));
  EXPECT_FALSE(turns.take("b", 3));
  EXPECT_EQ(turns.take_waiting(), 2U);
  EXPECT_EQ(turns.take_waiting(), 3U);
  EXPECT_FALSE(turns.take_waiting());
  EXPECT_EQ(turns.waiting(), 0U);
  turns.give_back("a");
  EXPECT_TRUE(turns.take("a", 4)) << "who gave up has no turn";
}

}  // namespace
}  // namespace oit::scan
