#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck rules …`: what people who write rules need.
void add_rules(CLI::App& app, Context& context);

}  // namespace oit::cli
