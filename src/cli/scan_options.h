#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "model/site_entry.h"
#include "scan/scan_options.h"
#include "text/dates.h"
#include "url/url.h"

namespace oit::cli {

/// What the command line of `scan` says, as written, and what its configuration file adds; empty
/// where neither says anything.
struct ScanArguments {
  std::vector<std::string> urls;
  std::string sites, config, rules, as_of, site, submitted, json, html, csv, xlsx, docx, lang;
  std::string max_time, delay, db, keep, resume, baseline, fail_on, metrics, progress;
  std::string ocr, render, browser;
  std::optional<std::size_t> max_pages, connections, sites_at_once, ocr_pages, max_rendered;
  std::vector<std::string> allow_private;
  std::string contact;
  bool exhaustive = false, ignore_politeness = false, ignore_robots = false, keep_going = false;
  bool quiet = false, verbose = false, notify = false;
  bool arabic_digits = false;  ///< in papers
  bool no_pictures = false;    ///< of drawn pages, in HTML reports
  bool ranking = false;        ///< sites by their score, in the forms over many sites
  bool resume_if_any = false;  ///< from the configuration: begin anew when nothing is unfinished
};

/// Declares every option of `scan`; the values go to `arguments`, which outlives `app`.
void declare_scan_options(CLI::App& app, ScanArguments& arguments);

/// Declares those of them that say where results go, for other commands.
void declare_outputs(CLI::App& app, ScanArguments& arguments);

/// Adds what the file of --config says and the command line does not. Errors: bad_config.
Result<bool> read_config(ScanArguments& arguments);

/// The day to judge as on. Errors: bad_argument.
Result<text::Day> read_as_of(const std::string& written);

/// The arguments as options of a Batch over `entries`. Errors: bad_argument (durations, days, more
/// connections than a server may be asked for).
Result<scan::ScanOptions> read_scan_options(const ScanArguments& arguments, text::Day as_of,
                                            const std::vector<model::SiteEntry>& entries);

}  // namespace oit::cli
