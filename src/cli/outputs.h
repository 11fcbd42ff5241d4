#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/cli.h"
#include "cli/scan_options.h"
#include "model/report.h"
#include "report/lang.h"
#include "url/url.h"

namespace oit::cli {

/// Where each report of `sites` sites goes as HTML: DIR/index.html for one; for several
/// DIR/<n>-<host>/index.html, n counted from 1 and as given on the command line.
std::string html_path(const std::string& folder, std::size_t sites, std::size_t n,
                      const url::Url& seed);

/// The tables of all reports: one row of headings, then every site's rows; with several sites the
/// first column is the address each was asked for by.
std::string write_csv_of_all(const std::vector<model::Report>& reports, report::Lang lang);

/// Makes folders and looks whether every output can be written, before hours of crawling.
/// Errors: io; bad_argument (two outputs on standard output).
Result<bool> check_outputs(const ScanArguments& arguments, const std::vector<url::Url>& seeds);

/// Writes every output asked for. Each that fails is told, and noted as Exit::failure.
void write_outputs(Context& context, const ScanArguments& arguments,
                   const std::vector<url::Url>& seeds, const std::vector<model::Report>& reports);

}  // namespace oit::cli
