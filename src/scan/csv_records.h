#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oit::scan {

struct CsvRecord {
  std::size_t line = 0;  ///< where it begins, from 1
  std::vector<std::string> cells;
  bool is_unclosed = false;  ///< its last cell opens a quote that nothing closes
};

/// Walks through the records of RFC 4180 text, a record being a line but for line ends in quotes.
/// Line ends are CRLF, LF or CR. The separator is ',', ';' or a tab: what a first line `sep=;`
/// says, or else what parts most cells of the first line that is not empty.
class CsvRecords {
 public:
  /// `text` outlives the walk.
  explicit CsvRecords(std::string_view text);

  /// The next record that is not blank; nothing at the end.
  std::optional<CsvRecord> next();

 private:
  CsvRecord read_record();
  std::string read_cell(CsvRecord& record);
  void read_quoted(std::string& cell, CsvRecord& record);
  bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }
  void pass_line_end();

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
  char separator_ = ',';
};

}  // namespace oit::scan
