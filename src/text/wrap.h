#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oit::text {

/// `utf8` (well-formed, on one line) as lines of at most `width` columns. Broken between words as
/// Unicode Standard Annex 14 says, Thai ones by ICU's dictionary; what has no such place, or is an
/// address to be copied, stands on a line of its own however long it is. Spaces at breaks are
/// dropped. Never empty. Any thread.
std::vector<std::string> wrap(std::string_view utf8, std::size_t width);

}  // namespace oit::text
