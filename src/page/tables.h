#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>
#include <vector>

#include "page/text_sink.h"

namespace oit::page {

/// What a look ahead into a table says: rows of data, or cells that only lay out a page?
struct TableSurvey {
  bool is_data = false;
  bool has_header = false;  ///< the first row names the columns
  int columns = 0;
};

TableSurvey survey_table(const GumboNode& table);

/// The grid of one data table while the walk goes through it: which column a cell stands in, the
/// header over it, and the cells of earlier rows that span this one.
class TableGrid {
 public:
  explicit TableGrid(TableSurvey survey) : survey_(survey) {}

  void enter_row(bool is_header);
  void enter_cell(int colspan, int rowspan, bool is_header);
  void leave_cell(Span text, bool is_number);
  void leave_row();

  bool is_data() const { return survey_.is_data; }
  int rows() const { return rows_; }
  int rows_told() const { return rows_told_; }  ///< that hold more than a name
  int filled() const { return filled_; }        ///< as model::Table::filled
  int columns() const { return survey_.columns; }
  int row_index() const { return row_; }
  /// The row just walked names something and says no more of it.
  bool row_is_unfilled() const { return !in_header_ && has_name_ && row_filled_ == 0; }

  bool has_header() const { return survey_.has_header; }

  /// The row just walked is one cell across several columns: a heading inside the table.
  bool row_is_spanning() const { return cells_ == 1 && width_ > 1 && survey_.columns > 1; }
  bool in_header() const { return in_header_; }

  /// Texts of cells from earlier rows that reach into this row, joined by " | ".
  std::string spanning(std::string_view text) const;
  /// Header over the current cell.
  std::string column(std::string_view text) const;
  /// All header cells joined by " | ".
  std::string header(std::string_view text) const;

 private:
  struct Cell {
    int column = 0, columns = 1, rows_left = 0;
    Span text;
  };
  TableSurvey survey_;
  int row_ = -1, rows_ = 0, filled_ = 0, column_ = 0, cells_ = 0, width_ = 0;
  int rows_told_ = 0,
      row_filled_ = 0;  // row_filled_: cells behind the first that holds more than a number
  bool has_name_ = false;
  bool in_header_ = false, header_ended_ = false, cell_is_header_ = false;
  Cell cell_;
  std::vector<Cell> headers_, carried_, starting_;
};

}  // namespace oit::page
