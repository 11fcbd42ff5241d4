#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck diff [RUN RUN]`: what changed between two runs, site by site, the worse first.
void add_diff(CLI::App& app, Context& context);

}  // namespace oit::cli
