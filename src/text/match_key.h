#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/quote.h"

namespace oit::text {

/// A text in the form phrases are compared in: one byte per letter.
///
/// ASCII letters in lower case and digits stand for themselves (Thai digits become ASCII), a Thai
/// letter, vowel or mark U+0E00–0E7F is byte 0xA0 + (c & 0x7F), any other letter is 0x80. White
/// space and punctuation of every script, ๆ and ฯ are gone, except one ' ' between two ASCII
/// letters or digits that were apart: "E–Service" is "e service", "6 เดือน" is "6เดือน".
struct MatchKey {
  std::string bytes;
  /// origin[i] is the byte offset in the original text of the character that made bytes[i]; one
  /// more entry holds the original's size. Empty if not asked for.
  std::vector<std::uint32_t> origin;
};

/// The key of `utf8` (any UTF-8, repaired on the way as by normalise(); under 4 GiB). Any thread.
MatchKey make_match_key(std::string_view utf8, bool with_origin = true);

/// The key as UTF-8 for people and tests: Thai bytes become Thai letters, 0x80 becomes U+FFFD.
std::string key_to_utf8(std::string_view key);

/// A coarser key for damaged text and OCR: every mark above or below the line is gone, ำ is า.
/// Use it for long phrases only, and compare it with other skeletons only.
std::string skeleton(std::string_view key);

/// The same with its places: `origin` is taken over, when there is one.
MatchKey skeleton(const MatchKey& key);

}  // namespace oit::text
