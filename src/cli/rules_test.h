#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules test`: every sample of the rule files through the matcher.
void add_rules_test(CLI::App& app, Context& context);

}  // namespace oit::cli
