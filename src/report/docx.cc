#include "report/docx.h"

#include <algorithm>
#include <cmath>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>

#include "report/zip_bytes.h"
#include "text/utf8.h"
#include "text/width.h"

namespace oit::report {
namespace {

constexpr std::string_view kWord = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
constexpr std::string_view kRelations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* kFont = "TH Sarabun New";
constexpr const char* kSigns = "Segoe UI Symbol";  // ticks and boxes, which Thai fonts lack
constexpr double kTwipsPerCm = 1440 / 2.54;
constexpr int kLong = 16838, kShort = 11906;  // sides of A4, in twips
constexpr int kTwipsPerPoint = 20;
constexpr int kPoints = 16;  // of all text but titles

/// Line pitch over the size of the letters. TH Sarabun New asks for 1.35; fonts that stand in for
/// it ask for half as much again, which would make papers of pages of air.
constexpr double kPitch = 1.375, kMemoPitch = 1.25;

/// How paragraphs of a section are set.
struct Look {
  bool has_thai_digits = true;
  bool is_memo = false;
};

constexpr const char* kTypes =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
)";

constexpr const char* kPackage =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
)";

constexpr const char* kParts =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>
)";

constexpr const char* kStyles =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="TH Sarabun New" w:hAnsi="TH Sarabun New" w:eastAsia="TH Sarabun New" w:cs="TH Sarabun New"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="440" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>
)";

constexpr const char* kSettings =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:bidi="th-TH"/></w:settings>
)";

/// Which fonts stand in for one that the machine lacks.
constexpr const char* kFonts =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:font w:name="TH Sarabun New"><w:altName w:val="TH SarabunPSK;TH Sarabun PSK;Laksaman;Cordia New"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="Segoe UI Symbol"><w:altName w:val="DejaVu Sans;Noto Sans Symbols2"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>
)";

pugi::xml_node add(pugi::xml_node to, const char* name) { return to.append_child(name); }

pugi::xml_node add(pugi::xml_node to, const char* name, const char* value) {
  auto node = to.append_child(name);
  node.append_attribute("w:val") = value;
  return node;
}

pugi::xml_node add(pugi::xml_node to, const char* name, int value) {
  return add(to, name, std::to_string(value).c_str());
}

void set(pugi::xml_node node, const char* name, int value) { node.append_attribute(name) = value; }

int twips(double cm) { return static_cast<int>(std::lround(cm * kTwipsPerCm)); }

std::string bytes_of(const pugi::xml_document& part) {
  std::ostringstream out;
  part.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return out.str() + '\n';
}

pugi::xml_node begin_part(pugi::xml_document& part, const char* root) {
  auto declaration = part.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  declaration.append_attribute("standalone") = "yes";
  auto node = part.append_child(root);
  node.append_attribute("xmlns:w") = kWord.data();
  node.append_attribute("xmlns:r") = kRelations.data();
  return node;
}

/// The letters of a run; `text` is all signs or has none.
struct Letters {
  bool bold = false;
  int points = 16;
};

void set_letters(pugi::xml_node run, const Letters& letters, bool is_sign, bool is_thai) {
  auto format = add(run, "w:rPr");
  auto fonts = add(format, "w:rFonts");
  for (const char* script : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"})
    fonts.append_attribute(script) = is_sign ? kSigns : kFont;
  if (letters.bold) add(format, "w:b"), add(format, "w:bCs");
  add(format, "w:sz", 2 * letters.points);
  add(format, "w:szCs", 2 * letters.points);
  if (is_thai) add(format, "w:cs");
  auto lang = add(format, "w:lang");
  lang.append_attribute("w:val") = "en-US";
  lang.append_attribute("w:bidi") = "th-TH";
}

bool is_sign_at(std::string_view text) {  // U+2600 to U+27BF
  return text.size() >= 3 && text[0] == '\xE2' && text[1] >= '\x98' && text[1] <= '\x9E';
}

void add_runs(pugi::xml_node paragraph, const std::string& text, const Letters& letters) {
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest(text.data() + at, text.size() - at);
    const bool is_sign = is_sign_at(rest);
    std::size_t size = 0;
    do {
      ++size;
      while (size < rest.size() && text::is_continuation(rest[size])) ++size;
    } while (size < rest.size() && is_sign_at(rest.substr(size)) == is_sign);
    const std::string piece(rest.substr(0, size));
    auto run = add(paragraph, "w:r");
    set_letters(
        run, letters, is_sign,
        piece.find("\xE0\xB8") != std::string::npos || piece.find("\xE0\xB9") != std::string::npos);
    auto words = add(run, "w:t");
    words.append_attribute("xml:space") = "preserve";
    words.text() = piece.c_str();
    at += size;
  }
}

