#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/new_file.h"
#include "base/result.h"
#include "cli/cli.h"
#include "cli/in_order.h"
#include "model/report.h"
#include "model/site_entry.h"
#include "report/json.h"
#include "report/lang.h"
#include "report/terminal.h"

namespace oit::cli {

/// Where results go, as written on the command line; empty: nowhere.
struct OutputPlan {
  std::string json, csv, html;
  report::Lang lang = report::Lang::th;
  report::TableOptions table;
  bool has_table = true;  ///< a table on standard output
  bool is_list = false;   ///< sites of a file: a line each on standard output, folders by their ids
};

/// Every output of a run, written while it runs: what has been told is held nowhere. Sites may end
/// in any order; files hold them in the inventory's. One thread at a time.
class Outputs {
 public:
  /// Makes folders and opens every file, so that hours of crawling are not for nothing. `entries`
  /// outlive the outputs; `plan.json` of one site that is no list is a plain report. Errors: io,
  /// bad_argument.
  static Result<std::unique_ptr<Outputs>> open(Context& context, OutputPlan plan,
                                               const std::vector<model::SiteEntry>& entries,
                                               report::BatchHead head);

  /// One site: its report, and the same as a line of JSON; without them it was never begun. Errors:
  /// io.
  Result<bool> take(std::size_t position, const model::Report* report, std::string_view line);

  /// An entry that could not be read; after all sites. Errors: io.
  Result<bool> take_bad(const report::BatchEntry& entry);

  /// Gives every file its name. Errors: io.
  Result<bool> finish(const report::BatchEnd& end);

 private:
  Outputs(Context& context, OutputPlan plan, const std::vector<model::SiteEntry>& entries,
          report::BatchHead head);

  bool is_batch() const { return plan_.is_list || entries_.size() != 1; }
  Result<bool> begin();
  Result<bool> open_file(const std::string& path, std::optional<NewFile>& file);
  Result<bool> write_to(std::optional<NewFile>& file, const std::string& path,
                        std::string_view bytes);
  std::string json_piece(std::size_t position, const model::Report* report,
                         std::string_view line) const;
  std::string table_piece(std::size_t position, const model::Report* report) const;

  Context& context_;
  OutputPlan plan_;
  const std::vector<model::SiteEntry>& entries_;
  report::BatchHead head_;
  bool has_lines_ = false;  // the JSON file is one report a line
  bool is_first_ = true;
  std::optional<NewFile> json_file_, csv_file_;
  InOrder json_, csv_, table_;
};

/// Where one site's page goes below `folder`: index.html for the only site; of several
/// <n>-<host>/index.html, n counted from 1; of a list <id>/index.html.
std::string html_path(const OutputPlan& plan, const std::vector<model::SiteEntry>& entries,
                      std::size_t position);

}  // namespace oit::cli
