#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oit::text {

/// A quote as people see it around bytes [begin, end) of `original` (UTF-8; the ends may fall
/// inside a character). White space is one space, control and bidi characters are gone, and at most
/// `max_chars` characters in the reader's sense (a consonant with its marks is one) remain, cut at
/// their boundaries; "…" stands where text was cut and is not counted. Any thread.
std::string cut_quote(std::string_view original, std::size_t begin, std::size_t end,
                      std::size_t max_chars);

}  // namespace oit::text
