#pragma once
#include "cli/cli.h"

namespace oit::cli {

/// Adds `oitcheck audit CAPTURE…`: the same crawl and judgement over what --keep recorded, with any
/// rules and as of any day.
void add_audit(CLI::App& app, Context& context);

}  // namespace oit::cli
