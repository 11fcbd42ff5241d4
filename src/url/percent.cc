#include "url/percent.h"

#include <array>
#include <cstddef>

#include "url/url.h"

namespace oit::url {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool must_escape(unsigned char byte, EscapeSet set) {
  if (byte <= 0x20 || byte >= 0x7F) return true;
  constexpr std::string_view kPath = "\"#<>?`{}^";
  constexpr std::string_view kQuery = "\"#<>'";
  return (set == EscapeSet::path ? kPath : kQuery).find(static_cast<char>(byte)) !=
         std::string_view::npos;
}

void append_escape(std::string& out, unsigned char byte) {
  out += '%';
  out += kHexDigits[byte >> 4U];
  out += kHexDigits[byte & 0xFU];
}

/// The byte an escape at `text[at]` stands for, or -1.
int escaped_byte(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

struct Character {
  unsigned value = 0;
  std::size_t length = 0;  // bytes; 0 when there is no valid character
};

Character next_character(std::string_view bytes, std::size_t at) {
  constexpr std::array<unsigned, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t length = lead < 0x80              ? 1
                             : (lead & 0xE0U) == 0xC0 ? 2
                             : (lead & 0xF0U) == 0xE0 ? 3
                             : (lead & 0xF8U) == 0xF0 ? 4
                                                      : 0;
  if (length == 0 || at + length > bytes.size()) return {};
  unsigned value = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(bytes[at + i]);
    if ((next & 0xC0U) != 0x80) return {};
    value = (value << 6U) | (next & 0x3FU);
  }
  if (value < kLeast.at(length) || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
    return {};
  return {value, length};
}

void append_utf8(std::string& out, unsigned code_point) {  // below U+10000 only
  if (code_point < 0x80) {
    out += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    out += static_cast<char>(0xC0U | (code_point >> 6U));
    out += static_cast<char>(0x80U | (code_point & 0x3FU));
  } else {
    out += static_cast<char>(0xE0U | (code_point >> 12U));
    out += static_cast<char>(0x80U | ((code_point >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code_point & 0x3FU));
  }
}

/// The code point of a windows-874 byte, 0 when it has none (WHATWG Encoding, index windows-874).
unsigned from_windows_874(unsigned char byte) {
  if (byte < 0x80) return byte;
  if ((byte >= 0xA1 && byte <= 0xDA) || (byte >= 0xDF && byte <= 0xFB))
    return 0x0E00U + byte - 0xA0;
  switch (byte) {
    case 0x80:
      return 0x20AC;
    case 0x85:
      return 0x2026;
    case 0x91:
      return 0x2018;
    case 0x92:
      return 0x2019;
    case 0x93:
      return 0x201C;
    case 0x94:
      return 0x201D;
    case 0x95:
      return 0x2022;
    case 0x96:
      return 0x2013;
    case 0x97:
      return 0x2014;
    case 0xA0:
      return 0x00A0;
    default:
      return 0;
  }
}

bool is_thai(unsigned code_point) { return code_point >= 0x0E01 && code_point <= 0x0E5B; }

/// Signs written above or below a consonant: they never follow anything but Thai.
bool is_thai_mark(unsigned code_point) {
  return code_point == 0x0E31 || (code_point >= 0x0E33 && code_point <= 0x0E3A) ||
         (code_point >= 0x0E47 && code_point <= 0x0E4E);
}

/// Escapes that stay as they are when an address is shown: their bytes could break a line or hide.
bool is_control(int byte) { return byte >= 0 && (byte < 0x20 || byte == 0x7F); }

/// `text` with its escapes decoded, but those of control characters.
std::string unescape_visible(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = escaped_byte(text, at);
    if (byte < 0 || is_control(byte)) {
      out += text[at];
    } else {
      out += static_cast<char>(byte);
      at += 2;
    }
  }
  return out;
}

/// True when valid UTF-8 `bytes` may all the same be Thai in windows-874: "แผน" is E1 BC B9, also
/// one Greek letter. A leading vowel (E0-E4) or mark (E5-E9) and two consonants (A1-BF) look like
/// one character of three bytes; Thai in UTF-8 itself always begins with E0.
bool could_be_thai_bytes(std::string_view bytes) {
  bool has_any = false;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) continue;
    if (byte < 0xE1 || byte > 0xE9) return false;
    for (const auto next : {bytes[at + 1], bytes[at + 2]})
      if (static_cast<unsigned char>(next) < 0xA1) return false;
    has_any = true;
    at += 2;
  }
  return has_any;
}

}  // namespace

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

std::string escape(std::string_view text, EscapeSet set) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (const int value = escaped_byte(text, at); value >= 0) {
      append_escape(out, static_cast<unsigned char>(value));
      at += 2;
    } else if (must_escape(byte, set)) {
      append_escape(out, byte);
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = escaped_byte(text, at);
    out += byte < 0 ? text[at] : static_cast<char>(byte);
    if (byte >= 0) at += 2;
  }
  return out;
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto character = next_character(bytes, at);
    if (character.length == 0) return false;
    at += character.length;
  }
  return true;
}

std::string to_windows_874(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = next_character(text, at);
    if (character.length <= 1) {
      out += text[at++];
      continue;
    }
    at += character.length;
    unsigned byte = 0xFF;
    while (byte >= 0x80 && from_windows_874(static_cast<unsigned char>(byte)) != character.value)
      --byte;
    if (byte >= 0x80) {
      out += static_cast<char>(byte);
    } else {
      out += "%26%23" + std::to_string(character.value) + "%3B";
    }
  }
  return out;
}

std::string thai_from_windows_874(std::string_view bytes) {
  std::string out;
  bool has_thai = false;
  unsigned before = 0;
  for (const char c : bytes) {
    const unsigned code_point = from_windows_874(static_cast<unsigned char>(c));
    if (code_point == 0 || (is_thai_mark(code_point) && !is_thai(before))) return {};
    has_thai = has_thai || is_thai(code_point);
    append_utf8(out, code_point);
    before = code_point;
  }
  return has_thai ? out : std::string();
}

std::string decode_percent(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  std::string bytes = unescape_visible(text);
  const bool is_valid = is_utf8(bytes);
  if (is_valid && !could_be_thai_bytes(bytes)) return bytes;
  std::string thai = thai_from_windows_874(bytes);
  if (!thai.empty()) return thai;
  return is_valid ? bytes : std::string(text);
}

}  // namespace oit::url
