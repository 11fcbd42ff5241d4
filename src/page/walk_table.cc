#include <algorithm>

#include "page/ascii.h"
#include "page/undo.h"
#include "page/walk.h"
#include "text/item_code.h"
#include "text/normal.h"

namespace oit::page {
namespace {

constexpr std::size_t kMaxTables = 300;

/// Whether a row stands in a <thead> or consists of header cells.
bool is_header_row(const GumboNode& row) {
  if (row.parent != nullptr && is_tag(*row.parent, GUMBO_TAG_THEAD)) return true;
  const GumboVector& cells = row.v.element.children;
  int headers = 0;
  for (unsigned i = 0; i < cells.length; ++i) {
    const auto& cell = *static_cast<const GumboNode*>(cells.data[i]);
    if (is_tag(cell, GUMBO_TAG_TD)) return false;
    headers += is_tag(cell, GUMBO_TAG_TH) ? 1 : 0;
  }
  return headers > 1;
}

/// "12", "(๓)": what counts a row.
bool is_ordinal(std::string_view text) {
  constexpr std::size_t kDigits = 3;
  const auto folded = text::fold_digits(text);
  return folded.size() <= kDigits + 2 &&
         folded.find_first_not_of("0123456789.() ") == std::string::npos;
}

/// "O27 แนวปฏิบัติ…": the number of an item and words behind it.
bool begins_an_item(std::string_view text) {
  constexpr std::size_t kLongest = 1200;  // bytes of a cell
  constexpr std::string_view kFirst = "Oo0", kThaiFirst[] = {"โ", "๐"};
  if (text.empty() || text.size() > kLongest) return false;
  const bool may_begin =
      kFirst.find(text.front()) != std::string_view::npos ||
      std::ranges::any_of(kThaiFirst, [&](auto one) { return text.starts_with(one); });
  if (!may_begin) return false;
  const auto codes = text::find_item_codes(text);
  return !codes.empty() && codes.front().begin == 0 && !codes.front().doubtful &&
         count_letters(text.substr(codes.front().end)) > 0;
}

}  // namespace

void Walk::enter_table(const GumboNode& node, Frame& frame) {
  TableSurvey survey = survey_table(node);
  if (tables_.size() >= kMaxTables || place_.joined) survey.is_data = false;
  place_.table = static_cast<int>(tables_.size());
  tables_.emplace_back(survey);
  frame.undo |= kUndoTable;
  if (!survey.is_data) return;
  open_scope(frame, ScopeKind::section);
  page_.tables.push_back({});
  page_.tables.back().first_block = sink_.next_block();
  page_.tables.back().in_menu = place_.text.in_menu;
}

bool Walk::enter_table_part(const GumboNode& node, const Attributes& attributes, Frame& frame) {
  if (place_.table < 0) return false;
  TableGrid& grid = tables_[static_cast<std::size_t>(place_.table)];
  const GumboTag tag = node.v.element.tag;
  if (!grid.is_data()) {
    if (tag == GUMBO_TAG_TR && !place_.joined) open_scope(frame, ScopeKind::box);
    return false;
  }
  if (tag == GUMBO_TAG_TR) {
    grid.enter_row(is_header_row(node));
    row_parts_.clear();
    place_.joined = true;
    place_.text.kind = model::BlockKind::row;
    place_.text.titled = false;
    frame.undo |= kUndoRow;
    return true;
  }
  grid.enter_cell(read_number(attributes.colspan, 100), read_number(attributes.rowspan, 2000),
                  tag == GUMBO_TAG_TH);
  first_link_of_cell_ = link_notes_.size();
  frame.undo |= kUndoCell;
  return true;
}

void Walk::leave_cell(Frame& frame) {
  const std::size_t end = sink_.text.size();
  const Span text{end - text_from(frame.text_begin).size(), end};
  const bool is_number = is_ordinal(std::string_view(sink_.text).substr(text.begin));
  tables_[static_cast<std::size_t>(place_.table)].leave_cell(text, is_number);
  if (begins_an_item(std::string_view(sink_.text).substr(text.begin)))
    row_parts_.push_back({text, first_link_of_cell_});
  else if (!row_parts_.empty())
    row_parts_.back().text.end = text.end;
}

void Walk::leave_row(Frame& frame) {
  TableGrid& grid = tables_[static_cast<std::size_t>(place_.table)];
  const bool is_heading = grid.row_is_spanning();
  const std::size_t blocks = sink_.blocks.size();
  border(place_.block_depth);
  if (is_heading && sink_.blocks.size() > blocks) {
    model::Block& block = sink_.blocks.back();
    if (block.link_bytes * 2 <= block.end - block.begin) {
      block.kind = model::BlockKind::heading;
      block.level = 6;
      headings_.push(Headings::kBold, {block.begin, block.end}, frame.before.block_depth,
                     content_links_);
    }
  }
  const bool is_told = grid.row_is_spanning() || !grid.row_is_unfilled();
  if (!is_told && sink_.blocks.size() > blocks && !shows_more(sink_.next_block() - 1))
    sink_.blocks.back().unfilled = true;
  grid.leave_row();
  for (std::size_t i = 0; row_parts_.size() > 1 && i < row_parts_.size(); ++i) {
    const auto end = i + 1 < row_parts_.size() ? row_parts_[i + 1].first_link : link_notes_.size();
    for (auto link = row_parts_[i].first_link; link < end; ++link)
      link_notes_[link].part = row_parts_[i].text;
  }
  row_parts_.clear();
}

/// A link or picture that says nothing in words stands in block number `block`.
bool Walk::shows_more(std::uint32_t block) const {
  const auto stands_there = [block](const auto& one) { return one.block == block; };
  return (!link_notes_.empty() && stands_there(link_notes_.back())) ||
         (!page_.images.empty() && stands_there(page_.images.back()));
}

void Walk::leave_table() {
  const TableGrid& grid = tables_[static_cast<std::size_t>(place_.table)];
  if (!grid.is_data()) return;
  model::Table& table = page_.tables.back();
  table.header = grid.header(sink_.text);
  table.rows = grid.rows();
  table.filled = grid.filled();
  table.columns = grid.columns();
  constexpr int kExamples = 2;  // rows that show what the others lack
  if (grid.rows_told() < kExamples)
    for (std::size_t i = table.first_block; i < sink_.blocks.size(); ++i)
      sink_.blocks[i].unfilled = false;
}

}  // namespace oit::page
