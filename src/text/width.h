#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oit::text {

/// Columns `utf8` takes on a terminal: combining and format characters none, East Asian wide ones
/// two (Unicode Standard Annex 11). Any thread.
std::size_t display_width(std::string_view utf8);

/// `utf8` with spaces appended up to `width` columns; unchanged if it is that wide already.
std::string pad_to(std::string_view utf8, std::size_t width);

/// `utf8` cut to at most `width` columns, with … for what was cut, between characters in the
/// reader's sense; unchanged if it fits.
std::string fit_to(std::string_view utf8, std::size_t width);

/// `utf8` made safe for a terminal and logs: line breaks and tabs are spaces; other control, escape
/// and bidi characters are dropped, ill-formed bytes become U+FFFD.
std::string printable(std::string_view utf8);

/// `utf8` with ASCII digits as Thai digits.
std::string thai_digits(std::string_view utf8);

}  // namespace oit::text
