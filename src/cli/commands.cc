#include <array>

#include "cli/cli.h"
#include "cli/rules.h"
#include "cli/scan.h"

namespace oit::cli {

std::span<const Command> commands() {
  static constexpr std::array kAll = {
      Command{"scan", "Crawl a site, judge it, report", add_scan},
      Command{"rules", "Read, explain and test the rules", add_rules},
  };
  return kAll;
}

}  // namespace oit::cli
