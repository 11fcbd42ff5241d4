#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck runs`: the runs a store holds, the newest first.
void add_runs(CLI::App& app, Context& context);

}  // namespace oit::cli
