#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oit::model {

/// How reading a document ended.
enum class DocumentOutcome : std::uint8_t {
  ok,
  image_only,   ///< opens, but has no usable text layer
  encrypted,    ///< asks for a password
  damaged,      ///< truncated or not what its first bytes promised
  empty,        ///< opens, has no page or nothing on its pages
  too_costly,   ///< stopped at a limit of time, memory or text
  crashed,      ///< the reader died on it
  unsupported,  ///< a kind this build cannot read
};

std::string_view name_of(DocumentOutcome outcome);

/// A document's text with its pages. UTF-8, lines parted by '\n'.
struct Document {
  DocumentOutcome outcome = DocumentOutcome::unsupported;
  std::string why;                 ///< of one that is ok: what of it was not read
  std::vector<std::string> pages;  ///< text of the pages read
  int page_count = 0;              ///< pages the document has
  std::string title;               ///< metadata
  std::string created, modified;   ///< metadata, ISO 8601 or empty
};

/// What is written on one page of a scan, or on a picture, as OCR reads it. A page of one tone is
/// `empty`; one on which no words are found, or of a kind that cannot be shown, is `image_only`.
struct Recognised {
  DocumentOutcome outcome = DocumentOutcome::unsupported;
  std::string why;
  std::string text;  ///< UTF-8, lines parted by '\n'; a digit no reading is sure of is U+FFFD
  bool year_unreadable = false;  ///< some year on it has such a digit
  int page_count = 0;            ///< pages the document has; 1 for a picture
  std::chrono::milliseconds cpu{0};
};

}  // namespace oit::model
