#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "text/date_tokens.h"

namespace oit::text {

/// A word found at the start of some text.
struct WordHit {
  DateWord word = DateWord::other;
  int value = 0;
  std::size_t size = 0;  ///< characters it takes, abbreviation dots included
};

/// The longest word of the calendar's vocabulary that stands at `chars[at]`. `in_word` says that a
/// letter of an unknown Thai word stands right before: no abbreviation begins there.
std::optional<WordHit> find_date_word(std::u32string_view chars, std::size_t at, bool in_word);

/// False when no period can stand in `utf8`: it has no digit, and nothing begins like the name of a
/// month, a quarter or a half year. So it is with most labels; true says nothing.
bool may_hold_period(std::string_view utf8);

}  // namespace oit::text
