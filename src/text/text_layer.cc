#include "text/text_layer.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "text/lost_am.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {

/// What a text is made of, in characters.
struct Stuff {
  std::size_t signs = 0;       ///< all but white space
  std::size_t thai = 0;        ///< Thai letters, vowels and marks
  std::size_t consonants = 0;  ///< of them
  std::size_t marks = 0;       ///< of them, above or below a consonant
  std::size_t misplaced = 0;   ///< of them, where no word has them
  std::size_t aa = 0, am = 0;  ///< of them
  std::size_t latin = 0;       ///< A–Z and a–z
  std::size_t vowels = 0;      ///< of them
  std::size_t high = 0;        ///< U+00A1–U+00FF
  std::size_t odd = 0;         ///< private use, controls and replacement characters
  std::size_t symbols = 0;     ///< ASCII signs that writing has few of
  std::size_t mixes = 0;       ///< Latin letters beside such a sign or a digit
};

bool is_vowel(char32_t c) {
  constexpr std::u32string_view kVowels = U"aeiouyAEIOUY";
  return kVowels.find(c) != std::u32string_view::npos;
}

/// A private-use glyph that normalise() reads, nearly always a mark moved beside its consonant.
bool is_known_glyph(char32_t c) {
  return (c >= 0xF700 && c <= 0xF71A) || (c >= 0xF884 && c <= 0xF89E);
}

bool is_odd(char32_t c) {
  const bool is_private = c >= 0xE000 && c <= 0xF8FF;
  return c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || is_private || c == kReplacement;
}

void count_thai(char32_t c, ThaiKind before, Stuff& stuff) {
  using enum ThaiKind;
  const ThaiKind kind = thai_kind(c);
  ++stuff.thai;
  stuff.aa += c == kSaraAa ? 1U : 0U;
  stuff.am += c == kSaraAm ? 1U : 0U;
  stuff.marks += is_mark(kind) ? 1U : 0U;
  stuff.consonants += kind == consonant ? 1U : 0U;
  const bool has_base = before == consonant || is_mark(before);
  const bool needs_base = is_mark(kind) || kind == am || kind == follow;
  const bool follows_follow = kind == follow && before == follow;  // เ…าะ
  if (needs_base && !has_base && !follows_follow) ++stuff.misplaced;
  if (before == lead && kind != consonant) ++stuff.misplaced;
}

bool is_latin(char32_t c) { return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'; }

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// An ASCII sign that writing has few of.
bool is_symbol(char32_t c) {
  constexpr std::string_view kUsual = ".,-_()/:\"'%";
  return c > ' ' && c < 0x7F && !is_latin(c) && !is_digit(c) &&
         kUsual.find(static_cast<char>(c)) == std::string_view::npos;
}

bool is_mix(char32_t a, char32_t b) { return is_latin(a) && (is_symbol(b) || is_digit(b)); }

Stuff look_at(std::string_view utf8) {
  Stuff stuff;
  char32_t last = ' ';
  ThaiKind before = ThaiKind::none;  // of the last character that is no space
  for (std::size_t at = 0; at < utf8.size();) {
    const ReadChar read = read_char(utf8, at);
    const char32_t c = read.c;
    at += read.size;
    stuff.mixes += is_mix(c, last) || is_mix(last, c) ? 1U : 0U;
    last = c;
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0xA0) continue;
    ++stuff.signs;
    if (is_known_glyph(c)) {
      ++stuff.thai;
      ++stuff.marks;
      before = ThaiKind::tone;
      continue;
    }
    if (is_thai_letter(c)) {
      count_thai(c, before, stuff);
    } else if (is_odd(c)) {
      ++stuff.odd;
    } else if (is_latin(c)) {
      ++stuff.latin;
      stuff.vowels += is_vowel(c) ? 1U : 0U;
    } else if (c >= 0xA1 && c <= 0xFF) {
      ++stuff.high;
    } else if (is_symbol(c)) {
      ++stuff.symbols;
    }
    before = thai_kind(c);
  }
  return stuff;
}

bool is_share(std::size_t part, std::size_t all, std::size_t percent) {
  return part * 100 > all * percent;
}

/// Latin-1 letters as the Thai letters of the same bytes in windows-874.
std::string as_thai(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() * 3 / 2);
  for (std::size_t at = 0; at < utf8.size();) {
    const ReadChar read = read_char(utf8, at);
    at += read.size;
    const bool is_thai_byte =
        (read.c >= 0xA1 && read.c <= 0xDA) || (read.c >= 0xDF && read.c <= 0xFB);
    append_char(out, is_thai_byte ? kThaiFirst + (read.c - 0xA0) : read.c);
  }
  return out;
}

std::string undo_latin(std::string utf8, const Stuff& stuff) {
  constexpr std::size_t kEnough = 20;
  if (stuff.high < kEnough || stuff.high < 4 * stuff.thai ||
      !is_share(stuff.high, stuff.high + stuff.latin, 30))
    return utf8;
  std::string thai = as_thai(utf8);
  const Stuff after = look_at(thai);
  return is_share(after.misplaced, after.thai, 10) ? utf8 : thai;
}

/// A line whose every character stands twice, with each once; else nothing.
bool halve(std::string_view line, std::string& out) {
  constexpr std::size_t kEnough = 10;  // pairs; "กก" alone may be a word
  std::vector<char32_t> chars;
  for (std::size_t at = 0; at < line.size();) {
    const ReadChar read = read_char(line, at);
    at += read.size;
    if (read.c != ' ' || chars.empty() || chars.back() != ' ') chars.push_back(read.c);
  }
  std::size_t pairs = 0, letters = 0;  // rules and dotted gaps have no letters
  std::string half;
  for (std::size_t i = 0; i < chars.size(); ++i) {
    append_char(half, chars[i]);
    if (chars[i] == ' ') continue;
    if (i + 1 == chars.size() || chars[i + 1] != chars[i]) return false;
    ++pairs;
    letters += is_thai_letter(chars[i]) ? 1U : 0U;
    ++i;
  }
  if (pairs < kEnough || letters * 2 < pairs) return false;
  out += half;
  return true;
}

