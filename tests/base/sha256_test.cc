#include "base/sha256.h"

#include <gtest/gtest.h>

namespace oit {
namespace {

TEST(Sha256, PiecesGiveTheDigestOfTheWhole) {
  EXPECT_EQ(Sha256().hex(), sha256_hex(""));
  const std::string bytes(100'000, 'x');
  Sha256 pieces;
  pieces.add(std::string_view(bytes).substr(0, 1));
  pieces.add({});
  pieces.add(std::string_view(bytes).substr(1));
  EXPECT_EQ(pieces.hex(), sha256_hex(bytes));
  Sha256 known;  // FIPS 180-4's example
  known.add("abc");
  EXPECT_EQ(known.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace oit
