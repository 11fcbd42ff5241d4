#pragma once
#include <cstddef>
#include <string>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

struct TableOptions {
  Lang lang = Lang::th;
  std::size_t width = 80;       ///< columns of the terminal; less than 60 counts as 60
  bool color = false;           ///< ANSI colours
  bool cut = true;              ///< false: no text is cut to the width, as files and pipes want it
  bool best_addresses = false;  ///< the list of best addresses also when none was declared
};

/// The report as a table for a terminal or a log: rulebook and day, site, every item with status,
/// unit and what to do, then problems, limits, features, score, and the addresses ready to be
/// entered. While texts are cut, no line is wider than the table but for the first lines (which
/// list, and whose the site shows) and addresses, which never are. UTF-8, padded by columns as Thai
/// writing takes them. Any thread.
std::string write_table(const model::Report& report, const TableOptions& options);

/// One line without a line break: address, score and counts, for plain logs.
std::string write_summary_line(const model::Report& report);

}  // namespace oit::report
