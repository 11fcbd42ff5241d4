#pragma once
#include <optional>
#include <string>

#include "cli/cli.h"
#include "model/rulebook.h"

namespace oit::cli {

/// Adds `--rules ID|FILE` to `app`; the value goes to `id`, which outlives `app`.
void add_rules_option(CLI::App& app, std::string& id);

/// The rulebook `id` names (an id or a file; empty: the one for today in Bangkok) from this
/// installation's rules. When it cannot be loaded the reason is told, the exit is `usage`, and
/// nothing comes back.
std::optional<model::Rulebook> open_rules(Context& context, const std::string& id);

/// Tells `message` on standard error as a wrong usage or rulebook.
void refuse(Context& context, const std::string& message);

/// `text` in the language asked for ("th" or "en"); Thai where there is no English.
const std::string& in_language(const model::LocalText& text, const std::string& language);

/// Adds `--lang th|en`.
void add_language_option(CLI::App& app, std::string& language);

}  // namespace oit::cli
