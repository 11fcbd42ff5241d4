#include "text/date_words.h"

#include <array>
#include <vector>

#include "text/repair.h"
#include "text/thai.h"

namespace oit::text {
namespace {
struct Entry {
  std::u32string_view text;
  DateWord word;
  int value = 0;
};

using enum DateWord;

/// Whole words. Of two that fit the longer counts.
constexpr std::array kWords{Entry{U"มกราคม", month, 1},
                            Entry{U"กุมภาพันธ์", month, 2},
                            Entry{U"กุมภาพันธุ์", month, 2},
                            Entry{U"มีนาคม", month, 3},
                            Entry{U"เมษายน", month, 4},
                            Entry{U"พฤษภาคม", month, 5},
                            Entry{U"มิถุนายน", month, 6},
                            Entry{U"กรกฎาคม", month, 7},
                            Entry{U"กรกฏาคม", month, 7},
                            Entry{U"สิงหาคม", month, 8},
                            Entry{U"กันยายน", month, 9},
                            Entry{U"ตุลาคม", month, 10},
                            Entry{U"พฤศจิกายน", month, 11},
                            Entry{U"ธันวาคม", month, 12},
                            Entry{U"พุทธศักราช", be},
                            Entry{U"คริสต์ศักราช", ad},
                            Entry{U"ปีงบประมาณ", fiscal, 1},
                            Entry{U"ปี งบประมาณ", fiscal, 1},
                            Entry{U"ประจำปีงบประมาณ", fiscal, 1},
                            Entry{U"ประจำปี งบประมาณ", fiscal, 1},
                            Entry{U"ปีงบฯ", fiscal, 1},
                            Entry{U"ปีงบ", fiscal, 1},
                            Entry{U"ประจำปีงบ", fiscal, 1},
                            Entry{U"งบประมาณ", fiscal, 0},
                            Entry{U"ปีงปม.", fiscal, 1},
                            Entry{U"ปี", year},
                            Entry{U"ประจำปี", year},
                            Entry{U"ของปี", year},
                            Entry{U"ปีการศึกษา", year},
                            Entry{U"เดือน", months},
                            Entry{U"ประจำเดือน", months},
                            Entry{U"สิ้นเดือน", months},
                            Entry{U"วันที่", day},
                            Entry{U"ณ วันที่", day},
                            Entry{U"ลงวันที่", day},
                            Entry{U"ไตรมาส", quarter},
                            Entry{U"ครึ่งปี", half, 0},
                            Entry{U"ครึ่งแรกของปี", half, 1},
                            Entry{U"ครึ่งหลังของปี", half, 2},
                            Entry{U"ครึ่งปีแรก", half, 1},
                            Entry{U"ครึ่งปีหลัง", half, 2},
                            Entry{U"รอบ", round},
                            Entry{U"ราย", round},
                            Entry{U"ในรอบ", round},
                            Entry{U"ระยะ", length},
                            Entry{U"ระยะเวลา", length},
                            Entry{U"แรก", first},
                            Entry{U"หลัง", second},
                            Entry{U"หลังจาก", other},
                            Entry{U"สุดท้าย", second},
                            Entry{U"ที่", nth},
                            Entry{U"ระหว่าง", from},
                            Entry{U"ตั้งแต่", from},
                            Entry{U"ถึง", to},
                            Entry{U"จนถึง", to},
                            Entry{U"และ", also},
                            Entry{U"กับ", also}};

/// Letters of abbreviations, in which dots and spaces may stand or be missing.
constexpr std::array kShort{
    Entry{U"มค", month, 1},  Entry{U"กพ", month, 2},  Entry{U"มีค", month, 3},
    Entry{U"เมย", month, 4}, Entry{U"พค", month, 5},  Entry{U"มิย", month, 6},
    Entry{U"กค", month, 7},  Entry{U"สค", month, 8},  Entry{U"กย", month, 9},
    Entry{U"ตค", month, 10}, Entry{U"พย", month, 11}, Entry{U"ธค", month, 12},
    Entry{U"พศ", be},        Entry{U"คศ", ad}};

constexpr std::array kLatin{Entry{U"january", month, 1},
                            Entry{U"february", month, 2},
                            Entry{U"march", month, 3},
                            Entry{U"april", month, 4},
                            Entry{U"may", month, 5},
                            Entry{U"june", month, 6},
                            Entry{U"july", month, 7},
                            Entry{U"august", month, 8},
                            Entry{U"september", month, 9},
                            Entry{U"october", month, 10},
                            Entry{U"november", month, 11},
                            Entry{U"december", month, 12},
                            Entry{U"jan", month, 1},
                            Entry{U"feb", month, 2},
                            Entry{U"mar", month, 3},
                            Entry{U"apr", month, 4},
                            Entry{U"jun", month, 6},
                            Entry{U"jul", month, 7},
                            Entry{U"aug", month, 8},
                            Entry{U"sep", month, 9},
                            Entry{U"sept", month, 9},
                            Entry{U"oct", month, 10},
                            Entry{U"nov", month, 11},
                            Entry{U"dec", month, 12},
                            Entry{U"fy", fiscal, 1},
                            Entry{U"year", year},
                            Entry{U"quarter", quarter},
                            Entry{U"q", quarter},
                            Entry{U"to", to},
                            Entry{U"between", from},
                            Entry{U"from", from},
                            Entry{U"and", also},
                            Entry{U"be", be},
                            Entry{U"ad", ad},
                            Entry{U"ita", other, 1},
                            Entry{U"oit", other, 1},
                            Entry{U"eit", other, 1},
                            Entry{U"iit", other, 1},
                            Entry{U"lpa", other, 1},
                            Entry{U"plan", other, 1}};

/// Words by the low seven bits of their first letter.
using WordIndex = std::array<std::vector<const Entry*>, 128>;

template <class Words>
WordIndex index_words(const Words& words) {
  WordIndex index;
  for (const Entry& entry : words) index[entry.text[0] & 0x7F].push_back(&entry);
  return index;
}

/// Which letters follow which where a word begins: most text is no word of dates, and its first two
/// letters say so.
class FirstLetters {
 public:
  constexpr FirstLetters() {
    for (const Entry& entry : kWords) pairs_[entry.text[0] & 0x7F][entry.text[1] & 0x7F] = true;
    for (const Entry& entry : kShort) {
      for (const char32_t second : {entry.text.size() > 1 ? entry.text[1] : U'.', U'.', U' '})
        pairs_[entry.text[0] & 0x7F][second & 0x7F] = true;
    }
  }
  constexpr bool may_begin(char32_t first, char32_t second) const {
    return pairs_[first & 0x7F][second & 0x7F];
  }

