#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules lint`: mistakes in the rule files, with file and line.
void add_rules_lint(CLI::App& app, Context& context);

}  // namespace oit::cli
