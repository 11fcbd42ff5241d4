#pragma once
#include <array>
#include <cstdint>

namespace oit::text {

/// What a Thai character does in a word, in the order marks are written above or below a consonant.
enum class ThaiKind : std::uint8_t {
  none,        ///< not in the Thai block, or unassigned there
  consonant,   ///< ก–ฮ with ฤ and ฦ
  lead,        ///< เ แ โ ใ ไ, written before their consonant
  follow,      ///< ะ า ๅ
  am,          ///< ำ, which is NIKHAHIT and า
  vowel,       ///< ั ิ ี ึ ื ุ ู ฺ
  short_mark,  ///< ็ and NIKHAHIT
  tone,        ///< ่ ้ ๊ ๋
  silent,      ///< ์ and ๎
  digit,       ///< ๐–๙
  sign,        ///< ฯ ๆ ฿ ๏ ๚ ๛
};

constexpr char32_t kThaiFirst = 0x0E00, kThaiLast = 0x0E7F;
constexpr char32_t kSaraE = 0x0E40, kSaraAe = 0x0E41, kSaraAa = 0x0E32, kSaraAm = 0x0E33,
                   kNikhahit = 0x0E4D, kThaiZero = 0x0E50;

namespace detail {
constexpr ThaiKind classify_thai(unsigned low) {
  using enum ThaiKind;
  if (low == 0x2F || low == 0x3F || low == 0x46 || low == 0x4F) return sign;
  if (low >= 0x01 && low <= 0x2E) return consonant;
  if (low == 0x30 || low == 0x32 || low == 0x45) return follow;
  if (low == 0x33) return am;
  if (low == 0x31 || (low >= 0x34 && low <= 0x3A)) return vowel;
  if (low >= 0x40 && low <= 0x44) return lead;
  if (low == 0x47 || low == 0x4D) return short_mark;
  if (low >= 0x48 && low <= 0x4B) return tone;
  if (low == 0x4C || low == 0x4E) return silent;
  if (low >= 0x50 && low <= 0x59) return digit;
  if (low == 0x5A || low == 0x5B) return sign;
  return none;
}
constexpr auto kThaiKinds = [] {
  std::array<ThaiKind, 128> kinds{};
  for (unsigned low = 0; low < kinds.size(); ++low) kinds[low] = classify_thai(low);
  return kinds;
}();
}  // namespace detail

constexpr bool is_thai(char32_t c) { return c >= kThaiFirst && c <= kThaiLast; }

constexpr ThaiKind thai_kind(char32_t c) {
  return is_thai(c) ? detail::kThaiKinds[c & 0x7F] : ThaiKind::none;
}

/// Drawn above or below a consonant.
constexpr bool is_mark(ThaiKind kind) {
  return kind >= ThaiKind::vowel && kind <= ThaiKind::silent;
}

/// A letter, vowel or mark: something words are made of.
constexpr bool is_thai_letter(char32_t c) {
  const ThaiKind kind = thai_kind(c);
  return kind != ThaiKind::none && kind < ThaiKind::digit;
}

}  // namespace oit::text
