#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules match`: labels on standard input, one a line; for each one line
/// `label<TAB>item<TAB>score`.
void add_rules_match(CLI::App& app, Context& context);

}  // namespace oit::cli
