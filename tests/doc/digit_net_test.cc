#include "doc/digit_net.h"

#include <gtest/gtest.h>

#include <numeric>

#include "base/file.h"
#include "doc/pdf_maker.h"

namespace oit::doc {
namespace {

const std::string kWeights = OIT_SOURCE_DIR "/rules/ocr/digits.net";

TEST(DigitNet, GivesChancesThatAddUp) {
  const auto net = DigitNet::load(kWeights).value();
  for (const int side : {1, 3, 24, 200}) {
    const GreyPage blank{side, side,
                         std::vector<unsigned char>(static_cast<std::size_t>(side * side), 255)};
    const auto chances = net.read(blank, {0, 0, side, side});
    EXPECT_NEAR(std::accumulate(chances.begin(), chances.end(), 0.0F), 1, 1e-4);
  }
}

TEST(DigitNet, RefusesOtherFiles) {
  EXPECT_FALSE(DigitNet::load("/nonexistent/digits.net"));
  auto bytes = read_file(kWeights, 1 << 20).value();
  const TempFile cut(bytes.substr(0, bytes.size() - 1));
  EXPECT_FALSE(DigitNet::load(cut.path()));
  const TempFile longer(bytes + 'x');
  EXPECT_FALSE(DigitNet::load(longer.path()));
  bytes[0] = 'X';
  const TempFile other(bytes);
  EXPECT_FALSE(DigitNet::load(other.path()));
}

}  // namespace
}  // namespace oit::doc
