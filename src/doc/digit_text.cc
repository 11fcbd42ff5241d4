#include "doc/digit_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr float kSure = 0.95F;     // chosen on typefaces that are neither learnt nor judged by
constexpr float kLikely = 0.6F;    // in the place of a year's digit, if it is also
constexpr float kOfDigits = 0.8F;  // so much of the chance of any digit
constexpr float kPossible = 0.3F;  // enough to be part of a run
constexpr float kOdds = 20;  // after ๒๕ a digit is so much likelier than by its looks alone
constexpr float kNotGainsaid = 0.05F;
constexpr std::string_view kUnsure = "\uFFFD";
constexpr std::size_t kYearDigits = 4;

enum class Script : std::uint8_t { thai, arabic };

/// Neighbouring signs that look like the digits of one number.
struct Run {
  std::size_t first = 0, last = 0;  ///< signs, half-open
  Script script = Script::thai;
};

float chance_of_thai(const SignChances& chances) {
  float sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += chances[i];
  return sum;
}

float chance_of_digit(const SignChances& chances) { return 1 - chances[kNoDigit]; }

/// The chance of `digit` in a run of `script`: the two zeros look alike, only the run parts them.
float chance_of(const SignChances& chances, Script script, std::size_t digit) {
  if (digit == 0) return chances[0] + chances[10];
  return chances[script == Script::thai ? digit : 10 + digit];
}

/// Whether `digit` is what is left of another one whose right side was cut off: ๗ without its tail
/// reads as ๓, ๙ as ๑ or ๐, ๕ as ๔.
bool may_be_rest(std::size_t digit) { return digit <= 1 || digit == 3 || digit == 4; }

/// The digit the sign shows in a run of `script`, if that is sure.
std::optional<std::size_t> sure_digit(const Sign& sign, Script script) {
  for (std::size_t digit = 0; digit < 10; ++digit)
    if (chance_of(sign.chances, script, digit) >= kSure)
      return sign.is_cut && may_be_rest(digit) ? std::nullopt : std::optional(digit);
  return std::nullopt;
}

/// Whether the two signs read ๒๕, as the years of our time begin.
bool begin_year(const std::vector<Sign>& signs, std::size_t first) {
  const auto reads = [&](std::size_t i, std::size_t digit) {
    const SignChances& chances = signs[first + i].chances;
    return chances[digit] >= kPossible && *std::ranges::max_element(chances) == chances[digit];
  };
  return reads(0, 2) && reads(1, 5);
}

/// Whether the run can be a year of our time, ๒๕xx, and reads so: then its first two digits need
/// not be sure by themselves.
bool begins_like_year(const std::vector<Sign>& signs, const Run& run) {
  return run.last - run.first == kYearDigits && run.script == Script::thai &&
         begin_year(signs, run.first);
}

/// A sign where a Thai digit is expected.
struct Expected {
  std::size_t digit = 0;  ///< the likeliest
  float share = 0;        ///< its chance among digits
  float chance = 0;       ///< of this digit, the place taken into account
};

Expected expect_digit(const Sign& sign) {
  Expected expected;
  float all = 0, most = 0;
  for (std::size_t digit = 0; digit < 10; ++digit) {
    const float chance = chance_of(sign.chances, Script::thai, digit);
    all += chance;
    if (chance <= most) continue;
    most = chance;
    expected.digit = digit;
  }
  if (all <= 0) return expected;
  expected.share = most / all;
  expected.chance = kOdds * most / (kOdds * all + std::max(1 - all, 0.0F));
  return expected;
}

/// The digit at place `i` of such a year. That there is a digit is known, only which one is not.
std::optional<std::size_t> year_digit(const Sign& sign, std::size_t i) {
  if (i == 0) return 2;
  if (i == 1) return 5;
  const Expected expected = expect_digit(sign);
  if (expected.chance < kLikely || expected.share < kOfDigits) return std::nullopt;
  return sign.is_cut && may_be_rest(expected.digit) ? std::nullopt : std::optional(expected.digit);
}

