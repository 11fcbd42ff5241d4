#pragma once
#include <string_view>

#include "base/result.h"
#include "model/report.h"

namespace oit::report {

/// A report read back from "oitcheck/report/1". What JSON does not hold (rulebook title, English
/// titles and names) is in Thai or empty. Notices are among the problems. Errors: bad_argument (no
/// JSON, another schema, a field missing).
Result<model::Report> read_json(std::string_view text);

}  // namespace oit::report
