#include "cli/rules.h"

#include <CLI/CLI.hpp>
#include <array>

#include "cli/rules_diff.h"
#include "cli/rules_explain.h"
#include "cli/rules_lint.h"
#include "cli/rules_list.h"
#include "cli/rules_match.h"
#include "cli/rules_show.h"
#include "cli/rules_test.h"

namespace oit::cli {
namespace {

constexpr std::array kCommands = {
    Command{"list", "List the items of a year's rulebook", add_rules_list},
    Command{"show", "Show one item: what it asks for and how it is recognised", add_rules_show},
    Command{"explain", "Tell which subject a label names, and why", add_rules_explain},
    Command{"match", "Read labels, one a line; write label, item and score", add_rules_match},
    Command{"diff", "Tell what one year's list changes against another's", add_rules_diff},
    Command{"lint", "Look for mistakes in the rule files", add_rules_lint},
    Command{"test", "Run every sample of the rule files through the matcher", add_rules_test},
};

}  // namespace

void add_rules(CLI::App& app, Context& context) {
  app.require_subcommand(1);
  for (const Command& command : kCommands)
    command.add(*app.add_subcommand(std::string(command.name), std::string(command.summary)),
                context);
}

}  // namespace oit::cli
