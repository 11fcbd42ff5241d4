#include "text/thai_874.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "text/charset.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {
using Byte = unsigned char;

struct Extra {
  Byte byte;
  char32_t c;
};
constexpr std::array<Extra, 10> kExtras{{{0x80, 0x20AC},
                                         {0x85, 0x2026},
                                         {0x91, 0x2018},
                                         {0x92, 0x2019},
                                         {0x93, 0x201C},
                                         {0x94, 0x201D},
                                         {0x95, 0x2022},
                                         {0x96, 0x2013},
                                         {0x97, 0x2014},
                                         {0xA0, 0x00A0}}};

constexpr auto kTable = [] {
  std::array<char32_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char32_t thai = kThaiFirst + (byte - 0xA0U);
    table[byte] = byte < 0x80                                        ? byte
                  : byte > 0xA0 && thai_kind(thai) != ThaiKind::none ? thai
                                                                     : kReplacement;
  }
  for (const Extra extra : kExtras) table[extra.byte] = extra.c;
  return table;
}();

/// The UTF-8 of each byte, none longer than three bytes.
struct Encoded {
  std::array<char, 3> bytes{};
  std::ptrdiff_t size = 0;
  bool replaced = false;
};
const auto kEncoded = [] {
  std::array<Encoded, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    std::string utf8;
    append_char(utf8, kTable[byte]);
    std::ranges::copy(utf8, table[byte].bytes.begin());
    table[byte].size = static_cast<std::ptrdiff_t>(utf8.size());
    table[byte].replaced = kTable[byte] == kReplacement;
  }
  return table;
}();

constexpr std::u32string_view kCommon =
    U"านรอกเง\u0E48\u0E49มยลวสดต\u0E35\u0E31ทปบคหแะ\u0E34\u0E4Cำจข";

/// What look_at_874() asks of each byte.
struct ByteLook {
  ThaiKind kind = ThaiKind::none;
  bool letter = false;
  bool common = false;
};
constexpr auto kLooks = [] {
  std::array<ByteLook, 256> looks{};
  for (std::size_t byte = 0; byte < looks.size(); ++byte) {
    const char32_t c = kTable[byte];
    looks[byte] = {thai_kind(c), is_thai_letter(c), kCommon.find(c) != std::u32string_view::npos};
  }
  return looks;
}();

/// Whether a letter of `kind`, `c`, may follow `previous`.
bool fits(ThaiKind kind, char32_t c, ThaiKind previous) {
  using enum ThaiKind;
  if (is_mark(kind)) {
    const bool on_letter = previous == consonant || (is_mark(previous) && previous < kind);
    return on_letter || (previous == am && kind == tone);
  }
  if (kind == follow || kind == am) {
    if (c == kSaraAa + 0x13) return previous == consonant;  // ๅ
    return previous == consonant || is_mark(previous) || (previous == follow && c != kSaraAa);
  }
  return true;
}

/// The byte that a reader of windows-874 turned into `c`; -1 if none. Browsers read undefined bytes
/// as C1 controls, ICU reads some as private-use characters.
int byte_of(char32_t c) {
  if (c < 0x80) return static_cast<int>(c);
  if (c >= 0x80 && c <= 0x9F) return static_cast<int>(c);
  if (c >= 0xF8C1 && c <= 0xF8C8) {
    constexpr std::array<Byte, 8> kFiller{0xDB, 0xDC, 0xDD, 0xDE, 0xFC, 0xFD, 0xFE, 0xFF};
    return kFiller[c - 0xF8C1];
  }
  if (thai_kind(c) != ThaiKind::none) return static_cast<int>(c - kThaiFirst + 0xA0);
  for (const Extra extra : kExtras)
    if (extra.c == c) return extra.byte;
  return -1;
}
}  // namespace

const std::array<char32_t, 256>& windows_874() { return kTable; }

std::size_t append_874(std::string_view bytes, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + bytes.size() * 3);
  char* to = out.data() + start;
  std::size_t replaced = 0;
  for (const char byte : bytes) {
    const Encoded& encoded = kEncoded[static_cast<Byte>(byte)];
    std::memcpy(to, encoded.bytes.data(), encoded.bytes.size());
    to += encoded.size;
    replaced += encoded.replaced ? 1U : 0U;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return replaced;
}

ThaiLook look_at_874(std::string_view bytes) {
  ThaiLook look;
  ByteLook previous;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<Byte>(bytes[i]);
    const ByteLook& now = kLooks[byte];
    if (byte >= 0x80) {
      const bool before_consonant =
          i + 1 < bytes.size() &&
          kLooks[static_cast<Byte>(bytes[i + 1])].kind == ThaiKind::consonant;
      const bool fine = kTable[byte] != kReplacement &&
                        fits(now.kind, kTable[byte], previous.kind) &&
                        (now.kind != ThaiKind::lead || before_consonant);
      ++look.high;
      look.ill += fine ? 0U : 1U;
      look.letters += now.letter ? 1U : 0U;
      look.common += now.common ? 1U : 0U;
      look.joined += now.letter && previous.letter ? 1U : 0U;
    }
    previous = now;
  }
  return look;
}

std::optional<std::string> undo_874_reading(std::string_view utf8) {
  std::string bytes;
  bytes.reserve(utf8.size() / 2);
  for (std::size_t i = 0; i < utf8.size();) {
    const ReadChar read = read_char(utf8, i);
    const int byte = byte_of(read.c);
    if (byte < 0) return std::nullopt;
    bytes += static_cast<char>(byte);
    i += read.size;
  }
  if (!is_valid_utf8(bytes)) return std::nullopt;
  return bytes;
}

}  // namespace oit::text