 private:
  std::array<std::array<bool, 128>, 128> pairs_{};
};
constexpr FirstLetters kFirstLetters;

bool is_latin(char32_t c) { return c >= 'a' && c <= 'z'; }

/// Which letters follow which where a word begins that makes a period without any digit. Letters
/// are ASCII in small letters, and the Thai block from 0x80 on.
class PeriodBeginnings {
 public:
  PeriodBeginnings() {
    add(U"หก");  // หกเดือน
    for (const Entry& entry : kWords)
      if (makes_period(entry.word)) add(entry.text);
    for (const Entry& entry : kLatin)
      if (makes_period(entry.word)) add(entry.text);
    for (const Entry& entry : kShort) {
      if (!makes_period(entry.word)) continue;
      add(entry.text);
      pairs_[place(entry.text[0])]['.'] = true;  // the dot may stand apart, but there is one
      pairs_[place(entry.text[0])][' '] = true;
    }
  }
  bool may_begin(unsigned first, unsigned second) const { return pairs_[first][second]; }

 private:
  static bool makes_period(DateWord word) {
    return word == month || word == quarter || word == half;
  }
  static unsigned place(char32_t c) {
    return c < 0x80 ? static_cast<unsigned>(c) : 0x80U + (c & 0x7FU);
  }
  void add(std::u32string_view text) {
    if (text.size() > 1)
      pairs_[place(text[0])][place(text[1])] = true;
    else
      pairs_[place(text[0])].fill(true);
  }

