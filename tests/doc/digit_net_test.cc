#include "doc/digit_net.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
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
    for (const auto& chances :
         {net.read(blank, {0, 0, side, side}), net.read_closely(blank, {0, 0, side, side})})
      EXPECT_NEAR(std::accumulate(chances.begin(), chances.end(), 0.0F), 1, 1e-4);
  }
}

std::string steps(const std::vector<int>& numbers) {
  std::string out;
  const auto one = std::bit_cast<std::uint32_t>(1.0F);
  for (int i = 0; i < 4; ++i) out += static_cast<char>(one >> (8 * i));
  for (const int n : numbers) {
    out += static_cast<char>(n);
    out += static_cast<char>(n < 0 ? -1 : 0);
  }
  return out;
}

std::string layer(int kernel, int step, int pad, int pool, const std::vector<int>& weights,
                  const std::vector<int>& offsets) {
  std::string out;
  for (const int n : {kernel, step, pad, pool, static_cast<int>(offsets.size()), 0})
    out += static_cast<char>(n);
  return out + steps(weights) + steps(offsets);
}

/// Weights of a last layer that give class `which` `weight` for each of `inputs`, others nothing.
std::vector<int> only(std::size_t which, std::size_t inputs, int weight) {
  std::vector<int> weights(inputs * kSignClasses);
  for (std::size_t i = 0; i < inputs; ++i) weights[i * kSignClasses + which] = weight;
  return weights;
}

const std::vector<int> kNoOffsets(kSignClasses);
const std::string kMagic = "OITDIGIT2\n";
/// One layer over the whole picture: class 3 is the likelier the more ink there is.
const std::string kQuick = '\1' + layer(24, 1, 0, 1, only(3, 576, 1), kNoOffsets);

/// `width` x `width` pixels of ink in the left upper corner of a page of 24 x 24.
GreyPage inked(int width) {
  GreyPage page{24, 24, std::vector<unsigned char>(576, 255)};
  for (int y = 0; y < width; ++y)
    for (int x = 0; x < width; ++x) page.pixels[static_cast<std::size_t>(y * 24 + x)] = 0;
  return page;
}

TEST(DigitNet, LaysItsLayersOverEachOther) {
  // The ink of nine pixels around each, with a rim of zeros; more than 8 is only where all are
  // black. Of every square of 24 x 24 the greatest counts.
  const std::string careful = '\2' + layer(3, 1, 1, 24, std::vector<int>(9, 1), {-8}) +
                              layer(1, 1, 0, 1, only(5, 1, 100), kNoOffsets);
  const TempFile file(kMagic + kQuick + careful);
  const auto net = DigitNet::load(file.path());
  ASSERT_TRUE(net) << net.error().message;
  EXPECT_GT(net->read(inked(12), {0, 0, 24, 24})[3], 0.99F);
  EXPECT_NEAR(net->read(inked(0), {0, 0, 24, 24})[3], 1.0F / kSignClasses, 1e-5);
  EXPECT_GT(net->read_closely(inked(12), {0, 0, 24, 24})[5], 0.99F);
  EXPECT_NEAR(net->read_closely(inked(2), {0, 0, 24, 24})[5], 1.0F / kSignClasses, 1e-5);
}

TEST(DigitNet, RefusesLayersThatLeadNowhere) {
  const auto loads = [](const std::string& careful) {
    return DigitNet::load(TempFile(kMagic + kQuick + careful).path()).has_value();
  };
  EXPECT_TRUE(loads(kQuick));
  EXPECT_FALSE(loads("")) << "one net only";
  EXPECT_FALSE(loads('\0' + kQuick)) << "no layers";
  EXPECT_FALSE(loads('\1' + layer(23, 1, 0, 1, only(3, 529, 1), kNoOffsets)))
      << "2 x 2 places left";
  EXPECT_FALSE(loads('\1' + layer(24, 1, 0, 1, std::vector<int>(576), {0}))) << "one class";
  EXPECT_FALSE(loads('\1' + layer(25, 1, 0, 1, only(3, 625, 1), kNoOffsets))) << "beyond the edge";
  EXPECT_FALSE(loads('\1' + layer(0, 1, 0, 1, {}, kNoOffsets)));
  EXPECT_FALSE(loads('\1' + layer(24, 0, 0, 1, only(3, 576, 1), kNoOffsets)));
  EXPECT_FALSE(loads('\1' + layer(24, 1, 0, 0, only(3, 576, 1), kNoOffsets)));
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
