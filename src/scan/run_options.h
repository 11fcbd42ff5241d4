#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "scan/scan_options.h"

namespace oit::scan {

/// What of a run's options changes its results, as one line of JSON: for a run that is resumed, and
/// for captures. Pace and contact are kept too; what belongs to the machine (workers, sites at
/// once) is not.
std::string write_run_options(const ScanOptions& options);

/// Sets in `options` what write_run_options() wrote. Errors: bad_config.
Result<bool> read_run_options(std::string_view json, ScanOptions& options);

}  // namespace oit::scan
