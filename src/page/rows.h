#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/page.h"
#include "page/text_sink.h"

namespace oit::page {

/// A part of the page that belongs together.
enum class ScopeKind : std::uint8_t {
  page,     ///< or any part that is no item
  item,     ///< a list item: its own words, without lists inside it
  detail,   ///< a <dd>; its <dt> leads it
  box,      ///< a card, a panel, an article, a layout table's row
  section,  ///< a list, a table, a menu: a wall between what is inside and beside it
};

struct Scope {
  std::uint32_t parent = 0;
  ScopeKind kind = ScopeKind::page;
  std::uint32_t first_block = 0, end_block = 0;
  Span lead;
};

/// What the walk knew where a link stood; belongs to Page::links at the same index.
struct LinkNote {
  std::uint32_t serial = 0;  ///< stretch of text it stands in (see TextSink)
  std::uint32_t block = 0;   ///< index that stretch's block has, if it has one
  std::uint32_t scope = 0;
  std::string lead;  ///< cells of earlier table rows that span its row
  Span part;         ///< its part of a table row that holds several items
};

/// A part of a table row: a cell that begins with an item's number, and the cells behind it.
struct RowPart {
  Span text;
  std::size_t first_link = 0;  ///< index in Page::links of the first link that may stand in it
};

/// Sets `block` and `row` of every link of `page`, whose blocks are complete.
void find_rows(model::Page& page, const std::vector<BlockNote>& blocks,
               const std::vector<Scope>& scopes, const std::vector<LinkNote>& links);

}  // namespace oit::page
