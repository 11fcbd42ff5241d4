#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace oit::text {

/// What stands for bytes that are no character.
inline constexpr char32_t kReplacement = 0xFFFD;

/// One character read from UTF-8.
struct ReadChar {
  char32_t c = kReplacement;
  std::uint32_t size = 1;  ///< bytes taken, at least 1
  bool valid = false;
};

inline bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The character that starts at `text[at]`, at < text.size(). An ill-formed one takes its maximal
/// well-formed start (Unicode 15, section 3.9) and reads as U+FFFD.
inline ReadChar read_char(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::uint32_t size = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (size == 0) return {};
  // The second byte's range keeps out overlong forms, surrogates and what lies beyond U+10FFFF.
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return {};
  char32_t c = (lead & (0x7FU >> size)) << 6 | (byte(1) & 0x3F);
  for (std::uint32_t i = 2; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacement, i, false};
    c = c << 6 | (byte(i) & 0x3F);
  }
  return {c, size, true};
}

/// Appends `c`, which is no surrogate and at most U+10FFFF.
inline void append_char(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace oit::text
