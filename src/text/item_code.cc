#include "text/item_code.h"

#include <optional>
#include <string>

#include "text/normal.h"
#include "text/repair.h"

namespace oit::text {
namespace {
constexpr int kLastNumber = 60;

/// A label's characters: digits ASCII, Latin lower-case, dashes '-', each with its place.
struct Label {
  struct Saved {
    std::size_t size;
  };
  void put(char32_t c, std::size_t at) {
    if (c >= 'A' && c <= 'Z') c += 'a' - 'A';
    if (thai_kind(c) == ThaiKind::digit) c = '0' + (c - kThaiZero);
    if (c >= 0x2010 && c <= 0x2015) c = '-';
    chars += c;
    origin.push_back(at);
  }
  Saved save() const { return {chars.size()}; }
  void back(Saved saved) {
    chars.resize(saved.size);
    origin.resize(saved.size);
  }
  char32_t at(std::size_t i) const { return i < chars.size() ? chars[i] : char32_t{0}; }

  std::u32string chars;
  std::vector<std::size_t> origin;
};

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_joint(char32_t c) { return c == ' ' || c == '-' || c == '.' || c == '_'; }

/// A number as it stands in the label: characters [begin, end).
struct Code {
  int number = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool by_zero = false;  ///< a zero stands for the letter
};

class CodeFinder {
 public:
  explicit CodeFinder(const Label& label) : label_(label) {}

  std::optional<Code> read(std::size_t i) const {
    const char32_t before = i > 0 ? label_.at(i - 1) : char32_t{0};
    if (is_digit(before) || is_latin(before)) return std::nullopt;
    if (label_.at(i) == '0') return read_zero(i, before);
    std::size_t letters = 0;
    const auto rest = std::u32string_view(label_.chars).substr(i);
    if (rest.starts_with(U"oit"))
      letters = 3;
    else if (rest.starts_with(U"o"))
      letters = 1;
    else if (rest.starts_with(U"โอ") && !is_thai_letter(before))
      letters = 2;
    if (letters == 0) return std::nullopt;
    return read_number(i, skip_joint(i + letters));
  }

  /// The second code of a range that begins with `first`: O19-O22, (019-022), O19-22.
  std::optional<Code> read_end(const Code& first) const {
    std::size_t i = first.end;
    while (label_.at(i) == ' ') ++i;
    if (label_.at(i) == '-')
      ++i;
    else if (std::u32string_view(label_.chars).substr(i).starts_with(U"ถึง"))
      i += 3;
    else
      return std::nullopt;
    while (label_.at(i) == ' ') ++i;
    auto last = read(i);
    if (!last && !first.by_zero && is_digit(label_.at(i)) && label_.at(i) != '0')
      last = read_number(i, i);
    if (!last || last->number <= first.number) return std::nullopt;
    return last;
  }

 private:
  /// One joint, with a space on either side: "O-14", "O 14", "O. 14".
  std::size_t skip_joint(std::size_t i) const {
    for (int n = 0; n < 2 && is_joint(label_.at(i)); ++n) ++i;
    return i;
  }

  std::optional<Code> read_number(std::size_t begin, std::size_t i) const {
    int number = 0;
    std::size_t digits = 0;
    for (; is_digit(label_.at(i + digits)); ++digits)
      if (digits < 3) number = number * 10 + static_cast<int>(label_.at(i + digits) - '0');
    const std::size_t end = i + digits;
    const bool sized = digits >= 1 && (digits <= 2 || (digits == 3 && label_.at(i) == '0'));
    if (!sized || number < 1 || number > kLastNumber || goes_on(end)) return std::nullopt;
    return Code{number, begin, end, false};
  }

  /// "014", "0๑๔": three digits, the first a zero typed for the letter.
  std::optional<Code> read_zero(std::size_t i, char32_t before) const {
    const bool ruled_out = before == '.' || before == ',' || before == '/' || before == ':' ||
                           before == '+' || is_telephone(i);
    if (ruled_out || !is_digit(label_.at(i + 1))) return std::nullopt;
    auto code = read_number(i, i + 1);
    if (!code || code->end != i + 3 || is_part(code->end)) return std::nullopt;
    code->by_zero = true;
    return code;
  }

  /// "053 123456", "038-123-456": an area code, not an item.
  bool is_telephone(std::size_t i) const {
    std::size_t end = i + 3;
    if (!is_digit(label_.at(i + 1)) || !is_digit(label_.at(i + 2))) return false;
    for (int n = 0; n < 3 && (label_.at(end) == ' ' || label_.at(end) == '-'); ++n) ++end;
    int digits = 0;
    for (; is_digit(label_.at(end + static_cast<std::size_t>(digits))) && digits < 4;) ++digits;
    if (digits >= 4) return true;
    const bool group = digits == 3 && label_.at(end) != '0';
    return group;
  }

  /// The number is part of something longer: 365, 14%, 14th.
  bool goes_on(std::size_t end) const {
    const char32_t behind = label_.at(end);
    return is_digit(behind) || is_latin(behind) || behind == '%';
  }

  /// Decimals, a time or a document number: 014.5, 014/2566.
  bool is_part(std::size_t end) const {
    const char32_t behind = label_.at(end);
    return (behind == '.' || behind == ',' || behind == '/' || behind == ':') &&
           is_digit(label_.at(end + 1));
  }

  const Label& label_;
};

/// Whether a code could begin in `label` at all: with O, zero or โอ. Characters that the repair may
/// turn into one of these are neither ASCII nor Thai.
bool may_hold_code(std::string_view label) {
  constexpr int kSaraO = 0x42, kThaiZeroPlace = 0x50;  // in the Thai block
  for (std::size_t i = 0; i < label.size();) {
    const char c = label[i];
    if (c == '0' || c == 'o' || c == 'O') return true;
    if (static_cast<unsigned char>(c) < 0x80) {
      ++i;
      continue;
    }
    const int low = thai_at(label, i);
    if (low < 0 || low == kSaraO || low == kThaiZeroPlace) return true;
    i += 3;
  }
  return false;
}

/// Whether nothing but spaces and opening signs stands before `i`.
bool is_at_start(const Label& label, std::size_t i) {
  while (i > 0 && (label.at(i - 1) == ' ' || label.at(i - 1) == '(' || label.at(i - 1) == '[' ||
                   label.at(i - 1) == '*' || label.at(i - 1) == '-' || label.at(i - 1) == '>'))
    --i;
  return i == 0 || std::u32string_view(label.chars).substr(0, i).ends_with(U"ข้อ");
}
}  // namespace

std::vector<ItemCode> find_item_codes(std::string_view label) {
  if (!may_hold_code(label) || !has_digit(label)) return {};
  Label read;
  repair_each(label, read);
  const CodeFinder finder(read);
  std::vector<ItemCode> found;
  const auto place = [&](std::size_t i) {
    return i < read.origin.size() ? read.origin[i] : label.size();
  };
  for (std::size_t i = 0; i < read.chars.size();) {
    const auto first = finder.read(i);
    if (!first) {
      ++i;
      continue;
    }
    const auto last = finder.read_end(*first);
    const std::size_t end = last ? last->end : first->end;
    const std::size_t end_byte = place(end - 1) + read_char(label, place(end - 1)).size;
    const bool doubtful = first->by_zero && !is_at_start(read, i) && !(last && last->by_zero);
    for (int n = first->number; n <= (last ? last->number : first->number); ++n)
      found.push_back({n, place(i), end_byte, doubtful});
    i = end;
  }
  return found;
}

}  // namespace oit::text
