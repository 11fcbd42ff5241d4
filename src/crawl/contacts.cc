#include <algorithm>

#include "base/find_text.h"
#include "crawl/signals.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::string_view kCountryCode = "+66";

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

/// Reads a telephone number that begins at `at`; its end, or `at` when there is none.
std::size_t phone_end(std::string_view text, std::size_t at) {
  std::size_t digits = 0, end = at, i = at;
  while (i < text.size() && digits < 10) {
    if (is_digit(text[i])) {
      ++digits;
      end = ++i;
    } else if (digits > 0 && i - end < 2 && (text[i] == ' ' || text[i] == '-' || text[i] == '.')) {
      ++i;
    } else {
      break;
    }
  }
  if (end < text.size() && is_digit(text[end])) return at;
  const bool mobile =
      at + 1 < text.size() && (text[at + 1] == '6' || text[at + 1] == '8' || text[at + 1] == '9');
  return digits == 9 || (digits == 10 && mobile) ? end : at;
}

/// What stands at `at` is the rest of a longer number: "1-044", "2566/044", but not "โทร.044".
bool goes_on_number(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  if (is_digit(before)) return true;
  return std::string_view("-/,.").find(before) != std::string_view::npos && at > 1 &&
         is_digit(text[at - 2]);
}

/// Like phone_end for "+66 44 756 111": the country's code stands for the 0.
std::size_t phone_end_abroad(std::string_view text, std::size_t at) {
  std::size_t begin = at + kCountryCode.size();
  if (begin < text.size() && (text[begin] == ' ' || text[begin] == '-')) ++begin;
  const bool has_zero = begin < text.size() && text[begin] == '0';
  std::string rest(text.substr(begin, 24));
  if (!has_zero) rest.insert(rest.begin(), '0');
  const auto end = phone_end(rest, 0);
  return end == 0 ? at : begin + end - (has_zero ? 0 : 1);
}

std::size_t skip_letters_of_address(std::string_view text, std::size_t i) {
  while (i < text.size() && (is_alnum(text[i]) || text[i] == '.' || text[i] == '-' ||
                             text[i] == '_' || text[i] == '+'))
    ++i;
  return i;
}

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

std::vector<std::string> find_phones(std::string_view utf8) {
  std::vector<std::string> phones;
  const auto text = text::fold_digits(utf8);
  for (std::size_t i = 0; i < text.size() && phones.size() < 20; ++i) {
    const bool abroad = std::string_view(text).substr(i).starts_with(kCountryCode);
    if (!abroad && (text[i] != '0' || goes_on_number(text, i))) continue;
    const auto end = abroad ? phone_end_abroad(text, i) : phone_end(text, i);
    if (end == i) continue;
    phones.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return phones;
}

std::vector<std::string> find_emails(std::string_view utf8) {
  std::vector<std::string> emails;
  for (std::size_t at = 0; (at = utf8.find_first_of("@[(", at)) != std::string_view::npos; ++at) {
    std::size_t sign = 1;
    if (utf8[at] != '@') {
      const auto rest = utf8.substr(at, 4);
      if (rest != "[at]" && rest != "(at)") continue;
      sign = 4;
    }
    std::size_t begin = at;
    while (begin > 0 && (is_alnum(utf8[begin - 1]) ||
                         std::string_view("._-+").find(utf8[begin - 1]) != std::string_view::npos))
      --begin;
    auto end = skip_letters_of_address(utf8, at + sign);
    while (end > at + sign && !is_alnum(utf8[end - 1])) --end;  // a sentence's full stop
    const auto host = utf8.substr(at + sign, end - at - sign);
    if (begin == at || host.find('.') == std::string_view::npos) continue;
    emails.emplace_back(utf8.substr(begin, end - begin));
    if (emails.size() == 20) break;
  }
  return emails;
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
