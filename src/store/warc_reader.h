#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace oit::store {

/// What a WARC file may ask of us.
struct WarcLimits {
  std::size_t header_bytes = std::size_t{64} << 10;    ///< of one record, all lines together
  std::uint64_t block_bytes = std::uint64_t{1} << 30;  ///< of one record, as it stands inflated
  std::uint64_t file_bytes = std::uint64_t{1} << 36;   ///< of the whole file, inflated
  std::size_t held_bytes = std::size_t{256} << 20;     ///< entries of an index
};

/// One record as its header tells of it. Values are as written, angle brackets around addresses
/// and ids removed; a field that is absent is empty.
struct WarcEntry {
  std::string type;  ///< lower case
  std::string id, uri, date, content_type;
  std::string payload_digest, block_digest;
  std::vector<std::string> concurrent_to;
  std::string refers_to, refers_to_uri, refers_to_date, profile;
  std::uint64_t offset = 0;  ///< of its gzip member, or of the record in a plain file
  std::uint64_t skip = 0;    ///< bytes of the member, inflated, before the record
  std::uint64_t length = 0;  ///< bytes of the file up to the next record or member
  std::uint64_t block_bytes = 0;
};

/// What one pass over a file found.
struct WarcIndex {
  std::vector<WarcEntry> entries;  ///< whole records only, in the order of the file
  std::string cut;  ///< why reading ended before the file's end; empty when it did not
};

/// Reads WARC 1.0 and 1.1 files, ours or others': gzip with a member for each record, gzip in one
/// piece, or plain. Every length in the file is checked, nothing is held but the entries, and a
/// damaged file gives what stands before the damage. One thread at a time.
/// Source: ISO 28500:2017; for 1.0, ISO 28500:2009.
class WarcReader {
 public:
  /// Errors: io (absent, unreadable).
  static Result<WarcReader> open(const std::filesystem::path& path, WarcLimits limits = {});
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  /// Reads the whole file once, without keeping bodies. Errors: io (not one record: no WARC file).
  Result<WarcIndex> index();

  /// Gives the block of `entry` to `take` in pieces, until it says false. Errors: io (damaged,
  /// or not where `entry` says).
  Result<bool> read(const WarcEntry& entry, const std::function<bool(std::string_view)>& take);

  /// The whole block. Errors: io (as `read`, or larger than `most`).
  Result<std::string> read_block(const WarcEntry& entry, std::size_t most);

 private:
  struct Impl;
  explicit WarcReader(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace oit::store
