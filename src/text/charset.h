#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace oit::text {

/// Bytes from the web, read as text.
struct Decoded {
  std::string utf8;     ///< always valid UTF-8, without a byte order mark
  std::string charset;  ///< how the bytes were read: us-ascii, utf-8, utf-16le, utf-16be,
                        ///< windows-874, mixed (UTF-8 and windows-874 in one body), or the
                        ///< lower-case name of another charset
  bool mojibake_repaired = false;  ///< UTF-8 once mistaken for windows-874 ("เธเน…") was undone
  std::size_t replaced = 0;        ///< U+FFFD standing for bytes that could not be read
};

/// Reads a body whose charset the site calls `declared` (header or meta, any case; may be empty or
/// wrong). The bytes are asked first: a byte order mark, valid UTF-8 and well-formed Thai outweigh
/// every label; only then the label counts, then a guess by uchardet, then windows-1252.
/// All Thai labels (tis-620, iso-8859-11, cp874 …) mean windows-874. Any thread.
Decoded decode(std::string_view bytes, std::string_view declared);

/// `text` with every byte that is not part of well-formed UTF-8 replaced by U+FFFD
/// (Unicode 15, table 3-7; one replacement per maximal ill-formed part). Any thread.
std::string to_valid_utf8(std::string_view text);

/// Whether all of `text` is well-formed UTF-8. Any thread.
bool is_valid_utf8(std::string_view text);

}  // namespace oit::text
