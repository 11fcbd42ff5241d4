#pragma once

#include "cli/cli.h"

namespace oit::cli {

/// `oitcheck serve`: what the store knows as pages for a browser.
void add_serve(CLI::App& app, Context& context);

}  // namespace oit::cli
