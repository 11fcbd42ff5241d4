#include "text/repair.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/check.h"

namespace oit::text {
namespace {
using Units = std::vector<Unit>;

/// Glyph variants that old Thai fonts kept in the private use area, in code point order: the
/// Windows fonts from U+F700, the Macintosh fonts from U+F884.
constexpr std::u32string_view kGlyphs =
    U"ฐ\u0E34\u0E35\u0E36\u0E37\u0E48\u0E49\u0E4A\u0E4B\u0E4C"
    U"\u0E48\u0E49\u0E4A\u0E4B\u0E4Cญ\u0E31\u0E4D\u0E47"
    U"\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E38\u0E39\u0E3A";

char32_t real_thai(char32_t c) {
  if (c >= 0xF700 && c < 0xF700 + kGlyphs.size()) return kGlyphs[c - 0xF700];
  if (c >= 0xF884 && c < 0xF884 + kGlyphs.size()) return kGlyphs[c - 0xF884];
  return c;
}

bool is_white(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 ||
         (c >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(c)));
}

bool is_invisible(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return !is_white(c);
  return c == 0xAD || c == 0x34F || c == 0x180E || c == 0x25CC || c == 0xFEFF ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xFFF9 && c <= 0xFFFB);
}

const icu::Normalizer2& nfkc() {
  static const icu::Normalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCInstance(status);
    OIT_CHECK(U_SUCCESS(status));
    return found;
  }();
  return *instance;
}

Units read_units(std::string_view text) {
  Units units;
  units.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const ReadChar read = read_char(text, i);
    const char32_t c = real_thai(read.c);
    if (!is_invisible(c)) units.push_back({c, i});
    i += read.size;
  }
  return units;
}

/// Appends the NFKC form of units [begin, end).
void compose(const Units& units, std::size_t begin, std::size_t end, Units& out) {
  icu::UnicodeString piece;
  for (std::size_t i = begin; i < end; ++i) piece.append(static_cast<UChar32>(units[i].c));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString composed = nfkc().normalize(piece, status);
  OIT_CHECK(U_SUCCESS(status));
  if (composed == piece) {
    out.insert(out.end(), units.begin() + static_cast<std::ptrdiff_t>(begin),
               units.begin() + static_cast<std::ptrdiff_t>(end));
    return;
  }
  for (int i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(composed.char32At(i));
    if (!is_invisible(c)) out.push_back({c, units[begin].at});
  }
}

/// NFKC of all but Thai, whose only decomposition (ำ) must stay whole and whose mark order NFKC
/// does not know.
Units compose_foreign(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size();) {
    std::size_t end = i + 1;
    if (!is_thai(units[i].c)) {
      while (end < units.size() && units[end].c >= 0x300 && !is_thai(units[end].c) &&
             nfkc().hasBoundaryBefore(static_cast<UChar32>(units[end].c)) == 0)
        ++end;
    }
    if (end == i + 1 && (units[i].c < 0x80 || is_thai(units[i].c)))
      out.push_back(units[i]);
    else
      compose(units, i, end, out);
    i = end;
  }
  return out;
}

bool carries_marks(ThaiKind kind) { return kind == ThaiKind::consonant || is_mark(kind); }

/// White space as ' ', and none between a consonant and its mark or ำ.
Units join_marks(const Units& units) {
  Units out;
  out.reserve(units.size());
  std::size_t spaces = 0;  // at the end of `out`
  for (const Unit& unit : units) {
    if (is_white(unit.c)) {
      out.push_back({U' ', unit.at});
      ++spaces;
      continue;
    }
    const ThaiKind kind = thai_kind(unit.c);
    if (spaces > 0 && spaces < out.size() && (is_mark(kind) || kind == ThaiKind::am) &&
        carries_marks(thai_kind(out[out.size() - spaces - 1].c)))
      out.resize(out.size() - spaces);
    spaces = 0;
    out.push_back(unit);
  }
  return out;
}

/// The marks of one consonant: in writing order, each once, with ำ put together behind them.
void append_run(const Units& units, std::size_t begin, std::size_t end, bool am, Units& out) {
  std::vector<char32_t> marks;
  for (std::size_t i = begin; i < end; ++i) {
    const char32_t c = units[i].c;
    if (is_mark(thai_kind(c)) && !(am && c == kNikhahit)) marks.push_back(c);
  }
  std::ranges::stable_sort(marks, {}, [](char32_t c) { return thai_kind(c); });
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  if (am) marks.push_back(kSaraAm);
  for (std::size_t i = 0; i < marks.size(); ++i) out.push_back({marks[i], units[begin + i].at});
}

Units order_marks(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (std::size_t i = 0; i < units.size();) {
    bool am = false;
    bool nikhahit = false;
    std::size_t end = i;
    for (; end < units.size(); ++end) {
      const char32_t c = units[end].c;
      am = am || c == kSaraAm || (c == kSaraAa && nikhahit);
      nikhahit = nikhahit || c == kNikhahit;
      if (!is_mark(thai_kind(c)) && c != kSaraAm && !(c == kSaraAa && am)) break;
    }
    append_run(units, i, end, am, out);
    if (end < units.size()) out.push_back(units[end]);
    i = end + 1;
  }
  return out;
}

/// เ typed twice looks like แ.
Units join_sara_e(const Units& units) {
  Units out;
  out.reserve(units.size());
  for (const Unit& unit : units) {
    if (unit.c == kSaraE && !out.empty() && out.back().c == kSaraE)
      out.back().c = kSaraAe;
    else
      out.push_back(unit);
  }
  return out;
}
}  // namespace

std::vector<Unit> repair(std::string_view text) {
  return join_sara_e(order_marks(join_marks(compose_foreign(read_units(text)))));
}

}  // namespace oit::text
