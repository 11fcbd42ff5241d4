#pragma once
#include <array>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "doc/grey.h"

namespace oit::doc {

/// What a sign may be: 0 to 9 are Thai digits, 10 to 19 Arabic ones.
inline constexpr std::size_t kSignClasses = 21, kNoDigit = 20;
using SignChances = std::array<float, kSignClasses>;

/// Tells digits from other signs by their looks: two small convolutional nets, trained by
/// rules/ocr/make/train.py on Thai typefaces as scans show them. The quick one is for every piece
/// of ink, the careful one for what may be a digit.
class DigitNet {
 public:
  /// One layer; where it has as large a kernel as its input it is a full one.
  struct Layer {
    std::size_t kernel = 0, step = 0, pad = 0, pool = 0;
    std::vector<float> weights, offsets;  ///< weights by row, column, input, then output
  };
  using Layers = std::vector<Layer>;

  /// Reads the weights; the file's format stands in train.py. Errors: not_found, bad_rulebook.
  static Result<DigitNet> load(const std::filesystem::path& file);

  /// The chances of each class, which add up to 1. `box` lies in `page` and is not empty. Any
  /// thread.
  SignChances read(const GreyPage& page, const Box& box) const;

  /// The same by the careful net, ten times slower.
  SignChances read_closely(const GreyPage& page, const Box& box) const;

 private:
  Layers quick_, careful_;
};

}  // namespace oit::doc
