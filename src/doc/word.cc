#include "doc/word.h"

#include <algorithm>
#include <vector>

#include "doc/drawing_text.h"
#include "doc/html_text.h"
#include "doc/text_pages.h"
#include "doc/xml.h"
#include "model/fetch.h"
#include "text/charset.h"

namespace oit::doc {
namespace {

/// What text of a document is not: properties, deleted text, field codes, a drawing's second form.
bool is_silent(std::string_view name) {
  return name == "pPr" || name == "rPr" || name == "del" || name == "moveFrom" ||
         name == "delText" || name == "instrText" || name == "Fallback" || name == "sectPr" ||
         name == "sdtPr" || name == "tblPr" || name == "trPr" || name == "tcPr" || name == "rt";
}

bool is_hidden(const pugi::xml_node& run) {
  const auto vanish = child(child(run, "rPr"), "vanish");
  return vanish && attribute(vanish, "val") != "0" && attribute(vanish, "val") != "false";
}

class WordReader {
 public:
  WordReader(ZipFile& zip, const std::string& part, const DocumentLimits& limits)
      : zip_(zip), relations_(zip, part), pages_(limits) {}

  model::Document read(const std::string& part) {
    const Part document(zip_, part);
    const auto body = child(document.root(), "body");
    for (const auto& inner : body.children()) find_sections(inner);
    read_header();
    read_blocks(body, 0);
    read_notes("/footnotes", "footnote");
    read_notes("/endnotes", "endnote");
    for (const auto& line : diagram_lines(zip_, relations_)) pages_.add_line(line);
    const std::size_t signs = pages_.signs();
    auto text = pages_.take();
    if (!body) zip_.fail(model::DocumentOutcome::damaged, "has no body");
    judge_contents(text, signs, has_pictures_);
    note_unread(text, unread_);
    return text;
  }

 private:
  void find_sections(const pugi::xml_node& block) {
    const auto section = local(block) == "sectPr" ? block : child(child(block, "pPr"), "sectPr");
    if (section) sections_.push_back(section);
  }

  /// The head of the first page: "first" where it is asked for, else the usual one.
  void read_header() {
    if (sections_.empty()) return;
    const bool has_first = static_cast<bool>(child(sections_[0], "titlePg"));
    for (const auto& header : sections_[0].children()) {
      if (local(header) != "headerReference") continue;
      if (attribute(header, "type") != (has_first ? "first" : "default")) continue;
      const Part head(zip_, relations_.find(relation_id(header)));
      read_blocks(head.root(), 0);
    }
  }

  void read_notes(std::string_view type, std::string_view name) {
    const std::string path = relations_.first_of(type);
    if (path.empty()) return;
    const Part notes(zip_, path);
    for (const auto& note : notes.root().children())
      if (local(note) == name && attribute(note, "type").empty()) read_blocks(note, 0);
  }

  void read_blocks(const pugi::xml_node& parent, int depth) {
    if (depth > kMaxDepth) unread_ = "nested too deep";
    if (depth > kMaxDepth || pages_.is_full()) return;
    for (const auto& block : parent.children()) {
      const auto name = local(block);
      if (name == "p")
        read_paragraph(block, depth);
      else if (name == "tbl")
        read_table(block, depth);
      else if (name == "altChunk")
        read_chunk(relations_.find(relation_id(block)));
      else if (!is_silent(name))
        read_blocks(block, depth + 1);
    }
  }

  /// Another file whose text stands here. Source: ECMA-376, part 1, 17.17.2.1.
  void read_chunk(const std::string& part) {
    const std::string bytes = part.empty() ? std::string() : zip_.read(part);
    if (bytes.empty()) return;
    const auto kind = model::sniff(std::string_view(bytes).substr(0, 1024), "");
    if (kind == model::BodyKind::html)
      pages_.add_line(read_html_text(bytes));
    else if (kind == model::BodyKind::text && !bytes.starts_with("MIME-Version"))
      pages_.add_line(text::decode(bytes, {}).utf8);
    else
      unread_ = "holds another file that is not read";
  }

