#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "scan/scanner.h"

namespace oit::cli {

/// What the command line of `scan` says, as written.
struct ScanArguments {
  std::vector<std::string> urls;
  std::string rules, as_of, site, submitted, json, html, csv, lang = "th";
  std::string max_time = "10min", delay = "auto";
  std::size_t max_pages = 500, connections = 1;
  std::vector<std::string> allow_private;
  std::string contact;
  bool exhaustive = false, ignore_politeness = false, ignore_robots = false;
  bool quiet = false, verbose = false;
};

/// Declares every option of `scan`; the values go to `arguments`, which outlives `app`.
void declare_scan_options(CLI::App& app, ScanArguments& arguments);

/// The seeds, read. Errors: bad_url.
Result<std::vector<url::Url>> read_seeds(const ScanArguments& arguments);

/// The arguments as options of a Scanner. Errors: bad_argument (durations, days, more connections
/// than a server may be asked for).
Result<scan::ScanOptions> read_scan_options(const ScanArguments& arguments,
                                            const std::vector<url::Url>& seeds);

}  // namespace oit::cli
