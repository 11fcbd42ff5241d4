#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace oit {

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits. Source: FIPS 180-4.
std::string sha256_hex(std::string_view bytes);

/// The same of bytes that come in pieces. One thread at a time.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);

  /// Of all that was added; nothing may be added after it.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A fast 64-bit hash that is the same on every machine and in every run; for telling texts apart,
/// never for security. `seed` chains the hash of a text before.
std::uint64_t stable_hash(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace oit
