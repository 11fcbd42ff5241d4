#pragma once
#include <map>
#include <string>
#include <utility>

#include "base/result.h"
#include "store/database.h"
#include "store/summary.h"

namespace oit::store {

/// What is asked of all sites of a run, kept as columns with one entry a site, in inventory order,
/// by kind and value: ("oit", "") a score each, ("site", "") the ids, ("counts", "") items by
/// status, ("any", "") a bit for each status that some item has, ("status", "O12") a letter each,
/// and ("district", "เทพา") which sites are in it, likewise for province, type and tag. So a year
/// of runs is counted from a few blobs a run.
using RunColumns = std::map<std::pair<std::string, std::string>, std::string>;

/// The columns of a run, made from the summaries of its sites.
Result<RunColumns> make_columns(Database& database, const std::string& run);

/// Keeps the columns of a run that came to its end, in place of what was kept. In a transaction.
Result<bool> keep_columns(Database& database, const std::string& run);
Result<bool> drop_columns(Database& database, const std::string& run);
/// Keeps those of every run that is not at work.
Result<bool> keep_all_columns(Database& database);

/// The columns of runs `first` to `last`, in the order of ids, that `filter` is answered from; runs
/// that keep none are left out.
Result<std::map<std::string, RunColumns>> read_columns(Database& database, const std::string& first,
                                                       const std::string& last,
                                                       const SiteFilter& filter, With with);

/// Counts the sites that a filter asks for in one run after the other.
class SiteCounter {
 public:
  explicit SiteCounter(SiteFilter filter) : filter_(std::move(filter)) {}

  /// `columns` are all of a run, or those read for the filter; items are counted where they hold
  /// them.
  GroupCounts count(const RunColumns& columns);

 private:
  const SiteFilter filter_;
  std::string ids_, found_;  // of the run before, mostly the same in the next
  bool is_found_ = false;
};

}  // namespace oit::store
