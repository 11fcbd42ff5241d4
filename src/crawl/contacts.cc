#include <algorithm>

#include "base/find_text.h"
#include "crawl/signals.h"
#include "match/contact_patterns.h"
#include "text/normal.h"
#include "text/utf8.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kReach = 60;  // bytes before a number that say what it is

bool is_digit(char c) { return '0' <= c && c <= '9'; }
/// One Thai letter or mark at `i`: three bytes E0 B8..B9 xx.
bool thai_at(std::string_view text, std::size_t i) {
  return i + 2 < text.size() && text[i] == '\xE0' &&
         (text[i + 1] == '\xB8' || text[i + 1] == '\xB9');
}

std::size_t thai_run(std::string_view text, std::size_t i) {
  while (thai_at(text, i)) i += 3;
  return i;
}

bool begins_with_one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const auto& word) { return text.starts_with(word); });
}

bool has_one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const auto& word) { return has_text(text, word); });
}

/// `text` from `at` on, at most `most` bytes, cut between characters and before no Thai mark.
std::string cut_after(std::string_view text, std::size_t at, std::size_t most) {
  const auto is_mark = [&](std::size_t i) {  // the vowels and tones above and below a consonant
    const auto c = text::read_char(text, i).c;
    return c == 0x0E31 || (c >= 0x0E33 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E);
  };
  std::size_t end = std::min(text.size(), at + most);
  while (end > at && end < text.size() && (text::is_continuation(text[end]) || is_mark(end))) --end;
  return std::string(text.substr(at, end - at));
}

/// Five digits that stand alone.
bool has_post_code(std::string_view text) {
  for (std::size_t i = 0; i + 5 <= text.size(); ++i)
    if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])) &&
        std::ranges::all_of(text.substr(i, 5), is_digit) &&
        (i + 5 == text.size() || !is_digit(text[i + 5])))
      return true;
  return false;
}

}  // namespace

std::vector<std::string> find_phones(std::string_view utf8, const WordLists& words) {
  constexpr std::size_t kMost = 20;
  std::vector<std::string> phones;
  const auto text = text::fold_digits(utf8);
  const auto &faxes = words.raw("fax_words"), &telephones = words.raw("phone_words");
  std::size_t before = 0;  // where the number before ends
  bool is_fax = false;
  for (const auto& [begin, end] : match::phone_places(text)) {
    const auto between = std::string_view(text).substr(before, begin - before);
    const auto nearest = between.substr(between.size() - std::min(between.size(), kReach));
    if (has_one_of(nearest, telephones))
      is_fax = false;
    else if (has_one_of(nearest, faxes))
      is_fax = true;
    else if (between.find_first_not_of(" ,/-") != std::string_view::npos)
      is_fax = false;  // other words: a number of its own
    before = end;
    if (!is_fax && phones.size() < kMost) phones.emplace_back(text.substr(begin, end - begin));
  }
  return phones;
}

std::vector<std::string> find_persons(std::string_view utf8, const WordLists& words) {
  const auto& titles = words.raw("person_titles");
  const auto& posts = words.raw("person_posts");
  std::vector<std::string> persons;
  for (std::size_t i = 0; i + 3 <= utf8.size(); ++i) {
    if (!thai_at(utf8, i)) continue;
    if (i >= 3 && thai_at(utf8, i - 3)) {  // inside a word
      i += 2;
      continue;
    }
    const auto rest = utf8.substr(i);
    std::size_t title = 0;  // the longest: พ.ต.อ., not พ.ต.
    for (const auto& word : titles)
      if (word.size() > title && rest.starts_with(word)) title = word.size();
    if (title == 0 || begins_with_one_of(rest, posts)) {
      i += 2;
      continue;
    }
    std::size_t given = i + title;
    while (given < utf8.size() && utf8[given] == ' ') ++given;
    const auto given_end = thai_run(utf8, given);
    std::size_t family = given_end;
    while (family < utf8.size() && (utf8[family] == ' ' || utf8[family] == '\n')) ++family;
    const auto family_end = thai_run(utf8, family);
    if (given_end - given >= 6 && family > given_end && family_end - family >= 6) {
      persons.emplace_back(utf8.substr(i, family_end - i));
      i = family_end - 1;
    } else {
      i += 2;
    }
  }
  return persons;
}

std::string find_address(std::string_view utf8, const WordLists& words) {
  // A provincial office may leave out its sub-district.
  for (const std::string_view anchor : {"address_sub_district", "address_district"}) {
    for (const auto& word : words.raw(anchor)) {
      for (std::size_t at = 0; (at = find_text(utf8, word, at)) != std::string_view::npos;
           at += word.size()) {
        const std::size_t begin = at < 150 ? 0 : at - 150;
        const auto window = text::fold_digits(utf8.substr(begin, 450));
        // A name with its district and province stands in every letterhead: an address says where.
        const bool has_code = has_post_code(window);
        const bool has_road = has_one_of(window, words.raw("address_road"));
        if (!has_code && !has_road) continue;
        std::size_t found = anchor == "address_district" ? 0 : 1;
        for (const std::string_view list : {"address_district", "address_province"})
          found += has_one_of(window, words.raw(list)) ? 1U : 0U;
        found += (has_road ? 1U : 0U) + (has_code ? 1U : 0U);
        if (found >= 3) return text::fold_digits(cut_after(utf8, at, 240));
      }
    }
  }
  return {};
}

}  // namespace oit::crawl
