#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace oit::doc {

/// Part of a page in pixels, from the upper left corner; right and bottom are outside.
struct Box {
  int left = 0, top = 0, right = 0, bottom = 0;
  int width() const { return right - left; }
  int height() const { return bottom - top; }
  double middle() const { return (left + right) / 2.0; }
};

/// A page as grey pixels, row by row without gaps; 0 is black.
struct GreyPage {
  int width = 0, height = 0;
  std::vector<unsigned char> pixels;

  unsigned char at(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                  static_cast<std::size_t>(x)];
  }
};

/// Whether all of the page is of one tone.
inline bool is_blank(const GreyPage& page) {
  constexpr int kSpread = 16;  // of what compression leaves
  if (page.pixels.empty()) return true;
  const auto [darkest, lightest] = std::ranges::minmax(page.pixels);
  return lightest - darkest <= kSpread;
}

/// Why nothing is read on such a page.
inline constexpr std::string_view kBlankPage = "the page is blank";

/// Pages are drawn, or made smaller, to have at most so many pixels.
inline constexpr double kMaxPixels = 25e6;

}  // namespace oit::doc
