#pragma once
#include <cstddef>
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

/// Walks well-formed text and notices the first character that needs the complete repair.
class PlainWalk {
 public:
  /// `c` as it may be taken, white space as ' '; 0 if it needs the repair.
  char32_t take(char32_t c) {
    const ThaiKind kind = thai_kind(c);
    const char32_t plain = c < 0x80     ? plain_ascii(c)
                           : is_thai(c) ? plain_thai(c, kind)
                                        : plain_other(c);
    previous_ = c;
    previous_kind_ = kind;
    return plain;
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
  char32_t plain_thai(char32_t c, ThaiKind kind) const {
    using enum ThaiKind;
    const bool after_letter =
        previous_kind_ != none && previous_kind_ < digit && previous_kind_ != am;
    bool fine = kind != none && c != kNikhahit;
    if (kind == lead) fine = c != kSaraE || previous_ != kSaraE;
    if (kind == am) fine = after_letter;
    if (kind == follow) fine = previous_kind_ != am;
    if (is_mark(kind))
      fine = fine && after_letter && (!is_mark(previous_kind_) || kind > previous_kind_);
    return fine ? c : 0;
  }

  char32_t previous_ = 0;
  ThaiKind previous_kind_ = ThaiKind::none;
};

/// Hands every character of `text`, repaired, to `sink.put(c, at)` in order. `sink.save()` gives a
/// value that `sink.back(saved)` returns to, forgetting what was put since.
template <class Sink>
void repair_each(std::string_view text, Sink& sink) {
  PlainWalk walk;
  std::size_t start = 0;  // the last place a repair could begin, and what the sink held there
  auto saved = sink.save();
  for (std::size_t i = 0; i < text.size();) {
    const ReadChar read = read_char(text, i);
    if (const char32_t plain = read.valid ? walk.take(read.c) : 0; plain != 0) {
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
