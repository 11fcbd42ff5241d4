#pragma once
#include <functional>
#include <string>

#include "base/result.h"
#include "cli/cli.h"
#include "model/report.h"
#include "model/site_profile.h"

namespace oit::cli {

/// A report that somebody wants papers of.
struct KeptReport {
  std::string name;  ///< of a folder when there are several: the site's id, or <n>-<host>
  model::Report report;
  model::SiteProfile profile;  ///< what was known of the site when it was scanned
};

/// Which reports: those of a file, of a run, or the newest of a site.
struct Wanted {
  std::string what;   ///< a site, a run or a file
  std::string where;  ///< the store
  std::string run;    ///< of a site; empty: its newest
};

/// Who takes them: told how many there are, then each; a province's are never held together.
struct ReportTaker {
  std::function<Result<bool>(std::size_t)> begin;
  std::function<Result<bool>(const KeptReport&)> take;
};

/// Hands every wanted report to `taker`. A store that cannot be opened is told to `context`, and
/// nothing is handed over. Errors: bad_argument (with what to do instead), io, and the taker's.
Result<bool> find_kept_reports(Context& context, const Wanted& wanted, const ReportTaker& taker);

}  // namespace oit::cli