std::string write_digit(std::size_t digit, Script script) {
  std::string out;
  text::append_char(out, (script == Script::thai ? U'๐' : U'0') + static_cast<char32_t>(digit));
  return out;
}

/// The digit `text` is, whatever its script.
std::optional<std::size_t> digit_in(std::string_view text, Script script) {
  const text::ReadChar read = text.empty() ? text::ReadChar{} : text::read_char(text, 0);
  const char32_t zero = script == Script::thai ? U'๐' : U'0';
  if (!read.valid || read.size != text.size() || read.c < zero || read.c > zero + 9)
    return std::nullopt;
  return read.c - zero;
}

bool is_digit(std::string_view text) {
  return digit_in(text, Script::thai) || digit_in(text, Script::arabic);
}

bool are_neighbours(const Box& left, const Box& right) {
  const int tall = std::max(left.height(), right.height());
  const int low = std::min(left.height(), right.height());
  return right.left - left.right < 0.6 * tall && low > 0.6 * tall &&
         std::abs(left.bottom - right.bottom) < 0.35 * tall;
}

/// Whether `sign` is rather a stroke or bracket than a digit beside the Thai digit `digit`: it is
/// taller, as no digit of one number is, and looks at most like 1.
bool is_stroke_beside(const Sign& sign, const Sign& digit) {
  constexpr double kTaller = 1.25;
  return sign.box.height() > kTaller * digit.box.height() && sign.box.width() < digit.box.width() &&
         chance_of_thai(sign.chances) + sign.chances[10] < kNotGainsaid;
}

/// Whether the four signs from `first` on are a year whose last two signs look enough like digits
/// for their place, and what stands close on either side looks like none.
bool is_year_at(const std::vector<Sign>& signs, std::size_t first) {
  const std::size_t last = first + kYearDigits;
  if (last > signs.size() || !begin_year(signs, first)) return false;
  for (std::size_t i = first + 1; i < last; ++i)
    if (!are_neighbours(signs[i - 1].box, signs[i].box)) return false;
  bool are_sure = true;
  for (std::size_t i = first; i < last; ++i)
    are_sure = are_sure && sure_digit(signs[i], Script::thai).has_value();
  const Expected third = expect_digit(signs[first + 2]), fourth = expect_digit(signs[first + 3]);
  const float low = std::min(third.chance, fourth.chance);
  const float high = std::max(third.chance, fourth.chance);
  if (low < kLikely || high < kSure) return false;
  const float no_digit = are_sure ? kLikely : kPossible;
  const bool has_left = first > 0 && are_neighbours(signs[first - 1].box, signs[first].box) &&
                        chance_of_digit(signs[first - 1].chances) >= no_digit &&
                        !(are_sure && is_stroke_beside(signs[first - 1], signs[first]));
  const bool has_right = last < signs.size() &&
                         are_neighbours(signs[last - 1].box, signs[last].box) &&
                         chance_of_digit(signs[last].chances) >= no_digit &&
                         !(are_sure && is_stroke_beside(signs[last], signs[last - 1]));
  return !has_left && !has_right;
}

/// Makes each year a run of its own, where looks alone found less or more than its four signs.
void take_years(const std::vector<Sign>& signs, std::vector<Run>& runs) {
  for (std::size_t first = 0; first + kYearDigits <= signs.size(); ++first) {
    if (!is_year_at(signs, first)) continue;
    const Run year{first, first + kYearDigits, Script::thai};
    std::erase_if(runs,
                  [&](const Run& run) { return run.first < year.last && year.first < run.last; });
    runs.insert(std::ranges::upper_bound(runs, year.first, {}, &Run::first), year);
  }
}

