#include "base/sha256.h"

#include <openssl/sha.h>

#include <array>
#include <bit>
#include <cstring>

namespace oit {

std::string sha256_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  hex.reserve(digest.size() * 2);
  for (const unsigned char byte : digest) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15ULL, kSecond = 0xD6E8FEB86659FD93ULL;
  static_assert(std::endian::native == std::endian::little, "words are read as they stand");
  std::uint64_t hash = seed ^ (bytes.size() * kFirst);
  const auto mix = [&](std::uint64_t word) {
    hash = (hash ^ word) * kSecond;
    hash ^= hash >> 32U;
  };
  while (bytes.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), 8);
    mix(word);
    bytes.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  mix(rest);
  mix(kFirst);
  return hash;
}

}  // namespace oit
