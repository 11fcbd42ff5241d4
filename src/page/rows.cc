#include "page/rows.h"

#include <algorithm>
#include <optional>

namespace oit::page {
namespace {

constexpr std::size_t kItemBytes = 1200;  // a longer item is no row but a section
constexpr std::size_t kLeadBytes = 900;   // a longer block is prose, not the name of what follows
constexpr std::size_t kShortLink = 90;    // labels that may share one block before them
constexpr int kMaxSkipped = 12, kMaxScopes = 4;

/// Finds the row of one link after the other.
class RowFinder {
 public:
  RowFinder(const model::Page& page, const std::vector<BlockNote>& notes,
            const std::vector<Scope>& scopes)
      : page_(page), notes_(notes), scopes_(scopes) {}

  std::string row_of(const model::Link& link, const LinkNote& note) const;
  /// Index of the block the link stands in, if its stretch has text.
  std::optional<std::uint32_t> own_block(const LinkNote& note) const;

 private:
  std::string_view text(std::uint32_t block) const {
    const model::Block& b = page_.blocks[block];
    return std::string_view(page_.text).substr(b.begin, b.end - b.begin);
  }
  /// Whether the block says more than its links do.
  bool speaks(std::uint32_t block) const {
    const model::Block& b = page_.blocks[block];
    const std::size_t own = b.end - b.begin - std::min(b.link_bytes, b.end - b.begin);
    if (own == 0) return false;
    if (b.link_bytes == 0) return count_letters(text(block)) > 0;
    return own >= 6 || (own >= 2 && count_letters(text(block)) > 0 && own > b.link_bytes);
  }
  std::string item_text(const Scope& scope, std::uint32_t id,
                        std::optional<std::uint32_t> own) const;
  std::string block_before(const LinkNote& note, const model::Link& link) const;

  const model::Page& page_;
  const std::vector<BlockNote>& notes_;
  const std::vector<Scope>& scopes_;
};

std::optional<std::uint32_t> RowFinder::own_block(const LinkNote& note) const {
  if (note.block < notes_.size() && notes_[note.block].serial == note.serial) return note.block;
  return std::nullopt;
}

std::string RowFinder::item_text(const Scope& scope, std::uint32_t id,
                                 std::optional<std::uint32_t> own) const {
  std::string joined(
      std::string_view(page_.text).substr(scope.lead.begin, scope.lead.end - scope.lead.begin));
  bool says_something = !joined.empty();
  int link_blocks = 0;
  bool is_list = false, after_links = false;
  for (std::uint32_t b = scope.first_block; b < scope.end_block && b < notes_.size(); ++b) {
    if (scope.kind == ScopeKind::item && notes_[b].scope != id) continue;
    const bool speaking = speaks(b);
    link_blocks += speaking ? 0 : 1;
    is_list |= speaking && after_links;
    after_links = !speaking;
    // Text, links, text, links: a box with several things in it is not the row of one.
    if (scope.kind == ScopeKind::box && is_list && link_blocks > 1) return {};
    if (!speaking && own != b) continue;
    says_something |= speaking;
    if (!joined.empty()) joined += ' ';
    joined += text(b);
    if (joined.size() > kItemBytes) return {};
  }
  return says_something ? joined : std::string();
}

std::string RowFinder::block_before(const LinkNote& note, const model::Link& link) const {
  if (link.in_menu || link.label.size() > 3 * kShortLink) return {};
  int skipped = 0;
  for (std::uint32_t b =
           std::min<std::uint32_t>(note.block, static_cast<std::uint32_t>(notes_.size()));
       b-- > 0;) {
    const model::Block& block = page_.blocks[b];
    if (block.in_menu != link.in_menu) return {};
    std::uint32_t scope = note.scope;
    bool is_same = false;
    for (int up = 0; up < kMaxScopes && !is_same; ++up) {
      is_same = notes_[b].scope == scope;
      if (scope == 0) break;
      scope = scopes_[scope].parent;
    }
    const std::size_t size = block.end - block.begin;
    // A block that is mostly one link's label speaks for that link alone.
    const bool lends = size <= kLeadBytes && 2 * block.link_bytes <= size;
    if (is_same && speaks(b)) return lends ? std::string(text(b)) : std::string();
    if (speaks(b) || size > kShortLink || ++skipped > kMaxSkipped) return {};
  }
  return {};
}

std::string RowFinder::row_of(const model::Link& link, const LinkNote& note) const {
  if (!note.part.empty())
    return page_.text.substr(note.part.begin, note.part.end - note.part.begin);
  const auto own = own_block(note);
  if (own && page_.blocks[*own].kind == model::BlockKind::row) {
    std::string row = note.lead + std::string(text(*own));
    if (!note.lead.empty() || speaks(*own)) return row;
  } else if (!note.lead.empty()) {
    return note.lead;
  }
  std::uint32_t id = note.scope;
  for (int up = 0; up < kMaxScopes && id != 0; ++up, id = scopes_[id].parent) {
    const Scope& scope = scopes_[id];
    if (scope.kind == ScopeKind::page || scope.kind == ScopeKind::section) continue;
    if (std::string row = item_text(scope, id, own); !row.empty()) return row;
    if (own && speaks(*own)) break;
    if (scope.kind == ScopeKind::item) break;  // the text of an outer item names it, see below
  }
  if (own && speaks(*own)) return std::string(text(*own));
  if (std::string row = block_before(note, link); !row.empty()) return row;
  return own ? std::string(text(*own)) : link.label;
}

}  // namespace

void find_rows(model::Page& page, const std::vector<BlockNote>& blocks,
               const std::vector<Scope>& scopes, const std::vector<LinkNote>& links) {
  const RowFinder finder(page, blocks, scopes);
  for (std::size_t i = 0; i < page.links.size(); ++i) {
    model::Link& link = page.links[i];
    const auto own = finder.own_block(links[i]);
    const std::uint32_t last = blocks.empty() ? 0 : static_cast<std::uint32_t>(blocks.size() - 1);
    // A link without text stands where the block before it ended.
    link.block = own ? *own : std::min(links[i].block == 0 ? 0 : links[i].block - 1, last);
    link.row = one_line(finder.row_of(link, links[i]));
  }
}

}  // namespace oit::page
