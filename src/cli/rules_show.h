#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules show O12`: one item, its topics, components, words and points.
void add_rules_show(CLI::App& app, Context& context);

}  // namespace oit::cli
