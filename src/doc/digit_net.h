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

/// Tells digits from other signs by their looks: a small convolutional net, trained by
/// rules/ocr/make/train.py on Thai typefaces as scans show them.
class DigitNet {
 public:
  /// Reads the weights; the file's format stands in train.py. Errors: not_found, bad_rulebook.
  static Result<DigitNet> load(const std::filesystem::path& file);

  /// The chances of each class, which add up to 1. `box` lies in `page` and is not empty. Any
  /// thread.
  SignChances read(const GreyPage& page, const Box& box) const;

 private:
  struct Layer {
    std::vector<float> weights, offsets;  ///< weights by input, then by output
  };
  std::array<Layer, 4> layers_;
};

}  // namespace oit::doc