std::vector<Run> find_runs(const std::vector<Sign>& signs) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (chance_of_digit(signs[i].chances) < kPossible) continue;
    if (!runs.empty() && runs.back().last == i && are_neighbours(signs[i - 1].box, signs[i].box))
      runs.back().last = i + 1;
    else
      runs.push_back({i, i + 1, Script::thai});
  }
  for (Run& run : runs) {
    float thai = 0, all = 0;
    for (std::size_t i = run.first; i < run.last; ++i) {
      if (signs[i].chances[0] + signs[i].chances[10] > 0.5F && run.last - run.first > 1)
        continue;  // zeros say nothing
      thai += chance_of_thai(signs[i].chances);
      all += chance_of_digit(signs[i].chances);
    }
    run.script = thai * 2 >= all ? Script::thai : Script::arabic;
  }
  take_years(signs, runs);
  return runs;
}

/// Carries out the second reading on one line.
class Checker {
 public:
  Checker(const std::vector<Symbol>& symbols, const std::vector<Sign>& signs)
      : symbols_(symbols), signs_(signs), out_(symbols.size()) {
    for (std::size_t i = 0; i < symbols.size(); ++i) out_[i] = symbols[i].text;
    is_settled_.resize(symbols.size());
  }

  std::string check() {
    for (const Run& run : find_runs(signs_)) take(run);
    for (std::size_t i = 0; i < symbols_.size(); ++i)
      if (!is_settled_[i]) doubt(i);
    std::string line;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      if (symbols_[i].is_after_space && !line.empty() && !out_[i].empty()) line += ' ';
      line += out_[i];
    }
    return line;
  }

 private:
  /// The symbols whose middle lies within the run, as a half-open range of indices.
  std::vector<std::size_t> symbols_of(const Run& run) const {
    const Box &left = signs_[run.first].box, &right = signs_[run.last - 1].box;
    const double slack = 0.1 * left.height();
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < symbols_.size(); ++i) {
      const double middle = symbols_[i].box.middle();
      if (middle > left.left - slack && middle < right.right + slack) found.push_back(i);
    }
    return found;
  }

  /// Whether nothing stands close to the run on either side.
  bool stands_alone(const Run& run) const {
    const int height = signs_[run.first].box.height();
    const bool left = run.first == 0 ||
                      signs_[run.first].box.left - signs_[run.first - 1].box.right > 0.3 * height;
    const bool right = run.last == signs_.size() ||
                       signs_[run.last].box.left - signs_[run.last - 1].box.right > 0.3 * height;
    return left && right;
  }

  void take(const Run& run) {
    const auto covered = symbols_of(run);
    std::size_t sure = 0;
    for (std::size_t i = run.first; i < run.last; ++i)
      sure += sure_digit(signs_[i], run.script) ? 1U : 0U;
    const bool engine_saw_digits =
        std::ranges::any_of(covered, [&](std::size_t i) { return is_digit(symbols_[i].text); });
    // Halves of wide letters may look like digits; three in a row never did.
    const bool are_letters = !engine_saw_digits && sure < 3 && !(sure > 0 && stands_alone(run));
    if (are_letters) return;
    if (run.script == Script::arabic) return take_arabic(run, covered);
    std::string digits = is_after_comma(run, covered) ? "," : "";
    const bool is_year = begins_like_year(signs_, run);
    for (std::size_t i = run.first; i < run.last; ++i) {
      auto digit = sure_digit(signs_[i], run.script);
      if (is_year && !digit) digit = year_digit(signs_[i], i - run.first);
      if (i > run.first) digits += point_before(i, covered);
      digits += digit ? write_digit(*digit, run.script) : std::string(kUnsure);
    }
    if (!covered.empty())
      put(covered, run, digits);
    else if (sure + 1 >= kYearDigits)
      insert(run, digits);
  }

  /// Whether a speck at the foot of the line, which the engine passed over, parts the run from a
  /// digit before it: ๒ and ๕๖๐ are no year.
  bool is_after_comma(const Run& run, const std::vector<std::size_t>& covered) const {
    if (run.first < 2 || chance_of_digit(signs_[run.first - 2].chances) < kPossible) return false;
    const Box &left = signs_[run.first - 2].box, &right = signs_[run.first].box;
    const Box& speck = signs_[run.first - 1].box;
    const bool is_written =
        !covered.empty() && covered.front() > 0 && is_stroke(symbols_[covered.front() - 1].text);
    return !is_written && 2 * speck.height() < right.height() &&
           2 * speck.top > right.top + right.bottom &&
           right.left - left.right < 0.7 * right.height();
  }

  /// The comma or full stop between two digits, if the engine saw one and there is room for it: it
  /// is too small to be a sign, and ๒,๕๖๐ is no year.
  std::string_view point_before(std::size_t i, const std::vector<std::size_t>& covered) const {
    const Box &left = signs_[i - 1].box, &right = signs_[i].box;
    const double slack = 0.15 * left.height();
    if (right.left - left.right < slack) return {};
    for (const std::size_t symbol : covered) {
      const auto& [text, box, _] = symbols_[symbol];
      if ((text == "," || text == ".") && box.middle() > left.right - slack &&
          box.middle() < right.left + slack)
        return text;
    }
    return {};
  }

  /// The engine reads Arabic digits well: its reading stays where the net saw as many digits and
  /// does not gainsay any.
  void take_arabic(const Run& run, const std::vector<std::size_t>& covered) {
    std::vector<std::size_t> digits;
    for (const std::size_t i : covered)
      if (is_digit(symbols_[i].text)) digits.push_back(i);
    if (digits.size() != run.last - run.first) return;
    for (std::size_t n = 0; n < digits.size(); ++n) {
      const Sign& sign = signs_[run.first + n];
      const auto read = digit_in(symbols_[digits[n]].text, Script::arabic);
      const auto seen = sure_digit(sign, Script::arabic);
      is_settled_[digits[n]] = true;
      if (read && chance_of(sign.chances, Script::arabic, *read) >= kNotGainsaid) continue;
      out_[digits[n]] = seen && !read ? write_digit(*seen, Script::arabic) : std::string(kUnsure);
    }
  }

  void put(std::vector<std::size_t> covered, const Run& run, const std::string& digits) {
    // The engine's boxes are rough: ๓/๒๕๖๗ has a stroke that may seem to lie within the number.
    const bool has_left = run.first > 0 && is_close(run.first - 1);
    const bool has_right = run.last < signs_.size() && is_close(run.last - 1);
    if (covered.size() > 1 && has_left && is_stroke(symbols_[covered.front()].text))
      covered.erase(covered.begin());
    if (covered.size() > 1 && has_right && is_stroke(symbols_[covered.back()].text))
      covered.pop_back();
    for (const std::size_t i : covered) {
      out_[i].clear();
      is_settled_[i] = true;
    }
    out_[covered.front()] = digits;
  }

  /// Whether the sign after sign `i` is close to it.
  bool is_close(std::size_t i) const {
    return signs_[i + 1].box.left - signs_[i].box.right < 0.6 * signs_[i].box.height();
  }

  static bool is_stroke(std::string_view text) {
    return text.size() == 1 && std::string_view("/-().,:").find(text[0]) != std::string_view::npos;
  }

  /// A number the engine passed over.
  void insert(const Run& run, const std::string& digits) {
    const int right = signs_[run.last - 1].box.right;
    const auto next = std::ranges::find_if(
        symbols_, [&](const Symbol& symbol) { return symbol.box.middle() > right; });
    if (next != symbols_.end())
      out_[static_cast<std::size_t>(next - symbols_.begin())].insert(0, digits + ' ');
    else if (!out_.empty())
      out_.back() += ' ' + digits;
  }

  /// A digit of the engine's that is in no run of the net's.
  void doubt(std::size_t i) {
    if (digit_in(symbols_[i].text, Script::thai)) out_[i] = kUnsure;
    const auto read = digit_in(symbols_[i].text, Script::arabic);
    if (!read || signs_.empty()) return;
    const double middle = symbols_[i].box.middle();
    for (const Sign& sign : signs_)
      if (sign.box.left <= middle && middle < sign.box.right &&
          chance_of(sign.chances, Script::arabic, *read) >= kNotGainsaid)
        return;
    out_[i] = kUnsure;
  }

  const std::vector<Symbol>& symbols_;
  const std::vector<Sign>& signs_;
  std::vector<std::string> out_;
  std::vector<bool> is_settled_;
};