void set_pitch(pugi::xml_node format, int points, bool is_memo) {
  if (points == kPoints && !is_memo) return;  // as the styles say
  const double pitch = is_memo && points == kPoints ? kMemoPitch : kPitch;
  auto spacing = add(format, "w:spacing");
  set(spacing, "w:line", static_cast<int>(std::lround(points * pitch * kTwipsPerPoint)));
  spacing.append_attribute("w:lineRule") = "exact";
}

void add_paragraph(pugi::xml_node to, const Line& line, const Look& look) {
  auto paragraph = add(to, "w:p");
  auto format = add(paragraph, "w:pPr");
  if (line.keeps_next) add(format, "w:keepNext");
  set_pitch(format, line.points, look.is_memo);
  if (line.indent_cm > 0) set(add(format, "w:ind"), "w:firstLine", twips(line.indent_cm));
  if (line.align != Align::left)
    add(format, "w:jc", line.align == Align::center ? "center" : "right");
  add_runs(paragraph, look.has_thai_digits ? thai_digits(line.text) : line.text,
           {line.bold, line.points});
}

int width_of(const Table& table, std::size_t column, int columns) {
  double cm = 0;
  for (int i = 0; i < columns && column + static_cast<std::size_t>(i) < table.widths_cm.size(); ++i)
    cm += table.widths_cm[column + static_cast<std::size_t>(i)];
  return twips(cm);
}

void add_cell(pugi::xml_node row, const PaperCell& cell, int width, const Look& look) {
  auto node = add(row, "w:tc");
  auto format = add(node, "w:tcPr");
  auto size = add(format, "w:tcW");
  set(size, "w:w", width);
  size.append_attribute("w:type") = "dxa";
  if (cell.columns > 1) add(format, "w:gridSpan", cell.columns);
  if (cell.rise != Rise::none)
    add(format, "w:vMerge", cell.rise == Rise::first ? "restart" : "continue");
  if (cell.rise == Rise::more || cell.lines.empty()) return add_paragraph(node, {}, look);
  for (const auto& text : cell.lines) add_paragraph(node, {text, cell.align, cell.bold}, look);
}

/// True for a row that leaves most of a page to others and so need not be cut at its end.
bool is_short(const Table& table, const PaperRow& row) {
  constexpr double kLetterCm = 0.27, kEdgesCm = 0.3;  // of the widest font that stands in
  constexpr std::size_t kMostLines = 9;
  std::size_t column = 0;
  for (const auto& cell : row) {
    const double width =
        width_of(table, column, cell.columns) / kTwipsPerCm - kEdgesCm;  // at least a letter's
    const auto letters = std::max(static_cast<std::size_t>(width / kLetterCm), std::size_t{1});
    std::size_t lines = 0;
    for (const auto& text : cell.lines) lines += text::display_width(text) / letters + 1;
    if (lines > kMostLines) return false;
    column += static_cast<std::size_t>(cell.columns);
  }
  return true;
}

void add_row(pugi::xml_node to, const Table& table, const PaperRow& row, bool is_head,
             const Look& look) {
  auto node = add(to, "w:tr");
  auto format = add(node, "w:trPr");
  if (is_head || is_short(table, row)) add(format, "w:cantSplit");
  if (is_head) add(format, "w:tblHeader");
  std::size_t column = 0;
  for (const auto& cell : row) {
    add_cell(node, cell, width_of(table, column, cell.columns), look);
    column += static_cast<std::size_t>(cell.columns);
  }
}

void add_table(pugi::xml_node to, const Table& table, const Look& look) {
  auto node = add(to, "w:tbl");
  auto format = add(node, "w:tblPr");
  auto size = add(format, "w:tblW");
  set(size, "w:w", width_of(table, 0, static_cast<int>(table.widths_cm.size())));
  size.append_attribute("w:type") = "dxa";
  if (table.has_borders) {
    auto borders = add(format, "w:tblBorders");
    for (const char* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
      auto border = add(borders, side, "single");
      set(border, "w:sz", 4);
      set(border, "w:space", 0);
      border.append_attribute("w:color") = "auto";
    }
  }
  add(format, "w:tblLayout").append_attribute("w:type") = "fixed";
  auto grid = add(node, "w:tblGrid");
  for (const double cm : table.widths_cm) set(add(grid, "w:gridCol"), "w:w", twips(cm));
  for (const auto& row : table.head) add_row(node, table, row, true, look);
  for (const auto& row : table.rows) add_row(node, table, row, false, look);
}

