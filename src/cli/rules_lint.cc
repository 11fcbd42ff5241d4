#include "cli/rules_lint.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>
#include <vector>

#include "cli/open_rules.h"
#include "rulebook/lint.h"
#include "rulebook/load.h"
#include "text/width.h"

namespace oit::cli {
namespace {

/// What is wrong with the rules as the list `id` uses them, each finding once, added to `findings`.
bool lint_one(Context& context, const std::filesystem::path& folder, const std::string& id,
              std::vector<rulebook::LintFinding>& findings) {
  const auto rulebook = open_rules(context, id);
  if (!rulebook) return false;
  for (auto& finding : rulebook::lint(*rulebook, folder))
    if (std::ranges::find(findings, finding) == findings.end())
      findings.push_back(std::move(finding));
  return true;
}

void lint(Context& context, const std::string& id) {
  const auto folder = rulebook::find_rules();
  if (!folder) return refuse(context, folder.error().message);
  std::vector<std::string> ids = {id};
  if (id.empty() || id == "all") {
    auto all = rulebook::list_years(*folder);
    if (!all) return refuse(context, all.error().message);
    ids = std::move(*all);
  }
  if (const auto papers = rulebook::load_papers(*folder); !papers)
    return refuse(context, papers.error().message);
  std::vector<rulebook::LintFinding> findings;
  for (const auto& one : ids)
    if (!lint_one(context, *folder, one, findings)) return;
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
