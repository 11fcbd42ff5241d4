#include "cli/rules_lint.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/open_rules.h"
#include "rulebook/lint.h"
#include "rulebook/load.h"
#include "text/width.h"

namespace oit::cli {
namespace {

void lint(Context& context, const std::string& id) {
  const auto rulebook = open_rules(context, id);
  if (!rulebook) return;
  const auto folder = rulebook::find_rules();
  if (!folder) return refuse(context, folder.error().message);
  const auto findings = rulebook::lint(*rulebook, *folder);
  for (const auto& finding : findings)
    context.out << fmt::format("{}:{}: {}: {}\n", finding.file, std::max(finding.line, 1),
                               finding.is_error ? "error" : "warning",
                               text::printable(finding.message));
  const auto errors = std::ranges::count(findings, true, &rulebook::LintFinding::is_error);
  context.out << fmt::format("{} errors, {} warnings\n", errors, std::ssize(findings) - errors);
  if (errors > 0) exit_with(context, Exit::attention);
}

}  // namespace

void add_rules_lint(CLI::App& app, Context& context) {
  const auto id = std::make_shared<std::string>();
  add_rules_option(app, *id);
  app.callback([&context, id] { lint(context, *id); });
}

}  // namespace oit::cli
