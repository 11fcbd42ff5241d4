#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace oit {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits. Source: FIPS 180-4.
std::string sha256_hex(std::string_view bytes);

/// A fast 64-bit hash that is the same on every machine and in every run; for telling texts apart,
/// never for security. `seed` chains the hash of a text before.
std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace oit
