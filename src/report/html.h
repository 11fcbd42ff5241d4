#pragma once
#include <string>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// The report as one self-contained HTML page: no script, nothing loaded from elsewhere, a strict
/// Content-Security-Policy, filters by CSS alone, printable on A4. Text from the web is escaped,
/// links are http(s) only. Any thread.
std::string write_html(const model::Report& report, Lang lang);

}  // namespace oit::report
