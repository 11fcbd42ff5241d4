#pragma once
#include <string>
#include <string_view>

namespace oit::text {

/// A document's text with what broken fonts did to it undone, as far as that is certain:
/// windows-874 read as Latin-1 ("¡ÒÃ" → "การ"), every letter written twice for boldness, every า
/// drawn as ำ, ำ that lost its ring (see restore_am). Sound text stays as it is, byte for byte.
/// UTF-8; any thread.
std::string repair_layer(std::string utf8);

/// Why the text of a page, repaired, is no writing: fonts whose glyphs map to anything, or that
/// lost all vowels and tone marks, or Thai that a scanner's program took for Latin letters. Empty
/// for sound text and for what is too short to tell. Any thread.
std::string_view find_garbling(std::string_view utf8);

}  // namespace oit::text
