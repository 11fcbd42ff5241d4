#pragma once
#include "cli/cli.h"

namespace oit::cli {

/// `report SITE|RUN|FILE.json`: office papers from a run that is kept, or from a report's JSON.
void add_report(CLI::App& app, Context& context);

}  // namespace oit::cli
