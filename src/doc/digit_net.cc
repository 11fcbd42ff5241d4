#include "doc/digit_net.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.h"

namespace oit::doc {
namespace {

constexpr std::string_view kMagic = "OITDIGIT2\n";
constexpr std::size_t kSide = 24, kInner = 20;  // of the picture; of the sign in it
constexpr std::size_t kMaxFile = 4U << 20U;

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
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

/// The sign as the net is shown it: its longer side kInner, in the middle; as cut() in scans.py.
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

/// The values of a layer: `side` x `side` places, of each the channels in turn.
struct Values {
  std::size_t side = 0, channels = 0;
  std::vector<float> at;
};

/// Nothing beyond the edges; of the sums, negative ones become 0 when `cuts_negative`.
Values convolve(const Values& in, const DigitNet::Layer& layer, bool cuts_negative) {
  Values out{(in.side + 2 * layer.pad - layer.kernel) / layer.step + 1, layer.offsets.size(), {}};
  out.at.resize(out.side * out.side * out.channels);
  for (std::size_t y = 0; y < out.side; ++y)
    for (std::size_t x = 0; x < out.side; ++x) {
      float* sums = &out.at[(y * out.side + x) * out.channels];
      std::ranges::copy(layer.offsets, sums);
      const std::size_t left = x * layer.step, first = left < layer.pad ? layer.pad - left : 0;
      const std::size_t last = std::min(layer.kernel, in.side + layer.pad - left);
      for (std::size_t row = 0; row < layer.kernel; ++row) {
        const std::size_t from = y * layer.step + row;
        if (from < layer.pad || from >= in.side + layer.pad) continue;
        const std::size_t start = (from - layer.pad) * in.side + left + first - layer.pad;
        add_products(&in.at[start * in.channels], (last - first) * in.channels,
                     &layer.weights[(row * layer.kernel + first) * in.channels * out.channels],
                     sums, out.channels);
      }
      for (std::size_t i = 0; cuts_negative && i < out.channels; ++i)
        sums[i] = std::max(sums[i], 0.0F);
    }
  return out;
}

/// The greatest of each square of `size` x `size`.
Values pool(const Values& in, std::size_t size) {
  Values out{in.side / size, in.channels, {}};
  out.at.assign(out.side * out.side * out.channels, -std::numeric_limits<float>::infinity());
  for (std::size_t y = 0; y < out.side * size; ++y)
    for (std::size_t x = 0; x < out.side * size; ++x)
      for (std::size_t i = 0; i < in.channels; ++i) {
        float& most = out.at[(y / size * out.side + x / size) * in.channels + i];
        most = std::max(most, in.at[(y * in.side + x) * in.channels + i]);
      }
  return out;
}

SignChances run(const DigitNet::Layers& layers, const Picture& picture) {
  Values values{kSide, 1, {picture.begin(), picture.end()}};
  for (const auto& layer : layers) {
    values = convolve(values, layer, &layer != &layers.back());
    if (layer.pool > 1) values = pool(values, layer.pool);
  }
  SignChances chances{};
  std::ranges::copy(values.at, chances.begin());
  const float best = *std::ranges::max_element(chances);
  float sum = 0;
  for (float& chance : chances) sum += chance = std::exp(chance - best);
  for (float& chance : chances) chance /= sum;
  return chances;
}

/// Reads what train.py has written, and remembers when there was less of it than should be.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::uint32_t number(std::size_t size) {
    if (bytes_.size() - at_ < size) is_cut_ = true;
    if (is_cut_) return 0;
    at_ += size;
    return little(bytes_, at_ - size, size);
  }

  /// One list of numbers: its step, then how many steps each.
  std::vector<float> steps(std::size_t count) {
    const auto step = std::bit_cast<float>(number(4));
    if ((bytes_.size() - at_) / 2 < count) is_cut_ = true;
    if (is_cut_) return {};
    std::vector<float> numbers(count);
    for (float& n : numbers) n = static_cast<float>(static_cast<std::int16_t>(number(2))) * step;
    return numbers;
  }

  bool is_whole() const { return !is_cut_ && at_ == bytes_.size(); }
  bool is_cut() const { return is_cut_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = kMagic.size();
  bool is_cut_ = false;
};

/// The layers of one net; none when they do not lead from a picture to the classes.
DigitNet::Layers read_layers(Reader& reader) {
  DigitNet::Layers layers;
  std::size_t side = kSide, channels = 1;
  for (std::size_t count = reader.number(1); count > 0; --count) {
    DigitNet::Layer layer;
    layer.kernel = reader.number(1), layer.step = reader.number(1);
    layer.pad = reader.number(1), layer.pool = reader.number(1);
    const std::size_t outputs = reader.number(2);
    if (reader.is_cut() || layer.kernel == 0 || layer.step == 0 || layer.pool == 0 ||
        layer.pad >= layer.kernel || layer.kernel > side + 2 * layer.pad)
      return {};
    layer.weights = reader.steps(layer.kernel * layer.kernel * channels * outputs);
    layer.offsets = reader.steps(outputs);
    side = ((side + 2 * layer.pad - layer.kernel) / layer.step + 1) / layer.pool;
    channels = outputs;
    layers.push_back(std::move(layer));
  }
  return !reader.is_cut() && side == 1 && channels == kSignClasses ? layers : DigitNet::Layers{};
}

}  // namespace

Result<DigitNet> DigitNet::load(const std::filesystem::path& file) {
  const auto bytes = read_file(file.string(), kMaxFile);
  if (!bytes) return pass_on(bytes);
  const auto refuse = [&] {
    return fail(ErrorCode::bad_rulebook, "not the weights of digit nets: " + file.string());
  };
  if (!bytes->starts_with(kMagic)) return refuse();
  Reader reader(*bytes);
  DigitNet net;
  net.quick_ = read_layers(reader);
  net.careful_ = read_layers(reader);
  if (!reader.is_whole() || net.quick_.empty() || net.careful_.empty()) return refuse();
  return net;
}

SignChances DigitNet::read(const GreyPage& page, const Box& box) const {
  return run(quick_, draw(page, box));
}

SignChances DigitNet::read_closely(const GreyPage& page, const Box& box) const {
  return run(careful_, draw(page, box));
}

}  // namespace oit::doc
