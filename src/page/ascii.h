#pragma once
#include <cstddef>
#include <string_view>

namespace oit::page {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// `text` starts with `word`, which is in lower case, whatever the case of `text`.
constexpr bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i)
    if (lower(text[i]) != word[i]) return false;
  return true;
}

constexpr bool same_word(std::string_view text, std::string_view word) {
  return text.size() == word.size() && starts_with_word(text, word);
}

constexpr bool ends_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_word(text.substr(text.size() - word.size()), word);
}

/// Where `word` (lower case) first stands in `text` at or after `from`, or npos.
constexpr std::size_t find_word(std::string_view text, std::string_view word,
                                std::size_t from = 0) {
  for (std::size_t i = from; i + word.size() <= text.size(); ++i)
    if (lower(text[i]) == word[0] && starts_with_word(text.substr(i), word)) return i;
  return std::string_view::npos;
}

constexpr bool has_word(std::string_view text, std::string_view word) {
  return find_word(text, word) != std::string_view::npos;
}

/// The number at the start of `text`, at most `limit`; 0 when there is none.
constexpr int read_number(std::string_view text, int limit) {
  int number = 0;
  for (const char c : trim(text)) {
    if (!is_digit(c)) break;
    number = number * 10 + (c - '0');
    if (number > limit) return limit;
  }
  return number;
}

}  // namespace oit::page
