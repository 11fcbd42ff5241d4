#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/inventory.h"
#include "model/report.h"
#include "report/html.h"
#include "scan/scan_options.h"
#include "store/store.h"

namespace oit::cli {

/// A run as the store keeps it: begun with its inventory, or taken up where it was left.
class KeptRun {
 public:
  /// Opens the store of --db. Errors: as open_patiently().
  static Result<std::unique_ptr<KeptRun>> open(const std::string& where);

  store::Store& store() { return *store_; }
  const store::Run& run() const { return run_; }

  /// Looks for the run to go on with: `name` (see Store::find_run), or for "last" the last
  /// unfinished one. False when nothing is unfinished. Errors: bad_argument (no such run; it is
  /// complete; it was begun by another version of the tool).
  Result<bool> find_unfinished(const std::string& name);

  /// Begins a run under `id`. Errors: as Store.
  Result<bool> begin(const std::string& id, const scan::ScanOptions& options,
                     const model::Rulebook& rulebook, const Inventory& inventory);

  /// Takes the run found up again: sets `options` and `inventory` to what it began with. Errors:
  /// bad_argument (the rules have changed), as Store.
  Result<bool> resume(const model::Rulebook& rulebook, scan::ScanOptions& options,
                      Inventory& inventory);

  /// Which of the inventory's entries are done; empty for a run that was begun now.
  const std::vector<bool>& done() const { return done_; }

  /// What changed at a site since the complete run before this one; nothing when there is none, or
  /// it has not the site. The site is saved. Errors: as Store.
  Result<std::optional<report::SinceLast>> since_last(const std::string& site);

  Result<bool> save(const model::SiteEntry& entry, const model::Report& report,
                    std::string_view line);
  Result<bool> finish(store::RunState state);

 private:
  explicit KeptRun(std::unique_ptr<store::Store> store) : store_(std::move(store)) {}

  std::unique_ptr<store::Store> store_;
  store::Run run_;
  std::vector<bool> done_;
  std::optional<store::Run> last_;  // the complete one before this
};

}  // namespace oit::cli
