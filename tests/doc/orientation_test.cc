#include "doc/orientation.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "doc/picture.h"

namespace oit::doc {
namespace {

/// Lines of small letters on a page of 1,200 x 1,600, in a table whose columns have rules when
/// `has_rules`; every line `slope` pixels lower at its right end.
GreyPage written(bool has_rules, int slope) {
  constexpr int kWidth = 1'200, kHeight = 1'600;
  GreyPage page{kWidth, kHeight, std::vector<unsigned char>(std::size_t{kWidth} * kHeight, 255)};
  const auto ink = [&](int x, int y) { page.pixels[static_cast<std::size_t>(y * kWidth + x)] = 0; };
  std::mt19937 dice(1);
  const auto draw = [&](int below) {
    return static_cast<int>(dice() % static_cast<unsigned>(below));
  };
  for (int top = 60; top < 1'500; top += 32)
    for (int left = 60 + draw(20); left < 1'100; left += 12 + draw(6)) {
      const bool has_bowl = draw(2) == 0;
      for (int y = 0; y < 16; ++y) {
        ink(left, top + y + slope * left / kWidth);
        ink(left + 8, top + y + slope * left / kWidth);
      }
      for (int x = 0; x < 8; ++x) ink(left + x, top + (has_bowl ? 0 : 15) + slope * left / kWidth);
    }
  for (int column = 40; has_rules && column < kWidth; column += 120)
    for (int y = 0; y < kHeight; ++y)
      for (int x = 0; x < 3; ++x) ink(column + x, y);
  return page;
}

TEST(Orientation, TellsPagesOnTheirSide) {
  EXPECT_FALSE(seems_on_its_side(written(false, 0)));
  EXPECT_FALSE(seems_on_its_side(turn(written(false, 0), 2)));
  EXPECT_TRUE(seems_on_its_side(turn(written(false, 0), 1)));
  EXPECT_TRUE(seems_on_its_side(turn(written(false, 0), 3)));
}

TEST(Orientation, IsNotMisledByRulesAndTilt) {
  EXPECT_FALSE(seems_on_its_side(written(true, 0)));
  EXPECT_FALSE(seems_on_its_side(written(false, 40)));
  EXPECT_TRUE(seems_on_its_side(turn(written(true, 40), 1)));
  EXPECT_TRUE(seems_on_its_side(turn(written(true, 0), 3)));
}

TEST(Orientation, SaysNothingOfWhatHasNoLines) {
  EXPECT_FALSE(seems_on_its_side({}));
  EXPECT_FALSE(seems_on_its_side({1, 1, {0}}));
  EXPECT_FALSE(seems_on_its_side({2'000, 1'000, std::vector<unsigned char>(2'000'000, 255)}));
}

}  // namespace
}  // namespace oit::doc
