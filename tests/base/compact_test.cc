#include "base/compact.h"

#include <gtest/gtest.h>

#include <numeric>
#include <utility>

namespace oit {

TEST(Compact, IsOnePointerAndAValue) {
  static_assert(sizeof(Compact<double>) == sizeof(void*));
  static_assert(sizeof(CompactText) == sizeof(void*));
  Compact<double> list;
  EXPECT_TRUE(list.empty());
  EXPECT_EQ(list.size(), 0U);
  EXPECT_EQ(list.begin(), list.end());
  list = {1.5, 2.5};
  auto copy = list;
  copy[0] = 7;
  EXPECT_EQ(list, (Compact<double>{1.5, 2.5}));
  EXPECT_NE(copy, list);
  const auto moved = std::move(copy);
  EXPECT_EQ(moved.front(), 7);
  EXPECT_EQ(moved.back(), 2.5);
  list.clear();
  EXPECT_EQ(list, Compact<double>());
  list = moved;
  list = *&list;  // itself
  EXPECT_EQ(list, moved);
}

TEST(Compact, GrowsByItsOwnElements) {
  Compact<short> list;
  list.push_back(5);
  for (int i = 0; i < 99; ++i) list.push_back(list.front());
  EXPECT_EQ(list.size(), 100U);
  EXPECT_EQ(std::accumulate(list.begin(), list.end(), 0), 500);
}

TEST(Compact, IsTheVectorItWasMadeFrom) {
  const std::vector<int> numbers = {3, 1, 2};
  const Compact<int> list = numbers;
  EXPECT_EQ(list, numbers);
  EXPECT_EQ(std::vector<int>(list.begin(), list.end()), numbers);
  EXPECT_TRUE(Compact<int>(std::vector<int>()).empty());
}

TEST(CompactText, ReadsAsItsText) {
  CompactText text;
  EXPECT_EQ(text, "");
  EXPECT_TRUE(text.empty());
  text = "ปีงบประมาณ 2566";
  const auto copy = text;
  text = text.view().substr(text.size() - 4);  // a piece of itself
  EXPECT_EQ(text, "2566");
  EXPECT_EQ(copy.str(), "ปีงบประมาณ 2566");
  EXPECT_NE(copy, text);
}

}  // namespace oit
