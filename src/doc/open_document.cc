#include "doc/open_document.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <vector>

#include "doc/number_format.h"
#include "doc/text_pages.h"
#include "doc/xml.h"

namespace oit::doc {
namespace {

constexpr std::size_t kMaxColumns = 400, kMaxRepeats = 50;

std::size_t count_of(std::string_view text, std::size_t at_most) {
  std::size_t count = 1;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return std::min(count, at_most);
}

/// What is kept of styles: the names of those that break pages or hide sheets and slides.
struct Styles {
  std::set<std::string, std::less<>> breaks, hidden;
};

Styles read_styles(const pugi::xml_node& root) {
  Styles styles;
  for (const auto& style : child(root, "automatic-styles").children()) {
    const std::string name(attribute(style, "name"));
    for (const auto& properties : style.children()) {
      if (attribute(properties, "break-before") == "page") styles.breaks.insert(name);
      if ((local(properties) == "table-properties" &&
           attribute(properties, "display") == "false") ||
          attribute(properties, "visibility") == "hidden")
        styles.hidden.insert(name);
    }
  }
  return styles;
}

/// Deleted text, remarks, forms and what draws and counts, but says nothing.
bool is_silent(std::string_view name) {
  return name == "tracked-changes" || name == "annotation" || name == "notes" || name == "forms" ||
         name == "sequence-decls" || name == "variable-decls" || name == "note-citation" ||
         name == "title" || name == "desc" || name == "event-listeners" || name == "shapes";
}

class OpenReader {
 public:
  OpenReader(const pugi::xml_node& root, const DocumentLimits& limits)
      : pages_(limits), styles_(read_styles(root)), body_(child(root, "body")) {}

  model::Document read() {
    std::size_t names = 0;
    for (const auto& kind : body_.children()) {
      if (local(kind) == "spreadsheet")
        names = read_sheets(kind);
      else
        read_blocks(kind, 0);
    }
    const std::size_t signs = pages_.signs() - names;
    auto text = pages_.take();
    judge_contents(text, signs, has_pictures_);
    note_unread(text, unread_);
    return text;
  }

 private:
  bool is_hidden(const pugi::xml_node& node) const {
    return styles_.hidden.contains(attribute(node, "style-name"));
  }

  std::size_t read_sheets(const pugi::xml_node& book) {
    std::size_t names = 0;
    for (const auto& sheet : book.children()) {
      if (local(sheet) != "table" || is_hidden(sheet)) continue;
      pages_.begin_page();
      const std::size_t before = pages_.signs();
      pages_.add_line(attribute(sheet, "name"));
      names += pages_.signs() - before;
      read_rows(sheet, 0);
      for (const auto& shape : child(sheet, "shapes").children()) read_blocks(shape, 0);
    }
    return names;
  }

  void read_blocks(const pugi::xml_node& parent, int depth) {
    if (depth > kMaxDepth) unread_ = "nested too deep";
    if (depth > kMaxDepth || pages_.is_full()) return;
    for (const auto& block : parent.children()) {
      const auto name = local(block);
      if (is_silent(name)) continue;
      if (name == "page") {
        if (is_hidden(block)) continue;
        pages_.begin_page();
        read_blocks(block, depth + 1);
      } else if (name == "p" || name == "h") {
        read_paragraph(block, depth);
      } else if (name == "table") {
        break_before(block);
        read_rows(block, depth + 1);
      } else {
        has_pictures_ = has_pictures_ || name == "image";
        read_blocks(block, depth + 1);
      }
    }
  }

  void break_before(const pugi::xml_node& block) {
    if (styles_.breaks.contains(attribute(block, "style-name")) && !pages_.is_blank())
      pages_.begin_page();
  }

  void read_paragraph(const pugi::xml_node& paragraph, int depth) {
    break_before(paragraph);
    std::string text;
    std::vector<pugi::xml_node> apart;
    append_inline(paragraph, depth + 1, text, &apart);
    pages_.add_line(text);
    for (const auto& node : apart) read_blocks(node, depth + 1);
  }

