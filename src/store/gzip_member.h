#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

namespace oit::store {

/// Compresses bytes into one gzip member at the end of an open file (deflate level 6, RFC 1952).
/// One thread at a time.
class GzipMember {
 public:
  explicit GzipMember(int file);
  GzipMember(const GzipMember&) = delete;
  GzipMember& operator=(const GzipMember&) = delete;
  ~GzipMember();

  /// False when the file could not be written; `errno` says why.
  bool add(std::string_view bytes);

  /// Writes what still waits and the trailer. False as `add`.
  bool finish();

  std::uint64_t written() const { return written_; }  ///< bytes of the file so far

 private:
  struct Deflate;
  bool pump(int flush);

  std::unique_ptr<Deflate> deflate_;
  int file_;
  std::uint64_t written_ = 0;
};

}  // namespace oit::store
