#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace oit::page {

/// Half-open bytes of the page's text.
struct Span {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

/// Where text stands, as the walk knows it when the text arrives.
struct TextPlace {
  model::BlockKind kind = model::BlockKind::other;
  int level = 0;  ///< of headings
  bool in_menu = false;
  bool bold = false;  ///< drawn like a heading
  bool in_link = false;
  bool titled = false;  ///< in an element whose class says it is a title
  std::uint32_t scope = 0;
};

/// What the rooms inside this one know of a block beyond model::Block.
struct BlockNote {
  std::uint32_t serial = 0;  ///< of the stretch between two borders it came from
  std::uint32_t scope = 0;
  std::size_t bold_bytes = 0;
  bool titled = false;
};

/// Builds Page::text and its blocks as text and borders arrive.
class TextSink {
 public:
  /// Appends text, white space collapsed and invisible characters dropped.
  void add(std::string_view text, const TextPlace& place);

  /// A gap between words, if more text follows in this block.
  void gap() { pending_ = pending_ == 0 ? 1 : pending_; }

  /// A border between table cells: " | ", if more text follows in this block.
  void bar() { pending_ = is_open_ ? 2 : pending_; }

  /// Ends the block. Returns whether there was one; it is then blocks.back().
  bool border();

  /// Whether text has come since the last border.
  bool is_open() const { return is_open_; }
  std::size_t begin_of_open() const { return begin_; }

  /// Number of the stretch text would go to now.
  std::uint32_t serial() const { return serial_; }
  /// Index the block of that stretch has or will have.
  std::uint32_t next_block() const { return static_cast<std::uint32_t>(blocks.size()); }

  std::string text;
  std::vector<model::Block> blocks;
  std::vector<BlockNote> notes;

 private:
  void open(const TextPlace& place);
  void start_word(const TextPlace& place);
  void count(std::size_t bytes, const TextPlace& place);

  bool is_open_ = false;
  int pending_ = 0;  // 1: a gap, 2: a bar
  std::size_t begin_ = 0;
  std::uint32_t serial_ = 0;
  model::Block block_;
  BlockNote note_;
};

/// `text` on one line, white space collapsed, cut to `max_chars` characters of UTF-8.
std::string one_line(std::string_view text, std::size_t max_chars = 300);

/// How many letters of any script stand in `text`: no digits, marks, spaces or punctuation.
std::size_t count_letters(std::string_view text);

}  // namespace oit::page
