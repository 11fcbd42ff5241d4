#include "doc/line_signs.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace oit::doc {
namespace {

constexpr std::size_t kMostPieces = 4;   // of one broken sign
constexpr double kThin = 0.45;           // of its height; a column with more ink is no gap
constexpr float kClear = 0.95F;          // of a digit: no second look changes it
constexpr std::size_t kMostSigns = 400;  // of one line; more is a picture or dirt

/// The height of a consonant or digit: what most patches that stand on the line have.
double sign_height(const std::vector<Box>& patches, const Box& line, const Baseline& baseline) {
  std::vector<int> heights;
  for (const Box& patch : patches) {
    const bool stands =
        std::abs(patch.bottom - baseline.at(patch.middle())) < 0.12 * line.height() + 1;
    if (stands && patch.height() > 0.2 * line.height() && patch.height() < line.height())
      heights.push_back(patch.height());
  }
  if (heights.empty()) return 0.5 * line.height();
  std::ranges::nth_element(heights, heights.begin() + static_cast<long>(heights.size() / 2));
  return heights[heights.size() / 2];
}

/// A patch that is (part of) a sign on the line: no mark above or below, no speck, no rule.
bool is_on_line(const Box& patch, double base, double height) {
  const double middle = (patch.top + patch.bottom) / 2.0;
  return middle > base - 1.5 * height && middle < base + 0.25 * height &&
         patch.bottom > base - 0.75 * height && patch.top < base - 0.1 * height &&
         patch.height() > 0.15 * height && patch.height() < 2.2 * height &&
         patch.width() < 12 * height;
}

Box join(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
          std::max(a.bottom, b.bottom)};
}

/// Parts of one sign above each other become one box.
std::vector<Box> join_stacked(std::vector<Box> boxes) {
  std::ranges::sort(boxes, {}, [](const Box& box) { return box.left; });
  std::vector<Box> joined;
  for (const Box& box : boxes) {
    const int shared = joined.empty() ? 0 : std::min(joined.back().right, box.right) - box.left;
    const int narrow = joined.empty() ? 1 : std::min(joined.back().width(), box.width());
    if (shared > 0.5 * narrow)
      joined.back() = join(joined.back(), box);
    else
      joined.push_back(box);
  }
  return joined;
}

/// The darkest and the brightest grey in the box.
std::pair<int, int> range_of(const GreyPage& page, const Box& box) {
  int dark = 255, light = 0;
  for (int y = box.top; y < box.bottom; ++y)
    for (int x = box.left; x < box.right; ++x) {
      dark = std::min<int>(dark, page.at(x, y));
      light = std::max<int>(light, page.at(x, y));
    }
  return {dark, light};
}

/// How much ink each column of the box holds, 0 to 1 of its height.
std::vector<double> ink_by_column(const GreyPage& page, const Box& box) {
  const auto [low, high] = range_of(page, box);
  std::vector<double> ink(static_cast<std::size_t>(box.width()));
  for (int x = box.left; x < box.right; ++x)
    for (int y = box.top; y < box.bottom; ++y)
      ink[static_cast<std::size_t>(x - box.left)] +=
          static_cast<double>(high - page.at(x, y)) / std::max(high - low, 1) / box.height();
  return ink;
}

/// Narrows the box to the rows that hold ink: parts of a wide box differ in height.
Box tighten(const GreyPage& page, Box box, int threshold) {
  const auto is_blank = [&](int y) {
    for (int x = box.left; x < box.right; ++x)
      if (page.at(x, y) < threshold) return false;
    return true;
  };
  while (box.height() > 3 && is_blank(box.top)) ++box.top;
  while (box.height() > 3 && is_blank(box.bottom - 1)) --box.bottom;
  return box;
}

