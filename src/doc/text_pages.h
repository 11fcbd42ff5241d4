#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "doc/document_reader.h"
#include "model/document.h"

namespace oit::doc {

/// A document that ended with `outcome`, for `why`.
model::Document ended(model::DocumentOutcome outcome, std::string why);

/// A document's text as its reader finds it: lines, rows and pages, within the limits of text and
/// pages.
class TextPages {
 public:
  explicit TextPages(const DocumentLimits& limits)
      : text_left_(limits.text_bytes),
        pages_left_(static_cast<std::size_t>(limits.pages > 0 ? limits.pages : 0)) {}

  /// The next page; the first begins by itself.
  void begin_page();

  /// Adds `text` as a line, or several when it has line ends. UTF-8; white space at both ends and
  /// control characters go, nothing is added for a blank line.
  void add_line(std::string_view text);

  /// Adds a row as one line, "ที่ | รายการ | จำนวน". Empty cells at its end are dropped, line ends in
  /// cells become spaces.
  void add_row(const std::vector<std::string>& cells);

  /// Whether the limit of text was reached; nothing more is kept then.
  bool is_full() const { return is_full_; }

  /// Whether the page that is being filled has no text yet.
  bool is_blank() const { return pages_.empty() || pages_.back().empty(); }

  /// Letters and digits gathered so far, all pages together.
  std::size_t signs() const { return signs_; }

  /// Moves pages and their count into a Document, ok unless the limit of text was reached.
  model::Document take();

 private:
  void append(std::string_view line);

  std::vector<std::string> pages_;
  std::size_t text_left_, pages_left_, signs_ = 0;
  int page_count_ = 0;
  bool is_full_ = false;
};

/// Some part of `document` was not read, for `why`: when that is all there is, it is no empty one.
/// Nothing happens when `why` is empty.
void note_unread(model::Document& document, std::string_view why);

/// `document` judged by what it holds: `empty` without a letter or digit, `image_only` when it has
/// hardly any and shows pictures. `signs` counts both.
void judge_contents(model::Document& document, std::size_t signs, bool has_pictures);

}  // namespace oit::doc
