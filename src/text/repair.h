#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {

/// A repaired character and where it came from.
struct Unit {
  char32_t c = 0;
  std::size_t at = 0;  ///< byte offset in the text repaired; never falls from unit to unit
};

/// The complete repair of `text`, as described at normalise(), except that white space is ' ' one
/// by one. Thorough and slow; repair_each() calls it only for stretches that need it.
std::vector<Unit> repair(std::string_view text);

namespace detail {

/// What PlainWalk remembers of a character: its kind, with เ and NIKHAHIT told apart.
enum class PlainClass : std::uint8_t {
  none,
  consonant,
  lead,
  sara_e,
  follow,
  am,
  vowel,
  short_mark,
  tone,
  silent,
  neutral,  ///< digits and signs
  odd       ///< needs the complete repair wherever it stands
};
constexpr std::size_t kPlainClasses = 12;

constexpr PlainClass plain_class(unsigned low) {
  const char32_t c = kThaiFirst + low;
  if (c == kNikhahit) return PlainClass::odd;
  if (c == kSaraE) return PlainClass::sara_e;
  switch (kThaiKinds[low]) {
    case ThaiKind::none:
      return PlainClass::odd;
    case ThaiKind::consonant:
      return PlainClass::consonant;
    case ThaiKind::lead:
      return PlainClass::lead;
    case ThaiKind::follow:
      return PlainClass::follow;
    case ThaiKind::am:
      return PlainClass::am;
    case ThaiKind::vowel:
      return PlainClass::vowel;
    case ThaiKind::short_mark:
      return PlainClass::short_mark;
    case ThaiKind::tone:
      return PlainClass::tone;
    case ThaiKind::silent:
      return PlainClass::silent;
    case ThaiKind::digit:
    case ThaiKind::sign:
      break;
  }
  return PlainClass::neutral;
}

constexpr auto kPlainThai = [] {
  std::array<PlainClass, 128> classes{};
  for (unsigned low = 0; low < classes.size(); ++low) classes[low] = plain_class(low);
  return classes;
}();

constexpr bool is_plain_pair(PlainClass before, PlainClass now) {
  using enum PlainClass;
  const auto mark = [](PlainClass one) { return one >= vowel && one <= silent; };
  const bool after_letter = before != none && before != neutral && before != am && before != odd;
  if (now == odd) return false;
  if (now == sara_e) return before != sara_e;
  if (now == am) return after_letter;
  if (now == follow) return before != am;
  if (mark(now)) return after_letter && (!mark(before) || now > before);
  return true;
}

constexpr auto kPlainPairs = [] {
  std::array<std::array<bool, kPlainClasses>, kPlainClasses> fine{};
  for (std::size_t before = 0; before < kPlainClasses; ++before)
    for (std::size_t now = 0; now < kPlainClasses; ++now)
      fine[before][now] =
          is_plain_pair(static_cast<PlainClass>(before), static_cast<PlainClass>(now));
  return fine;
}();

}  // namespace detail

/// Walks well-formed text and notices the first character that needs the complete repair.
class PlainWalk {
 public:
  /// `c` as it may be taken, white space as ' '; 0 if it needs the repair.
  char32_t take(char32_t c) {
    if (is_thai(c)) return take_thai(c & 0x7F) ? c : 0;
    previous_ = detail::PlainClass::none;
    return c < 0x80 ? plain_ascii(c) : plain_other(c);
  }

  /// The same for the Thai letter U+0E00 + `low`.
  bool take_thai(unsigned low) {
    const auto now = detail::kPlainThai[low];
    const bool fine =
        detail::kPlainPairs[static_cast<std::size_t>(previous_)][static_cast<std::size_t>(now)];
    previous_ = now;
    return fine;
  }

  /// Whether nothing before `c` can change it or be changed by it, so that a repair may start here.
  static bool is_start(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return thai_kind(c) == ThaiKind::consonant;
  }

 private:
  static char32_t plain_ascii(char32_t c) {
    if (c > 0x20 && c < 0x7F) return c;
    return c == ' ' || (c >= '\t' && c <= '\r') ? U' ' : 0;
  }
  static char32_t plain_other(char32_t c) {  // –, “, •, « and the no-break space
    if (c == 0xA0) return U' ';
    const bool dash_or_quote = c >= 0x2010 && c <= 0x2023 && c != 0x2011 && c != 0x2017;
    return dash_or_quote || c == 0xAB || c == 0xBB || c == 0xB7 ? c : 0;
  }

  detail::PlainClass previous_ = detail::PlainClass::none;
};

/// The place in the Thai block of the letter at `text[at]`, or -1 if none stands there.
inline int thai_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size() || text[at] != '\xE0') return -1;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if ((second & 0xFEU) != 0xB8U || (third & 0xC0U) != 0x80U) return -1;
  return static_cast<int>((second & 1U) << 6U | (third & 0x3FU));
}

/// Hands every character of `text`, repaired, to `sink.put(c, at)` in order. `sink.save()` gives a
/// value that `sink.back(saved)` returns to, forgetting what was put since.
template <class Sink>
void repair_each(std::string_view text, Sink& sink) {
  PlainWalk walk;
  std::size_t start = 0;  // the last place a repair could begin, and what the sink held there
  auto saved = sink.save();
  for (std::size_t i = 0; i < text.size();) {
    if (const int low = thai_at(text, i); low >= 0 && walk.take_thai(static_cast<unsigned>(low))) {
      if (detail::kPlainThai[static_cast<unsigned>(low)] == detail::PlainClass::consonant) {
        start = i;
        saved = sink.save();
      }
      sink.put(kThaiFirst + static_cast<unsigned>(low), i);
      i += 3;
      continue;
    }
    const ReadChar read = read_char(text, i);
    const bool is_thai_letter = is_thai(read.c);  // it was looked at above and is not fine
    if (const char32_t plain = read.valid && !is_thai_letter ? walk.take(read.c) : 0; plain != 0) {
      if (PlainWalk::is_start(plain)) {
        start = i;
        saved = sink.save();
      }
      sink.put(plain, i);
      i += read.size;
      continue;
    }
    for (i += read.size; i < text.size();) {
      const ReadChar next = read_char(text, i);
      if (next.valid && PlainWalk::is_start(next.c)) break;
      i += next.size;
    }
    sink.back(saved);
    for (const Unit& unit : repair(text.substr(start, i - start)))
      sink.put(unit.c, start + unit.at);
    walk = PlainWalk();
    start = i;
    saved = sink.save();
  }
}

}  // namespace oit::text
