#include "doc/digit_net.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/file.h"

namespace oit::doc {
namespace {

constexpr std::string_view kMagic = "OITDIGIT1\n";
constexpr std::size_t kSide = 24, kInner = 20;  // of the picture; of the sign in it
constexpr std::size_t kFirst = 24, kSecond = 48, kThird = 128;
constexpr std::size_t kFirstSide = 10, kSecondSide = 4;
constexpr std::array<std::array<std::size_t, 2>, 4> kShapes{
    {{25, kFirst}, {9 * kFirst, kSecond}, {16 * kSecond, kThird}, {kThird, kSignClasses}}};

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// One list of numbers: its step, then how many steps each.
std::vector<float> read_steps(std::string_view bytes, std::size_t& at, std::size_t count) {
  const auto step = std::bit_cast<float>(little(bytes, at, 4));
  at += 4;
  std::vector<float> numbers(count);
  for (float& number : numbers) {
    number = static_cast<float>(static_cast<std::int16_t>(little(bytes, at, 2))) * step;
    at += 2;
  }
  return numbers;
}

using Picture = std::array<float, kSide * kSide>;

/// The ink of the box, with a frame of none around it.
class Ink {
 public:
  Ink(const GreyPage& page, const Box& box)
      : width_(static_cast<std::size_t>(box.width()) + 3),
        values_(width_ * (static_cast<std::size_t>(box.height()) + 3)) {
    int low = 255, high = 0;
    for (int y = box.top; y < box.bottom; ++y)
      for (int x = box.left; x < box.right; ++x) {
        low = std::min<int>(low, page.at(x, y));
        high = std::max<int>(high, page.at(x, y));
      }
    const auto range = static_cast<float>(std::max(high - low, 1));
    for (int y = box.top; y < box.bottom; ++y)
      for (int x = box.left; x < box.right; ++x)
        values_[static_cast<std::size_t>(y - box.top + 1) * width_ +
                static_cast<std::size_t>(x - box.left + 1)] =
            static_cast<float>(high - page.at(x, y)) / range;
  }

  /// Between the four pixels around a place; `x` and `y` count from the frame.
  float at(float x, float y) const {
    const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
    const float right = x - static_cast<float>(column), down = y - static_cast<float>(row);
    const float* upper = &values_[row * width_ + column];
    const float* lower = upper + width_;
    return (upper[0] * (1 - right) + upper[1] * right) * (1 - down) +
           (lower[0] * (1 - right) + lower[1] * right) * down;
  }

 private:
  std::size_t width_;
  std::vector<float> values_;
};

/// The sign as the net is shown it: its longer side kInner, in the middle; as cut() in samples.py.
Picture draw(const GreyPage& page, const Box& box) {
  const Ink ink(page, box);
  const auto width = static_cast<float>(box.width()), height = static_cast<float>(box.height());
  const float scale = std::max(width, height) / kInner;
  const auto place = [&](std::size_t half, float length) {
    const float from_middle = (static_cast<float>(half) + 0.5F) / 2 - kSide / 2.0F;
    return std::clamp(from_middle * scale + length / 2 + 0.5F, 0.0F, length + 0.999F);
  };
  Picture picture{};
  for (std::size_t row = 0; row < 2 * kSide; ++row)
    for (std::size_t column = 0; column < 2 * kSide; ++column)
      picture[row / 2 * kSide + column / 2] += ink.at(place(column, width), place(row, height)) / 4;
  return picture;
}

/// A layer over `size` inputs: adds input times weights to `out`, which holds the offsets.
void add_products(const float* in, std::size_t size, const float* weights, float* out,
                  std::size_t outputs) {
  for (std::size_t i = 0; i < size; ++i) {
    if (in[i] == 0) continue;  // much of a picture, half of all values within
    const float* row = weights + i * outputs;
    for (std::size_t o = 0; o < outputs; ++o) out[o] += in[i] * row[o];
  }
}

void drop_negative(float* values, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) values[i] = std::max(values[i], 0.0F);
}

}  // namespace

Result<DigitNet> DigitNet::load(const std::filesystem::path& file) {
  std::size_t size = kMagic.size();
  for (const auto& [inputs, outputs] : kShapes) size += 8 + 2 * (inputs * outputs + outputs);
  const auto bytes = read_file(file.string(), size + 1);
  if (!bytes) return pass_on(bytes);
  if (bytes->size() != size || !bytes->starts_with(kMagic))
    return fail(ErrorCode::bad_rulebook, "not the weights of a digit net: " + file.string());
  DigitNet net;
  std::size_t at = kMagic.size();
  for (std::size_t i = 0; i < kShapes.size(); ++i) {
    net.layers_[i].weights = read_steps(*bytes, at, kShapes[i][0] * kShapes[i][1]);
    net.layers_[i].offsets = read_steps(*bytes, at, kShapes[i][1]);
  }
  return net;
}

SignChances DigitNet::read(const GreyPage& page, const Box& box) const {
  const Picture picture = draw(page, box);
  std::array<float, kFirstSide * kFirstSide * kFirst> first{};
  for (std::size_t y = 0; y < kFirstSide; ++y)
    for (std::size_t x = 0; x < kFirstSide; ++x) {
      float* out = &first[(y * kFirstSide + x) * kFirst];
      std::ranges::copy(layers_[0].offsets, out);
      for (std::size_t row = 0; row < 5; ++row)
        add_products(&picture[(2 * y + row) * kSide + 2 * x], 5,
                     &layers_[0].weights[5 * row * kFirst], out, kFirst);
    }
  drop_negative(first.data(), first.size());
  std::array<float, kSecondSide * kSecondSide * kSecond> second{};
  for (std::size_t y = 0; y < kSecondSide; ++y)
    for (std::size_t x = 0; x < kSecondSide; ++x) {
      float* out = &second[(y * kSecondSide + x) * kSecond];
      std::ranges::copy(layers_[1].offsets, out);
      for (std::size_t row = 0; row < 3; ++row)
        add_products(&first[((2 * y + row) * kFirstSide + 2 * x) * kFirst], 3 * kFirst,
                     &layers_[1].weights[3 * row * kFirst * kSecond], out, kSecond);
    }
  drop_negative(second.data(), second.size());
  std::array<float, kThird> third{};
  std::ranges::copy(layers_[2].offsets, third.begin());
  add_products(second.data(), second.size(), layers_[2].weights.data(), third.data(), kThird);
  drop_negative(third.data(), third.size());
  SignChances chances{};
  std::ranges::copy(layers_[3].offsets, chances.begin());
  add_products(third.data(), kThird, layers_[3].weights.data(), chances.data(), kSignClasses);
  const float best = *std::ranges::max_element(chances);
  float sum = 0;
  for (float& chance : chances) sum += chance = std::exp(chance - best);
  for (float& chance : chances) chance /= sum;
  return chances;
}

}  // namespace oit::doc
