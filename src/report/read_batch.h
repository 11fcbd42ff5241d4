#pragma once
#include <filesystem>
#include <functional>

#include "base/result.h"
#include "model/report.h"

namespace oit::report {

/// Reads every report of a file that --json wrote, one at a time: a report, a batch or lines of
/// reports (.jsonl). Entries without a report are left out. Errors: io, bad_argument.
Result<bool> read_reports(const std::filesystem::path& path,
                          const std::function<void(const model::Report&)>& on_report);

}  // namespace oit::report
