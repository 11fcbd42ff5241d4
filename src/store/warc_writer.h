#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace oit::store {

/// The part of a record's block that may be large: bytes in memory, or a whole file. Neither is
/// owned.
struct WarcPayload {
  std::string_view bytes;
  int file = -1;  ///< when not -1: open for reading, read from its first byte instead of `bytes`
};

/// One named field: {"WARC-Refers-To", "<urn:uuid:…>"}.
struct WarcField {
  std::string name, value;

  bool operator==(const WarcField&) const = default;
};

/// A record to be written. Its block is `head` and then `payload`.
struct WarcRecord {
  std::string type;  ///< "response", "metadata" …
  std::string uri;   ///< WARC-Target-URI; empty: none
  std::chrono::system_clock::time_point date{};
  std::string content_type;       ///< of the block
  std::vector<WarcField> fields;  ///< further ones
  std::string payload_digest;     ///< "sha256:…"; empty: none is stated
  std::string head;
  WarcPayload payload;
};

/// Where a record went.
struct WarcPlace {
  std::string id;  ///< "<urn:uuid:…>", as it stands in fields that refer to it
  std::uint64_t offset = 0, length = 0;  ///< of its gzip member in the file
};

/// Writes a WARC 1.1 file, each record a gzip member of its own. One thread at a time.
///
/// The file is opened for each record and closed again, so that a thousand captures may be under
/// way; it is made for its owner only (0600). After the first failure nothing more is written.
/// Source: ISO 28500:2017, and its annex D for gzip.
class WarcWriter {
 public:
  /// Makes `path`. Record ids are derived from `seed`, which no other file may share, and the
  /// record's number. Errors: io (also when `path` exists).
  static Result<WarcWriter> create(std::filesystem::path path, std::string seed);

  /// Adds `record`. What it does not set is done here: WARC-Record-ID, WARC-Warcinfo-ID once a
  /// warcinfo was written, Content-Length, WARC-Block-Digest. Control characters in values become
  /// spaces. Errors: io (this write or one before failed).
  Result<WarcPlace> write(const WarcRecord& record);

  /// Sees that the bytes are on the disk. Errors: io.
  Result<bool> sync();

  const std::filesystem::path& path() const { return path_; }

 private:
  WarcWriter(std::filesystem::path path, std::string seed);
  std::string next_id();

  std::filesystem::path path_;
  std::string seed_, warcinfo_id_;
  std::uint64_t size_ = 0, records_ = 0;
  std::string failure_;  // of the first write that failed
};

/// "sha256:" and 64 lower-case hexadecimal digits: the digest of `payload` as a WARC-Payload-Digest
/// holds it, and as reports print it. Errors: io.
Result<std::string> digest_of(const WarcPayload& payload);

/// `at` in UTC as WARC-Date holds it, to the second as every reader takes it and an index can
/// repeat it: "2023-04-20T03:04:05Z".
std::string warc_date(std::chrono::system_clock::time_point at);

}  // namespace oit::store