constexpr std::string_view kEra = "พ.ศ";
/// Ends of words after which a year stands: ปี, งบประมาณ, พ.ศ. and the months, also short ones.
constexpr std::array<std::string_view, 11> kBeforeYear{"ปี",   "งบประมาณ", "พ.ศ", "พศ", "คม",  "ยน",
                                                       "พันธ์", ".ค",       ".ย",  ".พ", "พ.ศ."};

std::string_view skip_signs(std::string_view text) {
  while (!text.empty() && (text[0] == ' ' || text[0] == '.' || text[0] == '\n' || text[0] == ','))
    text.remove_prefix(1);
  return text;
}

/// Digits and U+FFFD in a row.
struct Number {
  std::size_t size = 0, count = 0;                      ///< bytes; digits
  std::size_t unsure = 0;                               ///< of them U+FFFD
  std::array<int, kYearDigits> values{-1, -1, -1, -1};  ///< of the first; -1 when unsure
};

Number number_at(std::string_view text) {
  Number number;
  while (number.size < text.size()) {
    const text::ReadChar read = text::read_char(text, number.size);
    const std::string_view sign = text.substr(number.size, read.size);
    auto digit = digit_in(sign, Script::thai);
    if (!digit) digit = digit_in(sign, Script::arabic);
    if (!digit && sign != kUnsure) break;
    if (digit && number.count < kYearDigits) number.values[number.count] = static_cast<int>(*digit);
    number.unsure += digit ? 0U : 1U;
    ++number.count;
    number.size += read.size;
  }
  return number;
}

