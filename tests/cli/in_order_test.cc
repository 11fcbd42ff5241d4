#include "cli/in_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

namespace oit::cli {
namespace {

TEST(InOrder, GivesPiecesInTheirOwnOrderWhateverTheyCameIn) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<std::size_t> order(60);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    std::string out, expected;
    InOrder in_order([&out](std::string_view piece) -> Result<bool> {
      out += piece;
      return true;
    });
    const auto piece = [](std::size_t i) {
      return i % 7 == 3 ? std::string() : std::string(i * i, static_cast<char>('a' + i % 26)) + '|';
    };
    for (std::size_t i = 0; i < order.size(); ++i) expected += piece(i);
    for (const auto position : order) ASSERT_TRUE(in_order.put(position, piece(position)));
    EXPECT_EQ(out, expected);
  }
}

TEST(InOrder, GivesAPieceAsSoonAsEveryEarlierOneIsThere) {
  std::vector<std::string> given;
  InOrder in_order([&given](std::string_view piece) -> Result<bool> {
    given.emplace_back(piece);
    return true;
  });
  ASSERT_TRUE(in_order.put(1, "b"));
  EXPECT_TRUE(given.empty());
  ASSERT_TRUE(in_order.put(0, "a"));
  EXPECT_EQ(given, (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(in_order.put(2, "c"));
  EXPECT_EQ(given.back(), "c");
}

TEST(InOrder, PassesTheSinksErrorOn) {
  InOrder in_order([](std::string_view piece) -> Result<bool> {
    if (piece == "bad") return fail(ErrorCode::io, "disk full");
    return true;
  });
  ASSERT_TRUE(in_order.put(1, "bad"));
  const auto put = in_order.put(0, "good");
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().message, "disk full");
}

}  // namespace
}  // namespace oit::cli
