#pragma once
#include "cli/judgement.h"
#include "cli/kept_run.h"
#include "cli/outputs.h"
#include "report/metrics.h"
#include "scan/batch.h"

namespace oit::cli {

/// Gives each site's end to everything that wants it: the store first, then the files.
class RunResults final : public scan::Results {
 public:
  /// `kept` may be null; all outlive the results.
  RunResults(Outputs& outputs, Judgement& judgement, KeptRun* kept)
      : outputs_(outputs), judgement_(judgement), kept_(kept) {}

  Result<bool> take(const scan::SiteResult& site) override;

  /// A site that was done before the run was taken up again. Errors: as Store.
  Result<bool> take_kept(std::size_t position, const model::SiteEntry& entry);

  /// No site was cut short or never begun, and no limit bit.
  bool is_complete() const { return is_complete_; }
  /// What is told of the run in numbers, but for its times.
  const report::MetricsInput& numbers() const { return numbers_; }
  /// Per item, in how many sites it has which status.
  using ItemCounts = std::map<std::string, std::map<model::Status, std::size_t>>;
  const ItemCounts& items() const { return items_; }
  /// Items nobody could judge for want of a browser.
  std::size_t undrawn() const { return undrawn_; }
  std::size_t cut() const { return cut_; }  ///< sites an undisturbed run would do (again)

 private:
  Outputs& outputs_;
  Judgement& judgement_;
  KeptRun* kept_;
  void count(const std::string& site, const model::Report& report);

  bool is_complete_ = true;
  report::MetricsInput numbers_;
  ItemCounts items_;
  std::size_t cut_ = 0, undrawn_ = 0;
};

}  // namespace oit::cli
