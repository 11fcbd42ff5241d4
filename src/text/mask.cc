#include "text/mask.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {
constexpr std::size_t kCitizenDigits = 13;
constexpr std::size_t kLeftOpen = 2;
constexpr std::size_t kMaxGroups = kCitizenDigits;

/// A digit and the bytes it takes.
struct Digit {
  int value = 0;
  std::size_t begin = 0;
  std::size_t size = 0;
};

std::optional<Digit> digit_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  const ReadChar read = read_char(text, at);
  if (read.c >= '0' && read.c <= '9') return Digit{static_cast<int>(read.c - '0'), at, read.size};
  if (thai_kind(read.c) == ThaiKind::digit)
    return Digit{static_cast<int>(read.c - kThaiZero), at, read.size};
  return std::nullopt;
}

/// What may stand between the groups of a number.
bool is_separator(char32_t c) {
  return c == ' ' || c == '-' || c == '.' || c == 0xA0 || (c >= 0x2010 && c <= 0x2015) ||
         c == '(' || c == ')';
}

/// Digits in groups: "1-2345-67890-12-3" has five, "0812345678" one.
struct Figure {
  std::vector<Digit> digits;
  std::vector<std::size_t> groups;  ///< digits in each group
  bool plus = false;
  std::size_t plain_groups = 1;  ///< so many are one space or hyphen apart from each other
  std::size_t end = 0;
};

/// The digits from `at` on, groups at most two separators apart.
Figure read_figure(std::string_view text, std::size_t at) {
  Figure figure;
  figure.end = at;
  std::size_t i = at;
  while (true) {
    std::size_t in_group = 0;
    while (const auto digit = digit_at(text, i)) {
      figure.digits.push_back(*digit);
      ++in_group;
      i += digit->size;
    }
    if (in_group == 0) break;
    figure.groups.push_back(in_group);
    figure.end = i;
    int separators = 0;
    bool plain = true;
    for (; separators < 2 && i < text.size(); ++separators) {
      const ReadChar read = read_char(text, i);
      if (!is_separator(read.c)) break;
      plain = plain && read.c != '.' && read.c != '(' && read.c != ')';
      i += read.size;
    }
    if (separators == 1 && plain && figure.plain_groups == figure.groups.size())
      ++figure.plain_groups;
    if (i == figure.end || figure.groups.size() == kMaxGroups) break;
  }
  return figure;
}

std::size_t digits_in(const Figure& figure, std::size_t groups) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < groups; ++i) sum += figure.groups[i];
  return sum;
}

/// True when the first 13 digits are a citizen id by their check digit.
/// Source: Department of Provincial Administration, Thai national id.
bool has_check_digit(const Figure& figure) {
  const int first = figure.digits[0].value;
  if (first == 0 || first == 9) return false;
  int sum = 0;
  for (std::size_t i = 0; i + 1 < kCitizenDigits; ++i)
    sum += figure.digits[i].value * static_cast<int>(kCitizenDigits - i);
  return (11 - sum % 11) % 10 == figure.digits[kCitizenDigits - 1].value;
}

/// How many leading groups make a citizen id; 0 if none do.
std::size_t citizen_groups(const Figure& figure) {
  if (figure.groups[0] == kCitizenDigits) return 1;
  // However it is grouped, as long as its check digit is right.
  const std::size_t most = std::min(figure.plain_groups, figure.groups.size());
  for (std::size_t groups = 2; groups <= most; ++groups)
    if (digits_in(figure, groups) == kCitizenDigits && has_check_digit(figure)) return groups;
  const std::vector<std::size_t> written{1, 4, 5, 2, 1};
  if (figure.groups.size() < written.size()) return 0;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (figure.groups[i] != written[i]) return 0;
  return written.size();
}

/// How many leading groups make a telephone number: 0 and 8 or 9 digits, or 66 behind a plus.
std::size_t phone_groups(const Figure& figure) {
  const bool abroad = figure.plus && figure.digits.size() >= 10 && figure.digits[0].value == 6 &&
                      figure.digits[1].value == 6;
  if (!abroad && (figure.digits[0].value != 0 || figure.digits.size() < 9)) return 0;
  for (std::size_t groups = 1; groups <= figure.groups.size() && groups <= 5; ++groups) {
    const std::size_t digits = digits_in(figure, groups);
    const std::size_t next = groups < figure.groups.size() ? figure.groups[groups] : 0;
    if (!abroad && groups > 1 && figure.groups[groups - 1] < 3) return 0;  // a date
    if (abroad && (digits == 10 || digits == 11 || digits == 12)) return groups;
    const bool mobile = figure.digits[1].value == 6 || figure.digits[1].value >= 8;
    if (!abroad && digits == (mobile ? 10U : 9U)) return groups;
    if (!abroad && mobile && digits == 9 && next != 1) return groups;
  }
  return 0;
}

/// Writes groups of `figure`, all but the last digits as x.
void write_masked(std::string_view text, const Figure& figure, std::size_t groups, std::string& out,
                  std::size_t& at) {
  const std::size_t count = digits_in(figure, groups);
  for (std::size_t i = 0; i < count; ++i) {
    const Digit& digit = figure.digits[i];
    out += text.substr(at, digit.begin - at);
    if (i + kLeftOpen < count)
      out += 'x';
    else
      out += text.substr(digit.begin, digit.size);
    at = digit.begin + digit.size;
  }
}
}  // namespace

std::string mask_personal(std::string_view utf8, bool keep_phones) {
  std::string out;
  out.reserve(utf8.size());
  std::size_t at = 0;
  while (at < utf8.size()) {
    const ReadChar read = read_char(utf8, at);
    const bool plus = read.c == '+' && digit_at(utf8, at + 1);
    if (!plus && !digit_at(utf8, at)) {
      out += utf8.substr(at, read.size);
      at += read.size;
      continue;
    }
    Figure figure = read_figure(utf8, at + (plus ? 1 : 0));
    figure.plus = plus;
    std::size_t groups = citizen_groups(figure);
    if (groups == 0 && !keep_phones) groups = phone_groups(figure);
    if (groups > 0) {
      write_masked(utf8, figure, groups, out, at);
    } else {  // the next group may begin a number of its own
      const Digit& last = figure.digits[figure.groups[0] - 1];
      out += utf8.substr(at, last.begin + last.size - at);
      at = last.begin + last.size;
    }
  }
  return out;
}

}  // namespace oit::text
