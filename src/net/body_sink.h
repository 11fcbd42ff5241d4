#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "model/fetch.h"
#include "net/http_fetcher.h"

namespace oit::net {

/// Takes the decoded bytes of one body and keeps them where they belong: pages of up to 1 MiB in
/// memory, larger ones and documents in a file that only we may read, so that many answers at once
/// cost little memory. What it is is decided by the first 1,024 bytes. Deletes
/// its file unless `release` handed it over. I/O thread only.
class BodySink {
 public:
  /// What became of bytes given to `add`.
  enum class Verdict { more, full, bomb, disk };

  BodySink() = default;
  BodySink(const BodySink&) = delete;
  BodySink& operator=(const BodySink&) = delete;
  ~BodySink() { reset(); }

  /// Starts a new body of at most the size `limits` give `purpose`; only a body that `may_spool`
  /// (an answer 2xx) goes to a file.
  void begin(const FetchLimits& limits, model::Purpose purpose, bool may_spool,
             std::string_view content_type);

  /// `wire_bytes` have come in so far for what is `size()` plus `bytes` decoded.
  Verdict add(std::string_view bytes, std::size_t wire_bytes);

  /// Decides and writes what still waits. False when the disk is full.
  bool finish();

  std::size_t size() const { return size_; }
  std::size_t limit() const { return limit_; }  ///< of the body, once it has begun
  bool is_document() const { return is_document_; }

  /// Moves body or file into `response`, with its size.
  void release(model::Response& response);

  /// Forgets everything and deletes the file.
  void reset();

 private:
  void decide();
  bool open_file();
  bool write_file(std::string_view bytes);
  bool move_to_file();

  const FetchLimits* limits_ = nullptr;
  model::Purpose purpose_ = model::Purpose::page;
  bool may_spool_ = false, is_decided_ = false, is_document_ = false;
  bool may_move_ = false;  ///< a page that goes to a file when it grows large
  std::string content_type_, body_, path_;
  std::size_t size_ = 0, limit_ = 0;
  int file_ = -1;
};

}  // namespace oit::net