/// A box too wide for one sign, parted where its ink is thinnest.
std::vector<Box> part(const GreyPage& page, const Box& box, double height) {
  if (box.width() < 1.15 * height || box.width() < 8) return {box};
  const auto ink = ink_by_column(page, box);
  std::vector<Box> parts;
  const auto least = static_cast<std::size_t>(std::max(0.3 * height, 3.0));
  std::size_t start = 0;
  for (std::size_t x = least; x + least < ink.size(); ++x) {
    if (x - start < least || ink[x] > kThin) continue;
    const auto from = ink.begin() + static_cast<long>(x - std::min<std::size_t>(x, 2));
    const auto until = ink.begin() + static_cast<long>(std::min(x + 3, ink.size()));
    if (*std::min_element(from, until) < ink[x]) continue;
    parts.push_back(
        {box.left + static_cast<int>(start), box.top, box.left + static_cast<int>(x), box.bottom});
    start = x;
  }
  parts.push_back({box.left + static_cast<int>(start), box.top, box.right, box.bottom});
  const auto [dark, light] = range_of(page, box);
  if (parts.size() > 1)
    for (Box& piece : parts) piece = tighten(page, piece, (dark + light) / 2);
  return parts;
}

/// A part of a patch of ink, in most cases all of it.
struct Piece {
  Box box;
  std::size_t patch = 0;  ///< which one, from the left
};

/// How well a box reads as one sign: digits are preferred, so that two of them never become one
/// "other". What was parted and is put together again must be clear: ๑/ looks a little like ๗.
double score(const SignChances& chances, bool is_mended) {
  const auto best = std::max_element(chances.begin(), chances.end());
  const bool is_digit = best != chances.end() - 1;
  const double doubt = is_mended && is_digit && *best < kClear ? 1 : 0;
  return std::log(static_cast<double>(*best) + 1e-6) + (is_digit ? 0.2 : -1.0) - doubt;
}

/// Digits may be taller than the consonants that `height` is taken from, and ๗ is wider than tall;
/// ๑/ is wider still, and looks like it.
bool may_be_one(const Box& whole, const Piece& last, const Piece& next, double height) {
  if (last.patch == next.patch)
    return whole.width() <= 1.45 * std::max<double>(height, whole.height());
  return whole.width() <= 1.3 * height && next.box.left - last.box.right <= 0.2 * height &&
         std::min(last.box.width(), next.box.width()) < 0.6 * height;
}

/// The best way to join neighbouring pieces to signs, found from left to right.
std::vector<Sign> choose_signs(const GreyPage& page, const std::vector<Piece>& pieces,
                               double height, const DigitNet& net) {
  struct Best {
    double score = -1e9;
    std::size_t from = 0;
    Sign last;
  };
  std::vector<Best> best(pieces.size() + 1);
  best[0].score = 0;
  for (std::size_t from = 0; from < pieces.size(); ++from) {
    Box box = pieces[from].box;
    bool is_mended = false;
    for (std::size_t until = from + 1; until <= std::min(from + kMostPieces, pieces.size());
         ++until) {
      if (until > from + 1) {
        const Box whole = join(box, pieces[until - 1].box);
        if (!may_be_one(whole, pieces[until - 2], pieces[until - 1], height)) break;
        box = whole;
        is_mended = is_mended || pieces[until - 2].patch == pieces[until - 1].patch;
      }
      const bool is_cut = until < pieces.size() && pieces[until].patch == pieces[until - 1].patch;
      const Sign sign{box, net.read(page, box), is_cut};
      const double reached = best[from].score + score(sign.chances, is_mended);
      if (reached > best[until].score) best[until] = {reached, from, sign};
    }
  }
  std::vector<Sign> signs;
  for (std::size_t at = pieces.size(); at > 0; at = best[at].from) signs.push_back(best[at].last);
  std::ranges::reverse(signs);
  return signs;
}

bool is_clear_digit(const SignChances& chances) {
  return *std::max_element(chances.begin(), chances.end() - 1) >= kClear;
}

/// ๕ without its tail reads as ๔.
bool may_lack_tail(const SignChances& chances) { return chances[4] + chances[5] >= 0.5F; }

