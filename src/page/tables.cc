#include "page/tables.h"

#include <algorithm>

#include "page/ascii.h"
#include "page/attributes.h"

namespace oit::page {
namespace {

constexpr int kSurveyNodes = 20'000;
constexpr int kMaxCellLinks = 12;
constexpr std::size_t kMaxCellBytes = 3000, kMaxHeaderBytes = 180, kMaxHeaders = 200;

std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// Numbers gathered on the look ahead.
struct Tally {
  int rows = 0, cells = 0, columns = 0, links = 0, max_links = 0, forms = 0;
  int first_ths = 0, first_links = 0, first_numbers = 0, first_empty = 0, first_bold = 0;
  int other_links = 0;
  std::size_t bytes = 0, max_bytes = 0, first_max = 0;
  bool in_cell = false, nested = false, has_thead = false, is_presentation = false;
  bool starts_with_digit = false;

  void end_cell() {
    if (!in_cell) return;
    in_cell = false;
    max_links = std::max(max_links, links);
    max_bytes = std::max(max_bytes, bytes);
    if (rows != 1) {
      other_links += links;
      return;
    }
    first_links += links;
    first_max = std::max(first_max, bytes);
    first_empty += bytes == 0 ? 1 : 0;
    first_numbers += starts_with_digit ? 1 : 0;
  }

  void enter(const GumboElement& element);
  void take_text(std::string_view text) {
    text = trim(text);
    if (!in_cell || text.empty()) return;
    if (bytes == 0) starts_with_digit = is_digit(text[0]);
    bytes += text.size();
  }
};

void Tally::enter(const GumboElement& element) {
  switch (element.tag) {
    case GUMBO_TAG_TABLE:
      nested = true;
      break;
    case GUMBO_TAG_THEAD:
      has_thead = true;
      break;
    case GUMBO_TAG_TR:
      end_cell();
      ++rows;
      cells = 0;
      break;
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TD: {
      end_cell();
      in_cell = true;
      bytes = 0;
      links = 0;
      starts_with_digit = false;
      const GumboAttribute* span = gumbo_get_attribute(&element.attributes, "colspan");
      cells += span == nullptr ? 1 : std::clamp(read_number(span->value, 100), 1, 100);
      columns = std::max(columns, cells);
      if (rows == 1 && element.tag == GUMBO_TAG_TH) ++first_ths;
      break;
    }
    case GUMBO_TAG_A:
      ++links;
      break;
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
      first_bold += rows == 1 ? 1 : 0;
      break;
    case GUMBO_TAG_FORM:
      ++forms;
      break;
    default:
      break;
  }
}

/// The node after `node` in document order inside `root`; null at the end. A loop, no recursion.
const GumboNode* next_node(const GumboNode* node, const GumboNode* root) {
  if (is_element(*node) && node->v.element.children.length > 0)
    return static_cast<const GumboNode*>(node->v.element.children.data[0]);
  while (node != root) {
    const GumboVector& siblings = node->parent->v.element.children;
    if (node->index_within_parent + 1 < siblings.length)
      return static_cast<const GumboNode*>(siblings.data[node->index_within_parent + 1]);
    node = node->parent;
  }
  return nullptr;
}

}  // namespace

TableSurvey survey_table(const GumboNode& table) {
  Tally tally;
  const GumboAttribute* role = gumbo_get_attribute(&table.v.element.attributes, "role");
  tally.is_presentation = role != nullptr && same_word(role->value, "presentation");
  int nodes = 0;
  const GumboNode* node = next_node(&table, &table);
  for (; node != nullptr && !tally.nested && ++nodes < kSurveyNodes;
       node = next_node(node, &table)) {
    if (is_element(*node)) tally.enter(node->v.element);
    if (node->type == GUMBO_NODE_TEXT) tally.take_text(node->v.text.text);
  }
  tally.end_cell();
  TableSurvey survey;
  survey.columns = tally.columns;
  const bool is_big = tally.max_links > kMaxCellLinks || tally.max_bytes > kMaxCellBytes;
  const bool is_one_row = tally.rows < 2 && (tally.max_links > 3 || tally.max_bytes > 600);
  survey.is_data = !tally.nested && !tally.is_presentation && !is_big && !is_one_row &&
                   tally.rows > 0 && (tally.columns > 1 || tally.rows > 1) && tally.forms == 0;
  const bool is_plain_header = tally.columns > 1 && tally.rows > 1 && tally.first_links == 0 &&
                               tally.first_numbers == 0 && tally.first_max <= kMaxHeaderBytes &&
                               tally.first_empty <= 1 &&
                               (tally.first_bold > 1 || tally.other_links > 0);
  survey.has_header = tally.has_thead || tally.first_ths > 1 || is_plain_header;
  return survey;
}

void TableGrid::enter_row(bool is_header) {
  ++row_;
  column_ = cells_ = width_ = row_filled_ = 0;
  has_name_ = false;
  in_header_ = survey_.has_header && !header_ended_ && (is_header || row_ == 0);
  if (!in_header_) header_ended_ = true;
  starting_.clear();
}

void TableGrid::enter_cell(int colspan, int rowspan, bool is_header) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const Cell& cell : carried_)
      if (column_ >= cell.column && column_ < cell.column + cell.columns) {
        column_ = cell.column + cell.columns;
        moved = true;
      }
  }
  cell_ = Cell{column_, std::clamp(colspan, 1, 100), std::clamp(rowspan, 1, 2000) - 1, {}};
  cell_is_header_ = is_header;
  column_ += cell_.columns;
  ++cells_;
  width_ += cell_.columns;
}

void TableGrid::leave_cell(Span text, bool is_number) {
  cell_.text = text;
  if (!text.empty()) {
    row_filled_ += has_name_ ? 1 : 0;
    has_name_ = has_name_ || !is_number;
  }
  if (in_header_) {
    if (headers_.size() < kMaxHeaders && !text.empty()) headers_.push_back(cell_);
  } else if (cells_ > 1 && !text.empty()) {
    ++filled_;
  }
  if (cell_.rows_left > 0 && starting_.size() < kMaxHeaders) starting_.push_back(cell_);
}

void TableGrid::leave_row() {
  if (!in_header_ && cells_ > 0) ++rows_;
  if (!in_header_ && row_filled_ > 0) ++rows_told_;
  for (Cell& cell : carried_) --cell.rows_left;
  std::erase_if(carried_, [](const Cell& cell) { return cell.rows_left <= 0; });
  carried_.insert(carried_.end(), starting_.begin(), starting_.end());
}

std::string TableGrid::spanning(std::string_view text) const {
  std::string joined;
  for (const Cell& cell : carried_) {
    if (cell.text.empty()) continue;
    joined += slice(text, cell.text);
    joined += " | ";
  }
  return joined;
}

std::string TableGrid::column(std::string_view text) const {
  std::string joined;
  if (in_header_) return joined;
  for (const Cell& cell : headers_) {
    const bool is_over =
        cell.column < cell_.column + cell_.columns && cell_.column < cell.column + cell.columns;
    if (!is_over) continue;
    if (!joined.empty()) joined += ' ';
    joined += slice(text, cell.text);
  }
  return one_line(joined);
}

std::string TableGrid::header(std::string_view text) const {
  std::string joined;
  for (const Cell& cell : headers_) {
    if (!joined.empty()) joined += " | ";
    joined += slice(text, cell.text);
  }
  return one_line(joined, 600);
}

}  // namespace oit::page
