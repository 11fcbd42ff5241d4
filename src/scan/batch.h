#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/memory.h"
#include "crawl/site_crawl.h"
#include "doc/document_reader.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "model/site_entry.h"
#include "net/fetcher.h"
#include "scan/scan_options.h"
#include "scan/turns.h"

namespace oit::scan {

/// What a person or a program watching a run wants to know.
struct BatchProgress {
  std::size_t sites = 0, done = 0, running = 0, failed = 0;
  std::size_t in_line = 0;     ///< sites that wait for a turn at an address others share
  std::size_t late = 0;        ///< sites that will be tried once more
  std::size_t pages = 0;       ///< addresses asked for, of all sites
  std::size_t recognised = 0;  ///< pages of scans and pictures, likewise
};

/// One site of the inventory at its end.
struct SiteResult {
  std::size_t position = 0;  ///< in the inventory, from 0
  const model::SiteEntry* entry = nullptr;
  const model::Report* report = nullptr;  ///< null: never begun
  bool is_cut = false;                    ///< stopped by a signal: an undisturbed run would do more
};

/// Where results go. Calls come from one thread at a time, never the one that fetches.
class Results {
 public:
  virtual ~Results() = default;

  /// Takes one site's end, once per site. An Error ends the run: nothing new begins.
  virtual Result<bool> take(const SiteResult& site) = 0;
};

/// Everything one site needs beside the inventory; each may be empty.
struct SiteServices {
  /// What earlier runs knew of a site. Called on a worker.
  std::function<std::unique_ptr<crawl::Memory>(const model::SiteEntry&)> memory_of;
  /// Called on the I/O thread before a site's first request and after its last; its results are
  /// handed on once `done` is called there. An Error ends the run.
  std::function<Result<bool>(model::Owner, const model::SiteEntry&)> begins;
  std::function<void(model::Owner, const model::SiteEntry&, const model::SiteFacts&,
                     std::function<void(Result<bool>)> done)>
      ends;
  /// How the crawl that is repeated ended.
  std::optional<crawl::CrawlEnd> end;
};

/// Takes sites from seed to report, many at once, with one event loop and one pool of workers.
///
/// Fair between sites: a site has one round of requests in flight and one answer being read, so a
/// slow or hostile one only holds itself up. Sites begin in growing steps while the workers keep
/// up, so that what is in flight is what the machine can read, not what memory could hold. Nothing
/// but its number is kept of a site that is done.
class Batch {
 public:
  using WatchPage = std::function<void(const crawl::CrawlProgress&)>;
  using WatchRun = std::function<void(const BatchProgress&)>;

  /// All arguments but the options outlive the batch. `rulebooks` by id; "" is the run's own.
  Batch(const std::map<std::string, const model::Rulebook*>& rulebooks,
        doc::DocumentReader& documents, const Clock& clock, ScanOptions options,
        net::Fetcher& fetcher);
  ~Batch();

  void set_services(SiteServices services) { services_ = std::move(services); }
  void watch(WatchPage page, WatchRun run);

  /// Scans every entry whose `is_done` (may be shorter) is not set. `stop` set by a signal lets
  /// nothing new begin and ends what runs with valid partial reports. Errors: the first of
  /// `results`.
  Result<bool> run(const std::vector<model::SiteEntry>& entries, const std::vector<bool>& is_done,
                   Results& results, const std::atomic<bool>& stop);

 private:
  struct Site;

  /// A site that could not be opened, until it is tried again.
  struct Failed {
    std::shared_ptr<model::SiteFacts> facts;
    std::chrono::system_clock::time_point began;
    std::chrono::steady_clock::time_point at;
    bool is_asked = false;
  };

  crawl::ReaderPool& pool_of(const model::SiteEntry& entry);
  const model::Rulebook& rulebook_of(const model::SiteEntry& entry) const;
  void fill();
  void begin(std::size_t position, std::string address);
  void begin_late();
  void start(Site& site);
  void give_up(const Site& site);
  void crawled(std::size_t position, std::shared_ptr<model::SiteFacts> facts);
  /// `is_owed`: a second try that an undisturbed run would make.
  void judge(std::size_t position, std::shared_ptr<model::SiteFacts> facts,
             std::chrono::system_clock::time_point began, bool is_owed = false);
  Result<bool> hand_over(const SiteResult& site);
  void note(const Result<bool>& taken);
  void tick();
  void grant();
  void halt();
  void end_if_done();
  BatchProgress progress() const;

  const std::map<std::string, const model::Rulebook*>& rulebooks_;
  doc::DocumentReader& documents_;
  const Clock& clock_;
  const ScanOptions options_;
  net::Fetcher& fetcher_;
  std::map<const model::Rulebook*, std::unique_ptr<crawl::ReaderPool>> pools_;
  crawl::ScanSlot scans_;
  SiteServices services_;
  WatchPage watch_page_;
  WatchRun watch_run_;

  // Of one run; the I/O thread's.
  const std::vector<model::SiteEntry>* entries_ = nullptr;
  Results* results_ = nullptr;
  const std::atomic<bool>* stop_ = nullptr;
  std::deque<std::size_t> queue_;  // positions not begun, in inventory order
  std::size_t asking_ = 0;         // addresses being looked up
  std::chrono::steady_clock::time_point granted_at_{};
  std::size_t step_ = 0, granted_ = 0;  // new sites: of the last grant, and still free of it
  std::size_t most_ = 0;                // in flight, by what reading them has cost so far
  std::map<std::size_t, std::unique_ptr<Site>> running_;
  std::map<std::size_t, Failed> late_;
  std::vector<std::size_t> never_begun_;
  Turns turns_;
  std::size_t closing_ = 0, judging_ = 0, done_ = 0, failed_ = 0, pages_ = 0, all_ = 0;
  std::size_t recognised_ = 0;
  bool halted_ = false, is_over_ = false;
  Result<bool> failure_ = true;
  std::mutex results_mutex_;
};

}  // namespace oit::scan
