#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/new_file.h"
#include "base/result.h"
#include "cli/cli.h"
#include "cli/in_order.h"
#include "model/paper_rules.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "model/site_entry.h"
#include "report/html.h"
#include "report/json.h"
#include "report/lang.h"
#include "report/terminal.h"
#include "report/xlsx.h"

namespace oit::cli {

/// Where results go, as written on the command line; empty: nowhere.
struct OutputPlan {
  std::string json, csv, html, docx;
  report::Lang lang = report::Lang::th;
  report::TableOptions table;
  std::string xlsx;                           ///< a workbook; empty: none
  bool ranking = false;                       ///< sites by score in forms over many sites
  const model::Rulebook* rulebook = nullptr;  ///< of the run; outlives the outputs
  std::map<std::string, const model::Rulebook*> rulebooks;  ///< for papers, as entries name them
  bool arabic_digits = false;                               ///< in papers
  /// See HtmlExtras; empty: reports have no pictures.
  std::function<std::string(const std::string& sha256)> picture = {};
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

  /// One site: its report, the same as a line of JSON, and what changed since the last run, where
  /// that is known; without a report it was never begun. Errors: io.
  Result<bool> take(std::size_t position, const model::Report* report, std::string_view line,
                    const report::SinceLast* since = nullptr);

  /// An entry that could not be read; after all sites. Errors: io.
  Result<bool> take_bad(const report::BatchEntry& entry);

  /// Gives every file its name. Errors: io.
  Result<bool> finish(const report::BatchEnd& end);

 private:
  Outputs(Context& context, OutputPlan plan, const std::vector<model::SiteEntry>& entries,
          report::BatchHead head);

  bool is_batch() const { return plan_.is_list || entries_.size() != 1; }
  Result<bool> begin();
  Result<bool> write_papers(std::size_t position, const model::Report& report) const;
  Result<bool> open_file(const std::string& path, std::optional<NewFile>& file);
  Result<bool> write_to(std::optional<NewFile>& file, const std::string& path,
                        std::string_view bytes);
  std::string json_piece(std::size_t position, const model::Report* report,
                         std::string_view line) const;
  report::SiteLine line_of(std::size_t position) const;
  std::map<std::string, model::LocalText> type_names() const;
  std::vector<report::MatrixItem> matrix_items() const;
  Result<bool> write_index(const report::BatchEnd& end);
  Result<bool> begin_book();
  Result<bool> put_in_book(std::size_t position, const model::Report* report,
                           std::string_view line);
  Result<bool> add_to_book(std::string_view line);
  std::string table_piece(std::size_t position, const model::Report* report) const;

  Context& context_;
  OutputPlan plan_;
  const std::vector<model::SiteEntry>& entries_;
  report::BatchHead head_;
  bool has_lines_ = false;  // the JSON file is one report a line
  bool is_first_ = true;
  std::optional<NewFile> json_file_, csv_file_;
  std::unique_ptr<report::SitesXlsx> sites_book_;
  std::size_t in_book_ = 0;              // sites in it
  std::vector<report::SiteLine> lines_;  // of the page over many sites
  model::PaperRules paper_rules_;        // for plan_.docx
  InOrder json_, csv_, table_, book_;
};

/// The folder of one site below `folder`: `folder` itself for the only site; of several <n>-<host>,
/// n counted from 1; of a list <id>.
std::string site_folder(const std::string& folder, const OutputPlan& plan,
                        const std::vector<model::SiteEntry>& entries, std::size_t position);

/// Where one site's page goes: index.html in its folder of --html.
std::string html_path(const OutputPlan& plan, const std::vector<model::SiteEntry>& entries,
                      std::size_t position);

}  // namespace oit::cli
