#pragma once
#include <string>
#include <string_view>

namespace oit::text {

/// NormalText: what people see, in one spelling. Compatibility forms composed (NFKC), private-use
/// Thai glyphs and misplaced marks repaired (นํ้า, น้ํา, นำ้ → น้ำ; เเ → แ), invisible and control
/// characters dropped, every run of white space one space, none at either end. Thai digits and
/// letter case stay. `utf8` may hold ill-formed bytes; they become U+FFFD. Any thread.
std::string normalise(std::string_view utf8);

/// `utf8` with Thai digits ๐–๙ as ASCII digits; nothing else changes. Any thread.
std::string fold_digits(std::string_view utf8);

/// Whether an ASCII or Thai digit stands in `utf8`. Any thread.
bool has_digit(std::string_view utf8);

}  // namespace oit::text
