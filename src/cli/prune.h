#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck prune --keep 90d`: deletes what is old and serves nobody any longer.
void add_prune(CLI::App& app, Context& context);

}  // namespace oit::cli
