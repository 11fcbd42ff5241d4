#include <array>

#include "cli/audit.h"
#include "cli/cli.h"
#include "cli/diff.h"
#include "cli/explain.h"
#include "cli/history.h"
#include "cli/notify.h"
#include "cli/prune.h"
#include "cli/report.h"
#include "cli/rules.h"
#include "cli/runs.h"
#include "cli/scan.h"
#include "cli/serve.h"

namespace oit::cli {

std::span<const Command> commands() {
  static constexpr std::array kAll = {
      Command{"scan", "Crawl a site, judge it, report", add_scan},
      Command{"audit", "Judge captures again, with any rules", add_audit},
      Command{"runs", "List the runs a database holds", add_runs},
      Command{"diff", "Tell what changed between two runs", add_diff},
      Command{"history", "Tell when a site's items changed their status", add_history},
      Command{"explain", "Tell how the verdict on one item was reached", add_explain},
      Command{"report", "Write an office paper as a Word file", add_report},
      Command{"notify", "Tell people what changed", add_notify},
      Command{"serve", "Show what a database knows as pages for a browser", add_serve},
      Command{"prune", "Delete old runs from a database", add_prune},
      Command{"rules", "Read, explain and test the rules", add_rules},
  };
  return kAll;
}

}  // namespace oit::cli
