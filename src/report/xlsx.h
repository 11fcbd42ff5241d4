#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/report.h"
#include "report/json.h"
#include "report/lang.h"
#include "report/site_line.h"

namespace oit::report {

/// The report as a workbook for Excel: a summary, a row per item, the work of each unit, evidence,
/// and what could not be looked at; each but the first with filters and frozen headings. No cell
/// holds a formula. Replaces `path` only when the workbook is whole. Errors: io.
Result<bool> write_xlsx(const std::filesystem::path& path, const model::Report& report, Lang lang);

/// What a workbook over many sites is told before the first of them.
struct SitesXlsxOptions {
  Lang lang = Lang::th;
  bool ranking = false;                           ///< a sheet that ranks sites by their score
  std::map<std::string, model::LocalText> types;  ///< names of types of agencies, by their ids
  std::vector<MatrixItem> items;  ///< columns of the matrix, of list `head.rulebook_id`
  BatchHead head;
};

/// The same for many sites, one after the other, with the matrix of sites and items. A site judged
/// by another list has its items on the other sheets only. Holds a line per site in memory, rows in
/// temporary files. One thread at a time.
class SitesXlsx {
 public:
  /// Errors: io.
  static Result<std::unique_ptr<SitesXlsx>> create(const std::filesystem::path& path,
                                                   SitesXlsxOptions options);
  ~SitesXlsx();
  SitesXlsx(const SitesXlsx&) = delete;
  SitesXlsx& operator=(const SitesXlsx&) = delete;

  /// The next site: what the inventory says of it, and its report; null when it was never begun.
  void add(SiteLine line, const model::Report* report);

  /// Writes summary and ranking, and gives the file its name. Errors: io.
  Result<bool> finish(const BatchEnd& end);

 private:
  struct Parts;
  explicit SitesXlsx(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace oit::report
