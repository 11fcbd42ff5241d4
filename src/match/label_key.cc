#include "match/label_key.h"

#include <algorithm>
#include <vector>

#include "text/item_code.h"

namespace oit::match {
namespace {

/// Words around years, as keys. Made once: they are compared with every label.
struct YearWords {
  static std::string of(std::string_view word) { return text::make_match_key(word, false).bytes; }

  std::string year = of("ปี"), era = of("พ.ศ."), budget = of("งบประมาณ"), budget_short = of("งบ"),
              sara_e = of("เ");
};

const YearWords& year_words() {
  static const YearWords kWords;
  return kWords;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_ascii_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); }

/// Whether `digits` is a year of our time. Two digits are one only beside a word for years.
bool is_year(std::string_view digits, std::string_view before) {
  if (digits.size() == 4) return digits.starts_with("25") || digits.starts_with("20");
  const auto& words = year_words();
  return digits.size() == 2 && digits[0] >= '5' && digits[0] <= '7' &&
         (before.ends_with(words.year) || before.ends_with(words.era));
}

/// Marks the bytes of `key` to be dropped.
class YearMarker {
 public:
  explicit YearMarker(std::string_view key) : key_(key), drop_(key.size(), false) {}

  std::vector<bool> mark() {
    const auto& words = year_words();
    // ปีงบประมาณ says no more than ปี.
    const auto phrase = words.year + words.budget;
    for (auto at = key_.find(phrase); at != std::string_view::npos; at = key_.find(phrase, at + 1))
      drop(at + words.year.size(), at + phrase.size());
    for (std::size_t at = 0; at < key_.size();) {
      if (!is_digit(key_[at])) {
        ++at;
        continue;
      }
      auto end = at;
      while (end < key_.size() && is_digit(key_[end])) ++end;
      take(at, end);
      at = end;
    }
    return std::move(drop_);
  }

 private:
  void drop(std::size_t begin, std::size_t end) {
    std::fill(drop_.begin() + static_cast<std::ptrdiff_t>(begin),
              drop_.begin() + static_cast<std::ptrdiff_t>(end), true);
  }

  /// What stands before `end`, words between ปี and its number passed over.
  std::string_view before(std::size_t end) const {
    auto text = key_.substr(0, end);
    const auto& words = year_words();
    for (const auto* word : {&words.budget, &words.budget_short})
      if (text.ends_with(words.year + *word)) text.remove_suffix(word->size());
    return text;
  }

  void take(std::size_t begin, std::size_t end) {
    const bool letter_before = begin > 0 && is_ascii_word(key_[begin - 1]);
    const bool letter_after = end < key_.size() && is_ascii_word(key_[end]);
    if (letter_before || letter_after) return;
    if (!is_year(key_.substr(begin, end - begin), before(begin))) return;
    drop(begin, end);
    const auto& words = year_words();
    // The space that parted the year from Latin letters or digits has no more to part.
    if (end < key_.size() && key_[end] == ' ')
      drop(end, end + 1);
    else if (begin > 0 && key_[begin - 1] == ' ')
      drop(begin - 1, begin);
    const auto text = key_.substr(0, begin);
    if (!text.ends_with(words.era)) return;
    const auto era = begin - words.era.size();
    if (!key_.substr(0, era).ends_with(words.sara_e)) drop(era, begin);  // เพศ is no era
  }

  std::string_view key_;
  std::vector<bool> drop_;
};

}  // namespace

void drop_years(text::MatchKey& key) {
  const auto& words = year_words();
  if (std::ranges::none_of(key.bytes, is_digit) &&
      key.bytes.find(words.year + words.budget) == std::string::npos)
    return;
  const auto drop = YearMarker(key.bytes).mark();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < drop.size(); ++i) {
    if (drop[i]) continue;
    key.bytes[kept] = key.bytes[i];
    if (!key.origin.empty()) key.origin[kept] = key.origin[i];
    ++kept;
  }
  key.bytes.resize(kept);
  if (key.origin.empty()) return;
  key.origin[kept] = key.origin.back();
  key.origin.resize(kept + 1);
}

text::MatchKey make_label_key(std::string_view label) {
  const auto codes = text::find_item_codes(label);
  text::MatchKey key;
  if (codes.empty()) {
    key = text::make_match_key(label, false);
  } else {
    std::string without(label);
    for (const auto& code : codes)
      if (!code.doubtful)
        std::fill_n(without.begin() + static_cast<std::ptrdiff_t>(code.begin),
                    code.end - code.begin, ' ');
    key = text::make_match_key(without, false);
  }
  drop_years(key);
  return key;
}

std::string make_phrase_key(std::string_view phrase) {
  std::string text(phrase);
  for (const std::string_view year : {"{fy}", "{fy-1}"})
    for (auto at = text.find(year, text.find('{')); at != std::string::npos; at = text.find(year))
      text.replace(at, year.size(), "2500");
  auto key = text::make_match_key(text, false);
  drop_years(key);
  return std::move(key.bytes);
}

std::string loose_key(std::string_view key) {
  constexpr std::string_view kNoun = "\xA1\xD2\xC3";  // การ in one-byte Thai
  auto loose = text::skeleton(key);
  for (std::size_t at = 1; (at = loose.find(kNoun, at)) != std::string::npos;)
    loose.erase(at, kNoun.size());
  return loose;
}

}  // namespace oit::match
