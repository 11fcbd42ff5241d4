#pragma once
#include "cli/cli.h"

namespace oit::cli {

/// Adds `oitcheck notify [RUN [PREVIOUS]]`: tells the people of a configuration what changed.
void add_notify(CLI::App& app, Context& context);

}  // namespace oit::cli