void add_section_format(pugi::xml_node to, const Section& section, bool has_thai_digits) {
  const bool lies = section.is_landscape;
  auto format = add(to, "w:sectPr");
  auto header = add(format, "w:headerReference");
  header.append_attribute("w:type") = "default";
  header.append_attribute("r:id") = "rId4";
  add(format, "w:type", "nextPage");
  auto size = add(format, "w:pgSz");
  set(size, "w:w", lies ? kLong : kShort);
  set(size, "w:h", lies ? kShort : kLong);
  if (lies) size.append_attribute("w:orient") = "landscape";
  auto margins = add(format, "w:pgMar");
  set(margins, "w:top", twips(section.is_memo ? 1.5 : 2));
  set(margins, "w:right", twips(2));
  set(margins, "w:bottom", twips(1.5));
  set(margins, "w:left", twips(lies ? 2 : 3));
  set(margins, "w:header", twips(1));
  set(margins, "w:footer", twips(1));
  set(margins, "w:gutter", 0);
  if (has_thai_digits) add(format, "w:pgNumType").append_attribute("w:fmt") = "thaiNumbers";
  if (section.is_memo) add(format, "w:titlePg");
}

/// A section ends with a paragraph of its own: a table that stands between two section breaks makes
/// LibreOffice lose the orientation, and Word wants a paragraph after it anyway.
void end_section(pugi::xml_node body, const Section& section, bool is_last, bool has_thai_digits) {
  if (is_last) {
    add_paragraph(body, {"", Align::left, false, 1}, {});
    return add_section_format(body, section, has_thai_digits);
  }
  auto format = add(add(body, "w:p"), "w:pPr");
  auto spacing = add(format, "w:spacing");
  set(spacing, "w:line", 20);
  spacing.append_attribute("w:lineRule") = "exact";
  add_section_format(format, section, has_thai_digits);
}

std::string document_part(const Paper& paper) {
  pugi::xml_document part;
  auto body = add(begin_part(part, "w:document"), "w:body");
  for (const auto& section : paper.sections) {
    const Look look{paper.has_thai_digits, section.is_memo};
    for (const auto& block : section.blocks) {
      if (const auto* line = std::get_if<Line>(&block))
        add_paragraph(body, *line, look);
      else
        add_table(body, std::get<Table>(block), look);
    }
    end_section(body, section, &section == &paper.sections.back(), paper.has_thai_digits);
  }
  return bytes_of(part);
}

/// Where the runs of a Thai page number go: only a reader that knows Word 2013 is shown it.
/// LibreOffice does not, and would make of it Arabic digits among Thai ones (ECMA-376 part 3).
pugi::xml_node add_for_word(pugi::xml_node paragraph) {
  auto choices = add(paragraph, "mc:AlternateContent");
  auto choice = add(choices, "mc:Choice");
  choice.append_attribute("Requires") = "w15";
  add(choices, "mc:Fallback");
  return choice;
}

/// "- ๒ -" in the middle, as official letters have it.
std::string header_part(bool has_thai_digits) {
  pugi::xml_document part;
  auto root = begin_part(part, "w:hdr");
  root.append_attribute("xmlns:mc") = "http://schemas.openxmlformats.org/markup-compatibility/2006";
  root.append_attribute("xmlns:w15") = "http://schemas.microsoft.com/office/word/2012/wordml";
  auto paragraph = add(root, "w:p");
  add(add(paragraph, "w:pPr"), "w:jc", "center");
  auto runs = has_thai_digits ? add_for_word(paragraph) : paragraph;
  add_runs(runs, "- ", {});
  auto field = add(runs, "w:fldSimple");
  field.append_attribute("w:instr") = " PAGE ";
  add_runs(field, has_thai_digits ? "๑" : "1", {});
  add_runs(runs, " -", {});
  return bytes_of(part);
}

std::string properties_part(const std::string& title) {
  pugi::xml_document part;
  auto declaration = part.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  auto node = part.append_child("cp:coreProperties");
  node.append_attribute("xmlns:cp") =
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
  node.append_attribute("xmlns:dc") = "http://purl.org/dc/elements/1.1/";
  add(node, "dc:title").text() = title.c_str();
  add(node, "dc:creator").text() = "oitcheck";
  return bytes_of(part);
}

}  // namespace

Result<std::string> write_docx(const Paper& paper) {
  return zip_bytes({{"[Content_Types].xml", kTypes},
                    {"_rels/.rels", kPackage},
                    {"word/document.xml", document_part(paper)},
                    {"word/_rels/document.xml.rels", kParts},
                    {"word/styles.xml", kStyles},
                    {"word/settings.xml", kSettings},
                    {"word/fontTable.xml", kFonts},
                    {"word/header1.xml", header_part(paper.has_thai_digits)},
                    {"docProps/core.xml", properties_part(paper.title)}});
}

}  // namespace oit::report