/// Moves the cut between two signs that touch to where both are clear digits, if there is such a
/// place: the tail of ๕ may lie over ๖, and the thinnest column is then in the tail.
void move_cut(const GreyPage& page, const DigitNet& net, double height, Sign& left, Sign& right) {
  constexpr double kReach = 0.35, kNarrowest = 0.4, kOneSign = 1.5;
  const Box whole = join(left.box, right.box);
  const bool are_clear = is_clear_digit(left.chances) && is_clear_digit(right.chances);
  const float digit = std::max(1 - left.chances[kNoDigit], 1 - right.chances[kNoDigit]);
  if (!left.is_cut || left.box.right != right.box.left || digit < kClear ||
      whole.width() < kOneSign * whole.height() || (are_clear && !may_lack_tail(left.chances)))
    return;
  const auto [dark, light] = range_of(page, whole);
  const int cut = left.box.right, reach = static_cast<int>(kReach * height);
  const int least = static_cast<int>(kNarrowest * height);
  double best = are_clear ? score(left.chances, false) + score(right.chances, false) : -1e9;
  for (int x = std::max(cut - reach, whole.left + least);
       x <= std::min(cut + reach, whole.right - least); ++x) {
    const int grey = (dark + light) / 2;
    const Box before = tighten(page, {whole.left, whole.top, x, whole.bottom}, grey);
    const Box after = tighten(page, {x, whole.top, whole.right, whole.bottom}, grey);
    const SignChances first = net.read_closely(page, before);
    const SignChances second = net.read_closely(page, after);
    if (!is_clear_digit(first) || !is_clear_digit(second)) continue;
    const double reached = score(first, false) + score(second, false);
    if (reached <= best) continue;
    best = reached;
    left.box = before, left.chances = first;
    right.box = after, right.chances = second;
  }
}

/// What may be a digit is looked at closely; what stays unclear also with its edges a pixel in and
/// out: what is only so in one of the looks is the scan's, not the sign's.
void look_closely(const GreyPage& page, const DigitNet& net, Sign& sign) {
  constexpr float kWorthIt = 0.02F, kBeyondDoubt = 0.97F;
  if (1 - sign.chances[kNoDigit] < kWorthIt) return;
  const Box& box = sign.box;
  SignChances sum = net.read_closely(page, box);
  float looks = 1;
  if (*std::ranges::max_element(sum) < kBeyondDoubt)
    for (const auto& [x, y] : {std::pair{1, 0}, {0, 1}, {-1, 0}, {0, -1}}) {
      const Box other{std::max(box.left - x, 0), std::max(box.top - y, 0),
                      std::min(box.right + x, page.width), std::min(box.bottom + y, page.height)};
      if (other.width() < 3 || other.height() < 3) continue;
      const SignChances chances = net.read_closely(page, other);
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += chances[i];
      ++looks;
    }
  for (float& chance : sum) chance /= looks;
  sign.chances = sum;
}

}  // namespace

std::vector<Sign> read_signs(const GreyPage& page, const std::vector<Box>& patches, const Box& line,
                             const Baseline& baseline, const DigitNet& net) {
  std::vector<Box> near;
  for (const Box& patch : patches)
    if (patch.left >= line.left - 2 && patch.right <= line.right + 2 &&
        std::abs(patch.bottom - baseline.at(patch.middle())) < 1.5 * line.height())
      near.push_back(patch);
  const double height = sign_height(near, line, baseline);
  std::erase_if(near, [&](const Box& patch) {
    return !is_on_line(patch, baseline.at(patch.middle()), height);
  });
  std::vector<Piece> pieces;
  std::size_t patch = 0;
  for (const Box& box : join_stacked(std::move(near))) {
    for (const Box& piece : part(page, box, height)) pieces.push_back({piece, patch});
    ++patch;
  }
  if (pieces.size() > kMostSigns) return {};
  std::vector<Sign> signs = choose_signs(page, pieces, height, net);
  for (std::size_t i = 1; i < signs.size(); ++i)
    move_cut(page, net, height, signs[i - 1], signs[i]);
  for (Sign& sign : signs) look_closely(page, net, sign);
  return signs;
}

}  // namespace oit::doc
