#include "text/match_key.h"

#include <unicode/uchar.h>

#include <array>

#include "base/check.h"
#include "text/repair.h"

namespace oit::text {
namespace {
using Byte = unsigned char;

constexpr Byte kOtherLetter = 0x80;
constexpr Byte kThaiBase = 0xA0;

constexpr bool is_ascii_word(Byte key) { return key > ' ' && key < 0x80; }

/// Key bytes of ASCII (first half) and of the Thai block (second half); 0 where nothing is left.
constexpr auto kKeys = [] {
  std::array<Byte, 256> keys{};
  for (unsigned c = '0'; c <= '9'; ++c) keys[c] = static_cast<Byte>(c);
  for (unsigned c = 'a'; c <= 'z'; ++c) keys[c] = keys[c - 0x20] = static_cast<Byte>(c);
  for (unsigned low = 0; low < 0x80; ++low) {
    const char32_t c = kThaiFirst + low;
    if (thai_kind(c) == ThaiKind::digit)
      keys[0x80 + low] = static_cast<Byte>('0' + (c - kThaiZero));
    else if (is_thai_letter(c))
      keys[0x80 + low] = static_cast<Byte>(kThaiBase + low);
  }
  keys[0x80 + 0x45] = kThaiBase + 0x32;  // ๅ → า
  return keys;
}();

/// What a character outside ASCII and Thai leaves in the key.
struct Foreign {
  Byte key = 0;
  bool parts = false;  ///< it stands between words, as a space does
};

Foreign foreign_key(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(code);
  if ((mask & U_GC_ND_MASK) != 0) return {static_cast<Byte>('0' + u_charDigitValue(code)), false};
  if ((mask & (U_GC_L_MASK | U_GC_N_MASK)) != 0) return {kOtherLetter, false};
  return {0, (mask & U_GC_M_MASK) == 0};
}

class KeySink {
 public:
  struct Saved {
    std::size_t size;
    std::size_t gap_at;
    bool gap;
  };

  KeySink(MatchKey& key, std::size_t expected, bool with_origin)
      : key_(key), with_origin_(with_origin) {
    key_.bytes.resize(expected);
    if (with_origin_) key_.origin.resize(expected + 1);
  }

  void put(char32_t c, std::size_t at) {
    if (is_thai(c)) return put_key(kKeys[0x80 + (c & 0x7F)], true, at);
    if (c < 0x80) return put_key(kKeys[c], true, at);
    const Foreign foreign = foreign_key(c);
    put_key(foreign.key, foreign.parts, at);
  }
  Saved save() const { return {size_, gap_at_, gap_}; }
  void back(Saved saved) {
    size_ = saved.size;
    gap_at_ = saved.gap_at;
    gap_ = saved.gap;
  }
  void finish(std::size_t end) {
    key_.bytes.resize(size_);
    if (!with_origin_) return;
    key_.origin.resize(size_ + 1);
    key_.origin[size_] = static_cast<std::uint32_t>(end);
  }

 private:
  void put_key(Byte key, bool parts, std::size_t at) {
    if (key == 0) {
      if (parts && !gap_) gap_at_ = at;
      gap_ = gap_ || parts;
      return;
    }
    if (gap_) {
      if (is_ascii_word(key) && size_ > 0 &&
          is_ascii_word(static_cast<Byte>(key_.bytes[size_ - 1])))
        push(' ', gap_at_);
      gap_ = false;
    }
    push(key, at);
  }
  void push(Byte key, std::size_t at) {
    if (size_ == key_.bytes.size()) {
      key_.bytes.resize(2 * size_ + 16);
      if (with_origin_) key_.origin.resize(2 * size_ + 17);
    }
    key_.bytes[size_] = static_cast<char>(key);
    if (with_origin_) key_.origin[size_] = static_cast<std::uint32_t>(at);
    ++size_;
  }

  MatchKey& key_;
  std::size_t size_ = 0;  // of the key so far; the strings are larger
  std::size_t gap_at_ = 0;
  bool gap_ = false;
  bool with_origin_;
};
}  // namespace

MatchKey make_match_key(std::string_view utf8, bool with_origin) {
  OIT_CHECK(utf8.size() < UINT32_MAX);
  MatchKey key;
  KeySink sink(key, utf8.size() / 2, with_origin);
  repair_each(utf8, sink);
  sink.finish(utf8.size());
  return key;
}

std::string key_to_utf8(std::string_view key) {
  std::string out;
  out.reserve(key.size() * 3);
  for (const char c : key) {
    const auto byte = static_cast<Byte>(c);
    if (byte < 0x80)
      out += c;
    else
      append_char(out, byte > kThaiBase ? kThaiFirst + (byte - kThaiBase) : kReplacement);
  }
  return out;
}

namespace {
/// What each byte of a key is in a skeleton; 0 for the marks, which go.
constexpr auto kSkeletons = [] {
  std::array<char, 256> bytes{};
  for (unsigned byte = 0; byte < bytes.size(); ++byte) {
    const char32_t letter = byte > kThaiBase ? kThaiFirst + (byte - kThaiBase) : 0;
    if (!is_mark(thai_kind(letter))) bytes[byte] = static_cast<char>(byte);
  }
  bytes[kThaiBase + (kSaraAm & 0x7F)] = static_cast<char>(kThaiBase + (kSaraAa & 0x7F));
  return bytes;
}();
}  // namespace

std::string skeleton(std::string_view key) {
  std::string out(key.size(), '\0');
  std::size_t kept = 0;
  for (const char c : key) {
    const char left = kSkeletons[static_cast<Byte>(c)];
    out[kept] = left;
    kept += left != '\0' ? 1U : 0U;
  }
  out.resize(kept);
  return out;
}

MatchKey skeleton(const MatchKey& key) {
  MatchKey out;
  out.bytes = skeleton(std::string_view(key.bytes));
  if (key.origin.empty()) return out;
  for (std::size_t i = 0; i < key.bytes.size(); ++i)
    if (kSkeletons[static_cast<Byte>(key.bytes[i])] != '\0') out.origin.push_back(key.origin[i]);
  out.origin.push_back(key.origin.back());
  return out;
}

}  // namespace oit::text
