#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/report.h"

namespace oit::report {

/// How a cell of a workbook looks, and what kind of value it holds.
enum class Look : std::uint8_t { text, title, label, link, whole, number, percent, status };

/// A cell. Text is never a formula, whatever it begins with.
struct Cell {
  std::string text;  ///< UTF-8, mended where it is not; cut where Excel takes no more
  Look look = Look::text;
  double value = 0;                                  ///< of whole, number and percent (0..1)
  model::Status status = model::Status::unverified;  ///< of status: its colours

  static Cell whole(std::size_t value) { return {"", Look::whole, static_cast<double>(value), {}}; }
  static Cell number(double value) { return {"", Look::number, value, {}}; }
  static Cell percent(double value) { return {"", Look::percent, value, {}}; }
  /// A web address, opened by a click; another address is plain text.
  static Cell link(std::string address) { return {std::move(address), Look::link, 0, {}}; }
  static Cell of(model::Status status, std::string_view words) {
    return {std::string(words), Look::status, 0, status};
  }
};

struct SheetColumn {
  std::string name;
  double width = 12;  ///< in characters of the default font
};

/// What of a sheet stays in sight when the rest moves.
struct Frozen {
  bool heads = true;
  std::size_t columns = 0;
};

/// A workbook for Excel, written to a temporary file that takes its name when it is whole. Sheets
/// have a row of headings with filters; their rows are as high as Thai letters with two marks need.
/// One thread at a time. Source: ECMA-376, part 1 (SpreadsheetML).
class Workbook {
 public:
  enum class Memory : std::uint8_t {
    all,   ///< every cell, until the end
    rows,  ///< one row a sheet; the rest waits in temporary files
  };

  /// Errors: io (nothing can be written to `path`).
  static Result<std::unique_ptr<Workbook>> create(const std::filesystem::path& path, Memory memory,
                                                  const std::string& title,
                                                  std::chrono::system_clock::time_point created);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// A sheet's number, counted from 0. `name` has at most 31 characters, none of []:*?/\. Without
  /// names of columns it has no headings and no filters.
  std::size_t add_sheet(const std::string& name, std::vector<SheetColumn> columns,
                        Frozen frozen = {});

  /// The next row of `sheet`. Past the last row Excel has, rows are counted but not written.
  void add_row(std::size_t sheet, const std::vector<Cell>& cells);

  /// Rows that found no place on their sheets.
  std::size_t left_out() const { return left_out_; }

  /// Sets filters, closes the file and gives it its name. Errors: io.
  Result<bool> finish();

 private:
  struct Parts;
  explicit Workbook(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
  std::size_t left_out_ = 0;
};

}  // namespace oit::report