/// What stands before `at`, without the spaces and dots in between.
std::string_view before(std::string_view text, std::size_t at) {
  text = text.substr(0, at);
  while (!text.empty() && (text.back() == ' ' || text.back() == '.' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

bool is_unreadable_year(const Number& number, std::string_view words) {
  const bool is_expected = std::ranges::any_of(
      kBeforeYear, [&](std::string_view word) { return words.ends_with(word); });
  const auto may_be = [&](std::size_t i, int wanted) {
    return number.values[i] == wanted || number.values[i] == -1;
  };
  const bool begins_so = may_be(0, 2) && may_be(1, 5) && number.count >= 2;
  if (number.unsure > 0)
    return is_expected ||
           (begins_so && kYearDigits - 1 <= number.count && number.count <= kYearDigits + 1);
  // A year that lost a digit to its neighbours.
  return begins_so && (number.count == kYearDigits - 1 || (number.count == 2 && is_expected));
}

}  // namespace

std::string check_digits(const std::vector<Symbol>& symbols, const std::vector<Sign>& signs) {
  return Checker(symbols, signs).check();
}

bool has_unreadable_year(std::string_view text) {
  std::size_t after_era = text.find(kEra);
  for (; after_era != std::string_view::npos; after_era = text.find(kEra, after_era + 1)) {
    const std::string_view rest = skip_signs(text.substr(after_era + kEra.size()));
    if (!rest.empty() && number_at(rest).count == 0)
      return true;  // nobody writes it without a year
  }
  for (std::size_t at = 0; at < text.size();) {
    const Number number = number_at(text.substr(at));
    if (number.count > 0 && is_unreadable_year(number, before(text, at))) return true;
    at += number.count > 0 ? number.size : text::read_char(text, at).size;
  }
  return false;
}

}  // namespace oit::doc