  /// A paragraph's text; frames and notes in it go to `apart`, or into the text.
  void append_inline(const pugi::xml_node& parent, int depth, std::string& text,
                     std::vector<pugi::xml_node>* apart) {
    if (depth > kMaxDepth) return;
    for (const auto& node : parent.children()) {
      const auto name = local(node);
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        std::string plain = node.value();
        std::ranges::replace(plain, '\n', ' ');
        text += plain;
      } else if (name == "s") {
        text.append(count_of(attribute(node, "c"), 100), ' ');
      } else if (name == "tab") {
        text += ' ';
      } else if (name == "line-break") {
        text += '\n';
      } else if ((name == "frame" || name == "note" || name == "custom-shape") &&
                 apart != nullptr) {
        apart->push_back(node);
      } else if (!is_silent(name)) {
        has_pictures_ = has_pictures_ || name == "image";
        append_inline(node, depth + 1, text, apart);
      }
    }
  }

  void read_rows(const pugi::xml_node& table, int depth) {
    if (depth > kMaxDepth) return;
    for (const auto& row : table.children()) {
      if (pages_.is_full()) return;
      const auto name = local(row);
      if (name != "table-row") {  // header rows, groups
        if (name.starts_with("table-")) read_rows(row, depth + 1);
        continue;
      }
      std::vector<std::string> cells;
      for (const auto& cell : row.children()) append_cell(cell, depth + 1, cells);
      const bool is_blank = std::ranges::all_of(cells, &std::string::empty);
      const auto repeats =
          is_blank ? 0 : count_of(attribute(row, "number-rows-repeated"), kMaxRepeats);
      for (std::size_t i = 0; i < repeats; ++i) pages_.add_row(cells);
    }
  }

  void append_cell(const pugi::xml_node& cell, int depth, std::vector<std::string>& cells) {
    const auto name = local(cell);
    if (name != "table-cell" && name != "covered-table-cell") return;
    std::string text;
    if (attribute(cell, "value-type") == "date")
      text = write_iso_day(attribute(cell, "date-value"));
    if (text.empty()) append_blocks(cell, depth, text);
    const std::size_t room = kMaxColumns - std::min(cells.size(), kMaxColumns);
    cells.insert(cells.end(), count_of(attribute(cell, "number-columns-repeated"), room), text);
  }

  /// What stands in a cell as one piece of text.
  void append_blocks(const pugi::xml_node& parent, int depth, std::string& text) {
    if (depth > kMaxDepth) return;
    for (const auto& block : parent.children()) {
      const auto name = local(block);
      if (is_silent(name)) continue;
      if (name == "p" || name == "h") {
        if (!text.empty()) text += ' ';
        append_inline(block, depth + 1, text, nullptr);
      } else {
        has_pictures_ = has_pictures_ || name == "image";
        append_blocks(block, depth + 1, text);
      }
    }
  }

  TextPages pages_;
  Styles styles_;
  pugi::xml_node body_;
  bool has_pictures_ = false;
  std::string_view unread_;
};

void read_meta(ZipFile& zip, model::Document& document) {
  const Part part(zip, "meta.xml");
  const auto meta = child(part.root(), "meta");
  document.title = text_of(child(meta, "title"));
  document.created = text_of(child(meta, "creation-date"));
  document.modified = text_of(child(meta, "date"));
}

}  // namespace

model::Document read_open_document(ZipFile& zip, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  if (zip.read("META-INF/manifest.xml").find("encryption-data") != std::string::npos)
    return ended(encrypted, "asks for a password");
  model::Document document;
  {
    const Part content(zip, "content.xml", true);
    if (!child(content.root(), "body")) zip.fail(damaged, "has no body");
    document = OpenReader(content.root(), limits).read();
  }
  read_meta(zip, document);
  return document;
}

}  // namespace oit::doc
