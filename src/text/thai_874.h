#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace oit::text {

/// windows-874 (Microsoft's table, as in the WHATWG Encoding Standard): the character of each byte,
/// U+FFFD where there is none.
const std::array<char32_t, 256>& windows_874();

/// Appends `bytes`, read as windows-874, as UTF-8; returns how many became U+FFFD.
std::size_t append_874(std::string_view bytes, std::string& out);

/// How Thai the bytes look when read as windows-874.
struct ThaiLook {
  std::size_t high = 0;     ///< bytes from 0x80
  std::size_t ill = 0;      ///< of them those that no Thai writer would put there
  std::size_t letters = 0;  ///< Thai letters and marks
  std::size_t common = 0;   ///< of them the thirty that make up nine tenths of Thai writing
  std::size_t joined = 0;   ///< Thai letters that follow another Thai letter

  /// Fewer than `percent` in a hundred are ill-formed, and there are words as people write them,
  /// not lone signs or letters as another charset strews them.
  bool is_thai(std::size_t percent) const {
    return joined > 0 && ill * 100 < high * percent && common * 2 >= letters;
  }
};

ThaiLook look_at_874(std::string_view bytes);

/// `utf8` (valid), written back as windows-874 and read as UTF-8: undoes "UTF-8 read as 874".
/// Nothing if a character has no byte there or the bytes are not UTF-8.
std::optional<std::string> undo_874_reading(std::string_view utf8);

}  // namespace oit::text
