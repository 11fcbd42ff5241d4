#pragma once
#include <string>

#include "cli/run_results.h"
#include "report/lang.h"

namespace oit::cli {

/// What a list of sites came to, in a few lines: how many opened, their mean score, and the items
/// that most of them lack. Empty when no site was done.
std::string write_list_summary(const RunResults& results, report::Lang lang);

}  // namespace oit::cli
