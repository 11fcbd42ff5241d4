#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/document.h"

namespace oit::doc {

/// The hand-over protocol of a reading child: frames of one type byte, four bytes of size (little
/// endian) and the payload. The child is not trusted: whoever takes frames checks everything.
enum class FrameType : char {
  info = 'I',    ///< page count, title, created, modified; one line each
  page = 'P',    ///< text of the next page
  end = 'E',     ///< outcome as one letter '0' + its number, then why
  status = 'X',  ///< from the zygote: how the child ended, as "exit N" or "signal N", then " rss
                 ///< KIB cpu MS"
};

constexpr std::size_t kFrameHeader = 5;
constexpr std::size_t kMaxFrame = std::size_t{32} << 20;

std::string make_frame(FrameType type, std::string_view payload);

/// Writes all of `bytes` to `fd`, whatever it takes; false when the other side is gone.
bool write_all(int fd, std::string_view bytes);

/// Writes all of `document` to `out` as frames; false when the other side is gone.
bool send(const model::Document& document, int out);

/// Puts frames together to a Document, as they come in.
class FrameCollector {
 public:
  /// At most `text_bytes` of text and `pages` pages are kept.
  FrameCollector(std::size_t text_bytes, std::size_t pages, std::size_t memory_bytes)
      : text_left_(text_bytes), pages_left_(pages), memory_bytes_(memory_bytes) {}

  /// Takes bytes as they arrive. False when they break the protocol or a limit; stop then.
  bool take(std::string_view bytes);

  /// The Document after the last byte; `is_late` when the wall limit ended it.
  model::Document finish(bool is_late);

  /// CPU time of the child; 0 until it has ended.
  std::chrono::milliseconds cpu() const;

 private:
  bool take_frame(char type, std::string_view payload);
  void take_info(std::string_view payload);
  void judge_status();

  std::string pending_;
  model::Document document_;
  std::string status_;
  std::size_t text_left_, pages_left_, memory_bytes_;
  bool has_ended_ = false, is_broken_ = false, is_full_ = false;
};

}  // namespace oit::doc
