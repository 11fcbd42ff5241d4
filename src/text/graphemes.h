#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace oit::text {

/// Byte offsets in `utf8` (well-formed) where a character in the reader's sense begins, and its
/// size as the last entry: ICU's extended grapheme clusters, which keep ที่ and น้ำ whole.
std::vector<std::size_t> grapheme_edges(std::string_view utf8);

}  // namespace oit::text
