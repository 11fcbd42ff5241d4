#include "doc/orientation.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace oit::doc {
namespace {

constexpr int kSmallest = 1'000;  // pixels; a few large lines have no gaps to tell them by
constexpr double kSideways = 2;   // upright pages reach 0.8, tables too; turned ones begin at 5
constexpr std::size_t kGreys = 256;

/// The grey between ink and paper.
int find_threshold(const GreyPage& page) {
  std::array<std::size_t, kGreys> count{};
  for (const unsigned char grey : page.pixels) ++count[grey];
  const auto reached = [&](std::size_t wanted) {
    std::size_t sum = 0;
    for (std::size_t grey = 0; grey < kGreys; ++grey)
      if ((sum += count[grey]) > wanted) return static_cast<int>(grey);
    return static_cast<int>(kGreys) - 1;
  };
  return (reached(page.pixels.size() / 50) + reached(page.pixels.size() / 2)) / 2;
}

/// Where ink is, as one value a pixel; rules, which are long whichever way a page lies, are left
/// out.
std::vector<std::uint8_t> find_writing(const GreyPage& page) {
  const int threshold = find_threshold(page);
  std::vector<std::uint8_t> ink(page.pixels.size());
  std::ranges::transform(page.pixels, ink.begin(),
                         [&](unsigned char grey) { return grey < threshold ? 1 : 0; });
  std::vector<std::uint8_t> writing = ink;
  const int longest = std::max(40, std::min(page.width, page.height) / 30);
  const auto drop_rules = [&](int lines, int length, std::size_t line_step, std::size_t step) {
    for (int line = 0; line < lines; ++line) {
      const std::size_t start = static_cast<std::size_t>(line) * line_step;
      int run = 0;
      for (int i = 0; i <= length; ++i) {
        if (i < length && ink[start + static_cast<std::size_t>(i) * step] != 0) {
          ++run;
          continue;
        }
        for (int back = run > longest ? run : 0; back > 0; --back)
          writing[start + static_cast<std::size_t>(i - back) * step] = 0;
        run = 0;
      }
    }
  };
  const auto width = static_cast<std::size_t>(page.width);
  drop_rules(page.height, page.width, width, 1);
  drop_rules(page.width, page.height, 1, width);
  return writing;
}

/// How far it is from one pixel of a line to the next, and from one line to the next; lines may be
/// the page's rows or its columns.
struct Steps {
  std::size_t along = 1, across = 1;
};

/// Each value as the mean of `size` of them, so that lines count and strokes do not.
std::vector<double> smooth(const std::vector<double>& values, std::size_t size) {
  std::vector<double> means;
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    sum += values[i] - (i >= size ? values[i - size] : 0);
    means.push_back(sum / static_cast<double>(size));
  }
  return means;
}

/// How strongly ink begins and ends from line to line, in strips of `length` that lie beside each
/// other and are as thick as a sixth of the page, or less: a tilted page has no blank row from edge
/// to edge. `count` lines of `length` pixels.
double measure_lines(const std::vector<std::uint8_t>& writing, int count, int length, Steps steps) {
  const int shorter = std::min(count, length);
  const int strips = length / (shorter / 6);
  const auto lag = static_cast<std::size_t>(shorter / 100);  // about half a letter
  double sum = 0;
  for (int strip = 0; strip < strips; ++strip) {
    const auto from = static_cast<std::size_t>(length * strip / strips);
    const auto until = static_cast<std::size_t>(length * (strip + 1) / strips);
    std::vector<double> ink(static_cast<std::size_t>(count));
    for (std::size_t line = 0; line < ink.size(); ++line)
      for (std::size_t i = from; i < until; ++i)
        ink[line] += writing[line * steps.across + i * steps.along];
    ink = smooth(ink, lag / 2);
    for (std::size_t line = lag; line < ink.size(); ++line)
      sum += (ink[line] - ink[line - lag]) * (ink[line] - ink[line - lag]);
  }
  return sum;
}

}  // namespace

bool seems_on_its_side(const GreyPage& page) {
  if (std::min(page.width, page.height) < kSmallest) return false;
  const auto writing = find_writing(page);
  const auto width = static_cast<std::size_t>(page.width);
  const double rows = measure_lines(writing, page.height, page.width, {1, width});
  const double columns = measure_lines(writing, page.width, page.height, {width, 1});
  return columns > kSideways * rows;
}

}  // namespace oit::doc
