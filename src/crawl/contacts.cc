#include <algorithm>

#include "base/find_text.h"
#include "crawl/signals.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

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
    const auto title =
        std::ranges::find_if(titles, [&](const auto& word) { return rest.starts_with(word); });
    if (title == titles.end() || begins_with_one_of(rest, posts)) {
      i += 2;
      continue;
    }
    std::size_t given = i + title->size();
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
  const auto& districts = words.raw("address_sub_district");
  const auto text = text::fold_digits(utf8);
  for (const auto& word : districts) {
    for (std::size_t at = 0; (at = find_text(text, word, at)) != std::string::npos;
         at += word.size()) {
      const auto begin = at < 150 ? 0 : at - 150;
      const auto window = std::string_view(text).substr(begin, 450);
      std::size_t found = 1;
      for (const std::string_view list : {"address_road", "address_district", "address_province"})
        found += has_one_of(window, words.raw(list)) ? 1U : 0U;
      if (has_post_code(window)) ++found;
      if (found >= 3) return text.substr(at, std::min<std::size_t>(240, text.size() - at));
    }
  }
  return {};
}

}  // namespace oit::crawl