  void read_paragraph(const pugi::xml_node& paragraph, int depth) {
    const auto properties = child(paragraph, "pPr");
    const auto breaks = child(properties, "pageBreakBefore");
    if (breaks && attribute(breaks, "val") != "0" && !pages_.is_blank()) pages_.begin_page();
    std::vector<pugi::xml_node> boxes;
    std::string text;
    append_inline(paragraph, depth + 1, text, &boxes);
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\f', at), text.size());
      pages_.add_line(std::string_view(text).substr(at, end - at));
      if (end < text.size() && !pages_.is_blank()) pages_.begin_page();
      at = end + 1;
    }
    for (const auto& box : boxes) read_blocks(box, depth + 1);
    if (child(properties, "sectPr")) end_section();
  }

  /// A section says how it begins itself; unless continuous, on a page of its own.
  void end_section() {
    if (++section_ >= sections_.size()) return;
    const auto type = attribute(child(sections_[section_], "type"), "val");
    if (type != "continuous" && !pages_.is_blank()) pages_.begin_page();
  }

  void read_table(const pugi::xml_node& table, int depth) {
    if (depth > kMaxDepth) return;
    for (const auto& row : table.children()) {
      if (pages_.is_full()) return;
      const auto name = local(row);
      if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml")
        read_table(row, depth + 1);
      if (name != "tr" || child(child(row, "trPr"), "del")) continue;
      std::vector<std::string> cells;
      append_cells(row, depth, cells);
      pages_.add_row(cells);
    }
  }

  void append_cells(const pugi::xml_node& row, int depth, std::vector<std::string>& cells) {
    if (depth > kMaxDepth) return;
    for (const auto& cell : row.children()) {
      const auto name = local(cell);
      if (name == "sdt" || name == "sdtContent" || name == "ins" || name == "customXml")
        append_cells(cell, depth + 1, cells);
      if (name == "tc") append_cell(cell, depth + 1, cells.emplace_back());
    }
  }

  /// A cell is one piece of text, whatever stands in it: paragraphs, boxes or another table.
  void append_cell(const pugi::xml_node& parent, int depth, std::string& text) {
    if (depth > kMaxDepth) return;
    for (const auto& block : parent.children()) {
      const auto name = local(block);
      if (is_silent(name)) continue;
      if (name == "p") {
        if (!text.empty()) text += ' ';
        append_inline(block, depth + 1, text, nullptr);
      } else {
        append_cell(block, depth + 1, text);
      }
    }
  }

  /// The text of a paragraph; a page break is '\f'. Text boxes go to `boxes`, or into the text.
  void append_inline(const pugi::xml_node& parent, int depth, std::string& text,
                     std::vector<pugi::xml_node>* boxes) {
    if (depth > kMaxDepth) return;
    for (const auto& node : parent.children()) {
      const auto name = local(node);
      if (is_silent(name) || (name == "r" && is_hidden(node))) continue;
      if (name == "t") {
        text += text_of(node);
      } else if (name == "tab" || name == "ptab") {
        text += ' ';
      } else if (name == "br") {
        text += attribute(node, "type") == "page" ? '\f' : '\n';
      } else if (name == "cr") {
        text += '\n';
      } else if (name == "noBreakHyphen") {
        text += '-';
      } else if (name == "txbxContent" && boxes != nullptr) {
        boxes->push_back(node);
      } else {
        has_pictures_ = has_pictures_ || name == "blip" || name == "imagedata";
        append_inline(node, depth + 1, text, boxes);
      }
    }
  }

  ZipFile& zip_;
  Relations relations_;
  TextPages pages_;
  std::vector<pugi::xml_node> sections_;
  std::size_t section_ = 0;
  bool has_pictures_ = false;
  std::string_view unread_;
};

}  // namespace

model::Document read_word(ZipFile& zip, const std::string& part, const DocumentLimits& limits) {
  return WordReader(zip, part, limits).read(part);
}

}  // namespace oit::doc
