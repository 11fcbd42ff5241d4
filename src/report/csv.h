#pragma once
#include <string>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// One row per item under one row of headings, for a spreadsheet: UTF-8 with a byte order mark,
/// RFC 4180 (CRLF, quotes doubled). A cell that a spreadsheet would take for a formula (= + - @,
/// tab or carriage return first) begins with an apostrophe. Any thread.
std::string write_csv(const model::Report& report, Lang lang);

/// The same for several sites, piece by piece: the headings, then each site's rows, whose first two
/// columns are its address and id.
std::string write_csv_head_of_sites(Lang lang);
std::string write_csv_rows(const model::Report& report, const std::string& site_id, Lang lang);

}  // namespace oit::report
