#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules explain LABEL`: which subject a label names, by which phrase, against which
/// rivals.
void add_rules_explain(CLI::App& app, Context& context);

}  // namespace oit::cli
