#pragma once
#include <string>

#include "base/error.h"
#include "cli/outputs.h"
#include "cli/scan_options.h"
#include "model/rulebook.h"

namespace oit::cli {

/// Where results of `arguments` go, as this terminal shows them.
OutputPlan plan_outputs(const Context& context, const ScanArguments& arguments, bool is_list);

/// Of standard error, for a moving line; 0 when it is no terminal that can draw one.
std::size_t progress_columns();

/// Unique enough for one store: the second it began, and the process.
std::string new_run_id();

/// What is said once of a run that begins now.
report::BatchHead head_of(const std::string& run, const scan::ScanOptions& options,
                          const model::Rulebook& rulebook);

/// A message for people, and the exit code that goes with its kind.
void complain(Context& context, const Error& error);

}  // namespace oit::cli
