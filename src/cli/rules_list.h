#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules list`: the items of a year, or the years there are.
void add_rules_list(CLI::App& app, Context& context);

}  // namespace oit::cli
