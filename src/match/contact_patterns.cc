#include "match/contact_patterns.h"

#include <re2/re2.h>

#include "base/check.h"
#include "base/find_text.h"

namespace oit::match {
namespace {

constexpr std::size_t kMost = 40;  // a page lists no more of its own

/// Bytes of a text are what a pattern sees: all it looks for is ASCII.
RE2::Options byte_options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return options;
}

/// A mobile number has ten digits and a 6, 8 or 9 behind the zero, all others have nine.
const RE2& phone_pattern() {
  static const RE2 kPattern(R"(((?:\+66[ -]?0?|0)(?:[ .-]{0,2}[689](?:[ .-]{0,2}[0-9]){8}|)"
                            R"((?:[ .-]{0,2}[0-9]){8}))(?:[^0-9]|$))",
                            byte_options());
  return kPattern;
}

const RE2& email_pattern() {
  static const RE2 kPattern(R"(([A-Za-z0-9._+-]+(?:@|\[at\]|\(at\))[A-Za-z0-9_+-]*)"
                            R"((?:\.[A-Za-z0-9._+-]*[A-Za-z0-9])))",
                            byte_options());
  return kPattern;
}

bool is_digit(char c) { return '0' <= c && c <= '9'; }

/// What stands at `at` is the rest of a longer number: "1-044", "2566/044", but not "โทร.044".
bool goes_on_number(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  if (is_digit(before)) return true;
  return std::string_view("-/,.").find(before) != std::string_view::npos && at > 1 &&
         is_digit(text[at - 2]);
}

using Places = std::vector<std::pair<std::size_t, std::size_t>>;

/// Where the first group of `pattern` stands in `text` and `counts(begin)` agrees, not overlapping.
template <class Counts>
Places find_all(const RE2& pattern, std::string_view text, Counts counts) {
  OIT_CHECK(pattern.ok());
  Places found;
  const re2::StringPiece whole(text.data(), text.size());
  re2::StringPiece groups[2];
  std::size_t from = 0;
  while (found.size() < kMost &&
         pattern.Match(whole, from, text.size(), RE2::UNANCHORED, groups, 2)) {
    const auto begin = static_cast<std::size_t>(groups[1].data() - text.data());
    const bool is_one = counts(begin);
    if (is_one) found.emplace_back(begin, begin + groups[1].size());
    from = is_one ? found.back().second : begin + 1;
  }
  return found;
}

}  // namespace

Places phone_places(std::string_view text) {
  return find_all(phone_pattern(), text, [&](std::size_t begin) {
    return text[begin] == '+' || !goes_on_number(text, begin);
  });
}

std::vector<std::string> find_emails(std::string_view utf8) {
  std::vector<std::string> emails;
  if (!has_text(utf8, "@") && !has_text(utf8, "at]") && !has_text(utf8, "at)")) return emails;
  for (const auto& [begin, end] : find_all(email_pattern(), utf8, [](std::size_t) { return true; }))
    emails.emplace_back(utf8.substr(begin, end - begin));
  return emails;
}

}  // namespace oit::match
