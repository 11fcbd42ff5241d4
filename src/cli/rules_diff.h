#pragma once
#include <string>

#include "cli/cli.h"
#include "model/rulebook.h"

namespace oit::cli {

/// Declares `rules diff A B`: what one year's list changes against another's.
void add_rules_diff(CLI::App& app, Context& context);

/// What `to` changes against `from`, as Markdown in `language` ("th" or "en"): a heading, then a
/// list for each kind of change. rules/CHANGES.md is made of these.
std::string write_year_changes(const model::Year& from, const model::Year& to,
                               const std::string& language);

}  // namespace oit::cli
