#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "page/text_sink.h"

namespace oit::page {

/// The headings that stand above the place the walk has reached. A heading counts for what follows
/// it in its container; one that fills its wrapper alone counts for what follows the wrapper.
class Headings {
 public:
  static constexpr int kBoxTitle = 7, kBold = 8, kListItem = 9;  ///< ranks below h1–h6

  /// `container` is the depth of the block element the heading stands in.
  /// `links` is how many links of content stood before it.
  void push(int rank, Span text, int container, std::size_t links);

  /// The element at `depth` ends at `size` bytes of text and `links` links. From a `closed` element
  /// (a list item, a card, a menu) no heading reaches what follows.
  void leave(int depth, std::size_t size, std::size_t links, bool closed);

  /// "outer › inner" from the heading with index `floor` on, at most 300 characters. Valid until
  /// the next call that changes something.
  const std::string& joined(std::string_view text, std::size_t floor);

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    int rank = 0;
    Span text;
    int container = 0;
    int first_container = 0;  ///< before it was lifted out of its wrappers
    std::size_t links = 0;
  };
  void clear_for(int rank, int container);

  std::vector<Entry> entries_;
  std::string joined_;
  std::size_t joined_floor_ = 0;
  bool is_stale_ = false;
};

}  // namespace oit::page
