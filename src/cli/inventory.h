#pragma once
#include <vector>

#include "base/result.h"
#include "cli/rule_shelf.h"
#include "cli/scan_options.h"
#include "model/site_entry.h"
#include "scan/sites_file.h"

namespace oit::cli {

/// The sites of a run, as they stand when it begins.
struct Inventory {
  std::vector<model::SiteEntry> entries;
  std::vector<scan::BadLine> bad;  ///< of a list; they get their rows, too
  bool is_list = false;            ///< from a file of sites
};

/// Reads the sites that `arguments` name: addresses, which share what --site says, or a list.
/// Errors: bad_url, bad_config, bad_argument (neither, or both).
Result<Inventory> read_inventory(const ScanArguments& arguments, RuleShelf& rules);

}  // namespace oit::cli
