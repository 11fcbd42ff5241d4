#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck history SITE`: when each item of a site changed its status.
void add_history(CLI::App& app, Context& context);

}  // namespace oit::cli
