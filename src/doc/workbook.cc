#include "doc/workbook.h"

#include <charconv>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "doc/drawing_text.h"
#include "doc/number_format.h"
#include "doc/text_pages.h"
#include "doc/xml.h"

namespace oit::doc {
namespace {

constexpr std::size_t kMaxColumns = 400;  // what stands further right is no table people read

int to_int(std::string_view text) {
  int number = -1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The column of "AB12", from 0; -1 when it names none.
long column_of(std::string_view name) {
  long column = 0;
  for (const char c : name) {
    if (c < 'A' || c > 'Z' || column > 100'000) break;
    column = column * 26 + (c - 'A' + 1);
  }
  return column - 1;
}

/// A shared or inline string: its runs, without the reading aid of East Asian text.
std::string string_text(const pugi::xml_node& item) {
  std::string text;
  for (const auto& inner : item.children()) {
    if (local(inner) == "t") text += text_of(inner);
    if (local(inner) == "r") text += text_of(child(inner, "t"));
  }
  return text;
}

class WorkbookReader {
 public:
  WorkbookReader(ZipFile& zip, std::string part, const DocumentLimits& limits)
      : zip_(zip), part_(std::move(part)), relations_(zip, part_), pages_(limits) {}

  model::Document read() {
    const Part book(zip_, part_);
    const auto date1904 = attribute(child(book.root(), "workbookPr"), "date1904");
    is_1904_ = date1904 == "1" || date1904 == "true";
    read_strings();
    read_styles();
    for (const auto& sheet : child(book.root(), "sheets").children()) {
      const auto state = attribute(sheet, "state");
      if (state == "hidden" || state == "veryHidden") continue;
      pages_.begin_page();
      const std::size_t before = pages_.signs();
      const std::string name(attribute(sheet, "name"));
      pages_.add_line(name);
      names_ += pages_.signs() - before;
      read_sheet(relations_.find(relation_id(sheet)));
    }
    const std::size_t signs = pages_.signs() - names_;
    auto text = pages_.take();
    judge_contents(text, signs, has_pictures_);
    note_unread(text, unread_);
    return text;
  }

 private:
  void read_strings() {
    const Part shared(zip_, relations_.first_of("/sharedStrings"));
    for (const auto& item : shared.root().children())
      if (local(item) == "si") strings_.push_back(string_text(item));
  }

  void read_styles() {
    const Part styles(zip_, relations_.first_of("/styles"));
    std::map<int, NumberFormat> own;
    for (const auto& format : child(styles.root(), "numFmts").children())
      own[to_int(attribute(format, "numFmtId"))] = read_format(attribute(format, "formatCode"));
    for (const auto& style : child(styles.root(), "cellXfs").children()) {
      const int id = to_int(attribute(style, "numFmtId"));
      const auto found = own.find(id);
      formats_.push_back(found == own.end() ? builtin_format(id) : found->second);
    }
  }

  void read_sheet(const std::string& path) {
    if (path.empty()) return;
    {
      const Part sheet(zip_, path);
      for (const auto& row : child(sheet.root(), "sheetData").children()) {
        if (pages_.is_full()) return;
        read_row(row);
      }
    }
    for (const auto& drawing : Relations(zip_, path).all_of("/drawing")) {
      const Part drawn(zip_, drawing);
      for (const auto& line : paragraphs_below(drawn.root())) pages_.add_line(line);
      has_pictures_ = has_pictures_ || !Relations(zip_, drawing).all_of("/image").empty();
    }
  }

  void read_row(const pugi::xml_node& row) {
    std::vector<std::string> cells;
    for (const auto& cell : row.children()) {
      if (local(cell) != "c") continue;
      const long named = column_of(attribute(cell, "r"));
      const auto column = named < 0 ? cells.size() : static_cast<std::size_t>(named);
      std::string text = cell_text(cell);
      if (text.empty() && lacks_value(cell)) unread_ = "has formulas without their values";
      if (!text.empty() && column >= kMaxColumns) unread_ = "has more columns than are read";
      if (text.empty() || column >= kMaxColumns) continue;
      if (cells.size() <= column) cells.resize(column + 1);
      cells[column] = std::move(text);
    }
    pages_.add_row(cells);
  }

  /// A formula that no program has worked out yet; one of text may give none.
  static bool lacks_value(const pugi::xml_node& cell) {
    return child(cell, "f") && text_of(child(cell, "v")).empty() && attribute(cell, "t") != "str";
  }

  std::string cell_text(const pugi::xml_node& cell) const {
    const auto type = attribute(cell, "t");
    if (type == "inlineStr") return string_text(child(cell, "is"));
    const std::string value = text_of(child(cell, "v"));
    if (value.empty()) return {};
    if (type == "s") {
      const int index = to_int(value);
      const bool is_there = index >= 0 && static_cast<std::size_t>(index) < strings_.size();
      return is_there ? strings_[static_cast<std::size_t>(index)] : std::string();
    }
    if (type == "b") return value == "0" ? "FALSE" : "TRUE";
    if (type == "d") return write_iso_day(value);
    if (!type.empty() && type != "n") return type == "e" ? std::string() : value;
    char* end = nullptr;
    const double number = std::strtod(value.c_str(), &end);
    if (end == value.c_str()) return value;
    const int style = to_int(attribute(cell, "s"));
    const bool has_style = style >= 0 && static_cast<std::size_t>(style) < formats_.size();
    return write_number(
        number, has_style ? formats_[static_cast<std::size_t>(style)] : NumberFormat{}, is_1904_);
  }

  ZipFile& zip_;
  std::string part_;
  Relations relations_;
  TextPages pages_;
  std::vector<std::string> strings_;
  std::vector<NumberFormat> formats_;
  std::size_t names_ = 0;  // letters of sheets' names: alone they are no contents
  bool is_1904_ = false, has_pictures_ = false;
  std::string_view unread_;
};

}  // namespace

model::Document read_workbook(ZipFile& zip, const std::string& part, const DocumentLimits& limits) {
  return WorkbookReader(zip, part, limits).read();
}

}  // namespace oit::doc
