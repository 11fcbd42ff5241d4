#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "model/report.h"
#include "store/database.h"
#include "store/summary.h"
#include "text/dates.h"

namespace oit::store {

class SiteMemory;

using Time = std::chrono::system_clock::time_point;  ///< UTC; kept to the millisecond

/// How far a run came.
enum class RunState : std::uint8_t {
  running,   ///< at work, or ended by something that let it say nothing
  complete,  ///< every site has its row, failed or not
  stopped,   ///< by a signal
  failed,    ///< by a failure of ours
};

std::string_view name_of(RunState state);

/// The state `name_of` calls `name`.
std::optional<RunState> read_run_state(std::string_view name);

/// One run over an inventory.
struct Run {
  std::string id;  ///< unique in the store
  Time started_at{};
  std::optional<Time> finished_at;
  text::Day as_of{};
  RunState state = RunState::running;
  std::string rulebook_id, rulebook_revision, tool_version;
  std::string options;  ///< JSON of whoever began the run; the store does not read it

  bool operator==(const Run&) const = default;
};

/// One site of a run's inventory, as it stood when the run began.
struct SiteRow {
  std::string id;         ///< unique in the run
  std::string requested;  ///< the address as written
  std::string url;        ///< the same as url::Url has it
  std::string name, agency_type, province, district;
  std::vector<std::string> tags;
  std::string entry;  ///< JSON of the whole entry; the store does not read it

  bool operator==(const SiteRow&) const = default;
};

/// How many sites of a run are where.
struct RunCounts {
  std::size_t sites = 0;   ///< of the inventory
  std::size_t done = 0;    ///< have their row, failed or not
  std::size_t failed = 0;  ///< of these, could not be opened
};

/// A site's verdict in one of the runs.
struct PastVerdict {
  std::string run, rulebook_id;
  Time at{};  ///< when the site was done
  model::Verdict verdict;
};

/// What became of a message about the change from one run to another.
enum class DeliveryState : std::uint8_t {
  sent,    ///< arrived: never again
  failed,  ///< to be tried again
  held,    ///< waits for its hour
};

std::string_view name_of(DeliveryState state);

/// One message: to whom, about which pair of runs, and what became of it.
struct Delivery {
  std::string run, previous;  ///< ids; `previous` is empty for a first run
  std::string recipient;      ///< with its channel; the store does not read it
  std::string digest_hash;    ///< of what was said
  DeliveryState state = DeliveryState::failed;
  int tries = 0;
  std::string last_error;
  Time when{};

  bool operator==(const Delivery&) const = default;
};

/// What prune() deleted, or would delete.
struct Pruned {
  std::vector<std::string> runs;  ///< oldest first
  std::size_t answers = 0;        ///< of servers, not seen for so long
  std::size_t bodies = 0;         ///< nothing refers to any longer
};

/// Runs, their sites, verdicts and reports, what servers said, and who was told: everything that
/// outlives a process. One connection; any thread may call, one works at a time. Errors are those
/// of Database, and bad_argument where a run or site is asked for that is not there.
class Store {
 public:
  /// Opens or makes the store at `where` (see open_database) and brings its schema up to date.
  static Result<std::unique_ptr<Store>> open(const std::string& where,
                                             const Patience& patience = {});
  ~Store();

  const std::string& where() const;  ///< as people may see it

  /// Begins a run, freezing its inventory in the order given. Errors: bad_argument (the id is
  /// taken, or two sites share one).
  Result<bool> begin_run(const Run& run, const std::vector<SiteRow>& sites);
  Result<bool> finish_run(const std::string& id, RunState state, Time when);
  /// Sets a run that was stopped, or died, to work again.
  Result<bool> reopen_run(const std::string& id);

  /// The run that `name` names: its id, "last" (begun last), "last-complete", or the beginning of
  /// just one id. Errors: bad_argument, with what there is.
  Result<Run> find_run(const std::string& name);
  Result<std::vector<Run>> runs();                                ///< the one begun last first
  Result<std::vector<SiteRow>> sites_of(const std::string& run);  ///< in inventory order
  Result<std::vector<std::string>> sites_done(const std::string& run);  ///< ids, likewise
  Result<RunCounts> counts_of(const std::string& run);
  /// The outcome of every site that is done, by its id.
  Result<std::map<std::string, std::string>> outcomes(const std::string& run);
  /// The ids, in any run, of the site that `site` names: an id, or an address in any spelling.
  /// Errors: bad_argument (none).
  Result<std::vector<std::string>> find_sites(const std::string& site);

  /// Keeps what became of one site: outcome, verdicts, evidence, problems and the JSON report, all
  /// or nothing. A row is never changed: false when the site has its row in this run already. Give
  /// `report` as it may be shown (report::clean). Errors: bad_argument (no such run or site).
  Result<bool> save_site(const std::string& run, const std::string& site,
                         const model::Report& report, std::string_view report_json);
  /// The JSON saved with the site. Errors: bad_argument (not done), io (damaged).
  Result<std::string> report_json(const std::string& run, const std::string& site);

  using OnVerdict = std::function<void(const model::Verdict&)>;
  /// Every verdict of a run, in inventory and item order, a few sites in memory at a time.
  /// `on_verdict` may call the store.
  Result<bool> verdicts(const std::string& run, const OnVerdict& on_verdict);
  Result<std::vector<model::Verdict>> verdicts(const std::string& run, const std::string& site);
  /// Every verdict on a site's items, in item order within runs, oldest run first.
  Result<std::vector<PastVerdict>> history(const std::string& site);
  /// What changed between two runs, by the later one's inventory, see compare(). With `site`: of
  /// it alone.
  Result<std::vector<model::Change>> changes(const Run& before, const Run& after,
                                             const std::string& site = "");

  /// What lists show: the sites of a run that are done, in inventory order; a site in every run, in
  /// the order it was done; and the runs, oldest first, as far as sites of that group are counted.
  Result<std::vector<SiteSummary>> summaries(const std::string& run);
  Result<std::vector<SiteSummary>> summaries_of(const std::string& site);
  Result<std::vector<GroupCounts>> trend(GroupBy by, const std::string& value = "");
  /// Every run, oldest first, with the sites that `filter` asks for in it; `value` is empty.
  Result<std::vector<GroupCounts>> trend(const SiteFilter& filter, With with = With::items);

  /// What servers said of a site's addresses in earlier runs. Trusted only when it was read under
  /// the same rules by the same tool. The store outlives it.
  Result<std::unique_ptr<SiteMemory>> memory_of(const std::string& site,
                                                const std::string& rulebook_revision,
                                                const std::string& tool_version);

  /// Notes what became of a message, in place of what was noted before for the same runs and
  /// recipient; what was sent stays sent.
  Result<bool> note_delivery(const Delivery& delivery);
  /// Nothing when no message for these runs and this recipient was noted.
  Result<std::optional<Delivery>> delivery(const std::string& run, const std::string& previous,
                                           const std::string& recipient);
  Result<std::vector<Delivery>> deliveries(DeliveryState state);  ///< oldest first

  /// Deletes runs begun before `now` - `keep` that are not at work, but for the newest complete run
  /// of every site; answers of servers not seen since; and bodies nothing refers to. With `dry_run`
  /// it only tells.
  Result<Pruned> prune(std::chrono::days keep, Time now, bool dry_run = false);

 private:
  friend class SiteMemory;

  explicit Store(std::unique_ptr<Database> database);

  std::mutex mutex_;  ///< of the connection
  std::unique_ptr<Database> database_;
};

}  // namespace oit::store
