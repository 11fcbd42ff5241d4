#include "doc/xls.h"

#include <freexl.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "doc/number_format.h"
#include "doc/text_pages.h"
#include "text/dates.h"

namespace oit::doc {
namespace {

constexpr unsigned kMaxColumns = 256;  // as many as such a sheet has

/// An open workbook.
class Book {
 public:
  explicit Book(const std::string& path) : status_(freexl_open(path.c_str(), &handle_)) {}
  ~Book() {
    if (handle_ != nullptr) freexl_close(handle_);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  int status() const { return status_; }
  const void* handle() const { return handle_; }

  unsigned info(unsigned short what) const {
    unsigned value = 0;
    return freexl_get_info(handle_, what, &value) == FREEXL_OK ? value : 0;
  }

 private:
  const void* handle_ = nullptr;
  int status_;
};

/// A day as the calendar has it: the library takes 2100, 2200 and so on for leap years, which
/// matters where years of the Buddhist era were typed as if they were A.D.
std::string true_day(const std::string& text) {
  using namespace std::chrono;
  const auto day = text::read_iso_day(text.substr(0, 10));
  if (!day) return text;
  const int told = static_cast<int>(year_month_day(*day).year());
  if (told <= 2100) return text;
  const year_month_day date(*day + days{told / 100 - 20 - (told / 400 - 5)});
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(static_cast<int>(date.year())) + '-' +
         two(static_cast<unsigned>(date.month())) + '-' + two(static_cast<unsigned>(date.day())) +
         text.substr(10);
}

std::string cell_text(const FreeXL_CellValue& cell) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return std::to_string(cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return write_number(cell.value.double_value, {}, false);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
      return cell.value.text_value == nullptr ? "" : cell.value.text_value;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
      return cell.value.text_value == nullptr ? "" : write_iso_day(true_day(cell.value.text_value));
    case FREEXL_CELL_TIME:
      return cell.value.text_value == nullptr ? ""
                                              : std::string(cell.value.text_value).substr(0, 5);
    default:
      return {};
  }
}

void read_sheet(const Book& book, TextPages& pages) {
  unsigned rows = 0;
  unsigned short columns = 0;
  if (freexl_worksheet_dimensions(book.handle(), &rows, &columns) != FREEXL_OK) return;
  for (unsigned row = 0; row < rows && !pages.is_full(); ++row) {
    std::vector<std::string> cells;
    for (unsigned short column = 0; column < std::min<unsigned>(columns, kMaxColumns); ++column) {
      FreeXL_CellValue cell{};
      const bool is_there = freexl_get_cell_value(book.handle(), row, column, &cell) == FREEXL_OK;
      cells.push_back(is_there ? cell_text(cell) : "");
    }
    pages.add_row(cells);
  }
}

}  // namespace

model::Document read_xls(int file, const DocumentLimits& limits) {
  using enum model::DocumentOutcome;
  const Book book("/proc/self/fd/" + std::to_string(file));
  if (book.handle() == nullptr || book.status() != FREEXL_OK)
    return book.status() == FREEXL_INSUFFICIENT_MEMORY
               ? ended(too_costly, "stopped at the limit of memory")
               : ended(damaged, "its workbook cannot be read");
  if (book.info(FREEXL_BIFF_PASSWORD) == FREEXL_BIFF_OBFUSCATED)
    return ended(encrypted, "asks for a password");
  TextPages pages(limits);
  std::size_t names = 0;
  const unsigned sheets = book.info(FREEXL_BIFF_SHEET_COUNT);
  for (unsigned short i = 0; i < std::min(sheets, 1000U); ++i) {
    if (freexl_select_active_worksheet(book.handle(), i) != FREEXL_OK) continue;
    pages.begin_page();
    const std::size_t before = pages.signs();
    const char* name = nullptr;
    if (freexl_get_worksheet_name(book.handle(), i, &name) == FREEXL_OK && name != nullptr)
      pages.add_line(name);
    names += pages.signs() - before;
    read_sheet(book, pages);
  }
  const std::size_t signs = pages.signs() - names;
  auto text = pages.take();
  judge_contents(text, signs, false);
  return text;
}

}  // namespace oit::doc
