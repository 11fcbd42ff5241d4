#pragma once
#include "cli/cli.h"

namespace oit::cli {

/// Adds `oitcheck scan URL…`: crawl, judge, report.
void add_scan(CLI::App& app, Context& context);

}  // namespace oit::cli
