#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace oit::report {

/// Where the text of a line stands.
enum class Align : std::uint8_t { left, center, right };

/// One paragraph of a paper.
struct Line {
  std::string text;  ///< UTF-8 on one line
  Align align = Align::left;
  bool bold = false;
  int points = 16;          ///< size of the letters
  double indent_cm = 0;     ///< of the first line
  bool keeps_next = false;  ///< stays on one page with what follows: a heading
};

/// How a cell belongs to the one above it.
enum class Rise : std::uint8_t { none, first, more };

/// One cell: a paragraph for each text.
struct PaperCell {
  std::vector<std::string> lines;
  Align align = Align::left;
  bool bold = false;
  int columns = 1;         ///< it covers
  Rise rise = Rise::none;  ///< `more` continues the cell above; its lines are not drawn
};

using PaperRow = std::vector<PaperCell>;

struct Table {
  std::vector<double> widths_cm;  ///< one for each column
  std::vector<PaperRow> head;     ///< repeated on each page
  std::vector<PaperRow> rows;
  bool has_borders = true;
};

using Block = std::variant<Line, Table>;

/// Pages of one orientation; each begins on a new page. A4: 25.7 cm wide between the margins when
/// it lies, 16 cm when it stands.
struct Section {
  bool is_landscape = false;
  bool is_memo = false;  ///< set closer, with no number on its first page
  std::vector<Block> blocks;
};

/// A paper as a word processor shows it.
struct Paper {
  std::string title;  ///< in the file's properties
  std::vector<Section> sections;
  bool has_thai_digits = true;
};

/// `text` with Thai digits, but for words that are addresses: those must still open.
std::string thai_digits(const std::string& text);

}  // namespace oit::report
