#pragma once
#include <vector>

#include "doc/digit_net.h"
#include "doc/grey.h"

namespace oit::doc {

/// The line the signs of a text line stand on, in pixels of the page; scans are seldom straight.
struct Baseline {
  double x1 = 0, y1 = 0, x2 = 1, y2 = 0;
  double at(double x) const {
    return x2 > x1 ? y1 + (x - x1) * (y2 - y1) / (x2 - x1) : (y1 + y2) / 2;
  }
};

/// One sign of a line as the digit net sees it.
struct Sign {
  Box box;
  SignChances chances{};
  bool is_cut = false;  ///< parted from what it touches on its right: ๗ without its tail reads as ๓
};

/// Finds the signs that stand on `baseline` within `line` among the page's connected patches of
/// ink, from left to right, joins broken signs, parts those that touch and has `net` look at each.
/// Marks above and below consonants are left out.
std::vector<Sign> read_signs(const GreyPage& page, const std::vector<Box>& patches, const Box& line,
                             const Baseline& baseline, const DigitNet& net);

}  // namespace oit::doc