std::string undo_doubling(std::string utf8) {
  std::string out;
  bool has_changed = false;
  for (std::string_view rest = utf8; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of("\n\f"), rest.size());
    const auto line = rest.substr(0, end);
    if (halve(line, out))
      has_changed = true;
    else
      out += line;
    if (end < rest.size()) out += rest[end];
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return has_changed ? out : utf8;
}

/// A font that draws ำ for every า: no Thai text of some length has none of these.
std::string undo_rings(std::string utf8, const Stuff& stuff) {
  constexpr std::size_t kEnough = 10;
  if (stuff.am < kEnough || stuff.aa * 10 > stuff.am) return utf8;
  constexpr std::string_view kAm = "\u0E33", kAa = "\u0E32";
  for (auto at = utf8.find(kAm); at != std::string::npos; at = utf8.find(kAm, at + kAa.size()))
    utf8.replace(at, kAm.size(), kAa);
  return utf8;
}

/// Whether one of the commonest words stands in `utf8`: no Thai page of some length lacks them all.
bool has_common_word(std::string_view utf8) {
  constexpr std::string_view kWords[] = {"การ",  "ที่",   "และ", "ประ", "งาน", "ของ",
                                         "ความ", "แผน", "นาย", "นาง", "เป็น", "บาท"};
  return std::ranges::any_of(
      kWords, [utf8](auto word) { return utf8.find(word) != std::string_view::npos; });
}

/// Whether a Latin word has capitals where no word has them, "INsUWSURUNIs". Names like "eBay"
/// do, too: their share in a text tells.
bool is_oddly_written(std::string_view word) {
  const auto is_lower = [](char c) { return 'a' <= c && c <= 'z'; };
  const auto is_upper = [](char c) { return 'A' <= c && c <= 'Z'; };
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (is_lower(word[i - 1]) && is_upper(word[i])) return true;
    if (i > 1 && is_upper(word[i - 2]) && is_upper(word[i - 1]) && is_lower(word[i])) return true;
  }
  return false;
}

/// One of the words every English text is full of. `word` is in small letters; shorter ones than
/// these stand in noise, too.
bool is_common_english(std::string_view word) {
  constexpr std::string_view kWords[] = {
      "the", "and",  "for",   "are",  "with", "this", "that",  "from", "not",   "all",
      "any", "will", "may",   "was",  "has",  "have", "its",   "can",  "you",   "your",
      "our", "page", "other", "than", "date", "name", "total", "year", "number"};
  return std::ranges::find(kWords, word) != std::ranges::end(kWords);
}

/// Thai writing read by a scanner's program that knows Latin letters only: "INsUWSURUNIsIAvO Tuwa".
bool is_misread_as_latin(std::string_view utf8) {
  constexpr std::size_t kEnough = 60, kShortest = 3;  // letters of a text, of a word
  std::size_t letters = 0, odd = 0, words = 0, common = 0;
  const auto is_letter = [](char c) { return is_latin(static_cast<unsigned char>(c)); };
  for (auto at = std::ranges::find_if(utf8, is_letter); at != utf8.end();) {
    const auto end = std::find_if_not(at, utf8.end(), is_letter);
    std::string word(at, end);
    letters += word.size();
    odd += is_oddly_written(word) ? word.size() : 0;
    for (char& c : word) c = static_cast<char>(c | 0x20);
    words += word.size() >= kShortest ? 1U : 0U;
    common += is_common_english(word) ? 1U : 0U;
    at = std::find_if(end, utf8.end(), is_letter);
  }
  return letters >= kEnough && is_share(odd, letters, 12) && !is_share(common, words, 4);
}

}  // namespace

std::string repair_layer(std::string utf8) {
  const Stuff given = look_at(utf8);
  utf8 = undo_doubling(undo_latin(std::move(utf8), given));
  const Stuff now = look_at(utf8);
  utf8 = undo_rings(std::move(utf8), now);
  return restore_am(std::move(utf8));
}

std::string_view find_garbling(std::string_view utf8) {
  constexpr std::size_t kFewSigns = 40, kFewLetters = 150;
  const Stuff stuff = look_at(utf8);
  if (stuff.signs < kFewSigns) return {};
  if (is_share(stuff.odd, stuff.signs, 20)) return "its letters are private glyphs";
  if (is_share(stuff.high, stuff.signs, 30)) return "its letters are no writing";
  if (stuff.consonants >= kFewLetters && !is_share(stuff.marks, stuff.consonants, 8))
    return "its vowels and tone marks are lost";
  if (stuff.thai >= kFewLetters && is_share(stuff.misplaced, stuff.thai, 15))
    return "its letters make no words";
  if (stuff.consonants >= kFewLetters && !has_common_word(utf8)) return "its letters make no words";
  if (is_share(stuff.thai, stuff.signs, 10)) return {};
  if (is_share(stuff.symbols, stuff.signs, 35) || is_share(stuff.mixes, stuff.signs, 20))
    return "its letters are signs";
  if (is_misread_as_latin(utf8)) return "its letters make no words";
  const bool is_latin_text = stuff.latin >= kFewLetters && is_share(stuff.latin, stuff.signs, 40);
  return is_latin_text && !is_share(stuff.vowels, stuff.latin, 25) ? "its letters make no words"
                                                                   : "";
}

}  // namespace oit::text