  std::array<std::array<bool, 256>, 256> pairs_{};
};

char32_t char_at(std::u32string_view chars, std::size_t at) {
  return at < chars.size() ? chars[at] : char32_t{0};
}

std::size_t skip_dots(std::u32string_view chars, std::size_t at) {
  std::size_t i = at;
  for (int n = 0; n < 3 && char_at(chars, i) == '.'; ++n) ++i;
  return i;
}

/// Where the letters of `entry` end at `at`, dots and spaces between them allowed; 0 if elsewhere.
std::size_t match_short(std::u32string_view chars, std::size_t at, const Entry& entry,
                        bool& dotted) {
  std::size_t i = at;
  for (std::size_t n = 0; n < entry.text.size(); ++n) {
    const bool new_letter = n > 0 && !is_mark(thai_kind(entry.text[n])) &&
                            thai_kind(entry.text[n - 1]) != ThaiKind::lead;
    for (int skipped = 0; new_letter && skipped < 3; ++skipped, ++i) {
      const char32_t c = char_at(chars, i);
      if (c != '.' && c != ' ') break;
      dotted = dotted || c == '.';
    }
    if (char_at(chars, i) != entry.text[n]) return 0;
    ++i;
  }
  return i;
}

/// Whether an abbreviation may end before `at`: no word goes on there, unless it is พ.ศ. or ปี.
bool may_end(std::u32string_view chars, std::size_t at, bool dot_behind) {
  if (!is_thai_letter(char_at(chars, at))) return true;
  const auto rest = chars.substr(at);
  return dot_behind && (rest.starts_with(U"พ.") || rest.starts_with(U"ปี") ||
                        rest.starts_with(U"ถึง") || rest.starts_with(U"และ"));
}

/// "สำนักงาน ก.พ." and "อ.ก.พ." are offices, "ก.ค.ศ." is a board.
bool is_office(std::u32string_view chars, std::size_t at) {
  if (at >= 2 && chars[at - 1] == '.' && is_thai_letter(chars[at - 2])) {
    const bool after_month = at >= 4 && chars[at - 3] == '.';  // ต.ค.พ.ย.
    if (!after_month) return true;
  }
  for (const std::u32string_view word : {U"สำนักงาน", U"ข้าราชการ", U"กรรมการ", U"เลขาธิการ"})
    if (ends_in(chars, at, word)) return true;
  return false;
}

std::optional<WordHit> find_short(std::u32string_view chars, std::size_t at, bool in_word) {
  static const WordIndex index = index_words(kShort);
  for (const Entry* short_word : index[chars[at] & 0x7F]) {
    const Entry& entry = *short_word;
    bool dotted = false;
    const std::size_t letters = match_short(chars, at, entry, dotted);
    if (letters == 0) continue;
    const bool era = entry.word != month;
    if (in_word && !(era && dotted)) continue;
    const std::size_t end = skip_dots(chars, letters);
    if (!may_end(chars, end, end > letters)) continue;
    if (!era && is_office(chars, at)) continue;
    if (!dotted && end == letters && letters - at > entry.text.size()) continue;  // "ม ค"
    return WordHit{entry.word, entry.value, end - at};
  }
  return std::nullopt;
}

std::optional<WordHit> find_latin(std::u32string_view chars, std::size_t at) {
  std::size_t end = at;
  while (is_latin(char_at(chars, end))) ++end;
  const auto rest = chars.substr(at);
  if (rest.starts_with(U"b.e.")) return WordHit{be, 0, 4};
  if (rest.starts_with(U"a.d.")) return WordHit{ad, 0, 4};
  if (rest.starts_with(U"fiscal year")) return WordHit{fiscal, 1, 11};
  WordHit hit{other, 0, end - at};
  for (const Entry& entry : kLatin)
    if (chars.substr(at, end - at) == entry.text) hit = {entry.word, entry.value, end - at};
  if (hit.word == month) hit.size += char_at(chars, end) == '.' ? 1U : 0U;
  return hit;
}
}  // namespace

std::optional<WordHit> find_date_word(std::u32string_view chars, std::size_t at, bool in_word) {
  if (is_latin(chars[at])) return find_latin(chars, at);
  if (!kFirstLetters.may_begin(chars[at], char_at(chars, at + 1))) return std::nullopt;
  static const WordIndex index = index_words(kWords);
  std::optional<WordHit> best;
  const auto rest = chars.substr(at);
  for (const Entry* entry : index[chars[at] & 0x7F])
    if (rest.starts_with(entry->text) && (!best || entry->text.size() > best->size))
      best = WordHit{entry->word, entry->value, entry->text.size()};
  return best ? best : find_short(chars, at, in_word);
}

bool may_hold_period(std::string_view utf8) {
  static const PeriodBeginnings beginnings;
  const bool has_dot = utf8.find('.') != std::string_view::npos;
  constexpr unsigned kThai = 0x80;
  unsigned before = ' ';
  for (std::size_t i = 0; i < utf8.size();) {
    unsigned c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) {
      if ('0' <= c && c <= '9') return true;
      if ('A' <= c && c <= 'Z') c += 'a' - 'A';
      if (c < ' ') c = ' ';
      ++i;
    } else if (const int low = thai_at(utf8, i); low >= 0) {
      if (thai_kind(kThaiFirst + static_cast<char32_t>(low)) == ThaiKind::digit) return true;
      c = kThai + static_cast<unsigned>(low);
      i += 3;
    } else if (utf8.substr(i).starts_with("\u00A0")) {
      c = ' ';
      i += 2;
    } else {
      return true;  // a foreign digit, or something the repair takes out of a word
    }
    if (beginnings.may_begin(before, c) && (c != ' ' || has_dot)) return true;
    before = c;
  }
  return beginnings.may_begin(before, ' ') && before < kThai;
}

}  // namespace oit::text
