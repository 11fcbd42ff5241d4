#include "scan/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "audit/judge.h"
#include "base/sha256.h"
#include "net/address_filter.h"
#include "scan/judging_goal.h"

namespace oit::scan {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kSitesAtOneAddress = 4;
constexpr milliseconds kTickOfOne{100}, kTickOfMany{250};
constexpr std::chrono::seconds kLateGap{
    5};  // at least, between a site's failure and its second try
constexpr int kLatePatience = 3;
constexpr std::size_t kFirstStep = 160;   // sites that begin at once
constexpr milliseconds kGrantEvery{900};  // a polite crawl shows its load late
constexpr std::size_t kTelling = 10;      // sites whose cost tells that of others
constexpr double kAllBusy = 1.0;          // of the workers, while nothing waits for them
constexpr std::size_t kCalm = 8;  // answers waiting for a worker, each, that are no sign of haste

/// Whether trying later may help: the server was unwell or could not be reached, and did not
/// refuse.
bool is_worth_another_try(const model::SiteFacts& facts) {
  using enum model::FetchOutcome;
  if (facts.home_read) return false;
  switch (facts.home_outcome) {
    case timeout:
    case reset:
    case refused:
    case server_error:
    case unavailable:
    case rate_limited:
    case robots_unreachable:
    case no_network:
      return true;
    default:
      return false;
  }
}

/// A picture or scan was left to people because there is no OCR program.
bool needs_ocr(const model::Report& report) {
  return std::ranges::any_of(report.findings, [](const model::Finding& finding) {
    return finding.cause && finding.cause->code == "ocr";
  });
}

model::Owner owner_of(std::size_t position) { return position + 1; }

}  // namespace

/// A site in flight.
struct Batch::Site {
  std::size_t position = 0;
  const model::SiteEntry* entry = nullptr;
  std::string address;  // whose turn it has; may be empty
  int patience = 1;
  std::chrono::system_clock::time_point began;
  std::shared_ptr<crawl::Memory> memory;
  std::unique_ptr<JudgingGoal> goal;
  std::unique_ptr<crawl::SiteCrawl> crawl;  // none while its memory is read
};

Batch::Batch(const std::map<std::string, const model::Rulebook*>& rulebooks,
             doc::DocumentReader& documents, const Clock& clock, ScanOptions options,
             net::Fetcher& fetcher)
    : rulebooks_(rulebooks),
      documents_(documents),
      clock_(clock),
      options_(std::move(options)),
      fetcher_(fetcher),
      scans_(documents),
      turns_(kSitesAtOneAddress) {}

Batch::~Batch() = default;

void Batch::watch(WatchPage page, WatchRun run) {
  watch_page_ = std::move(page);
  watch_run_ = std::move(run);
}

const model::Rulebook& Batch::rulebook_of(const model::SiteEntry& entry) const {
  const auto found = rulebooks_.find(entry.rulebook);
  return *(found == rulebooks_.end() ? rulebooks_.begin() : found)->second;
}

crawl::ReaderPool& Batch::pool_of(const model::SiteEntry& entry) {
  const auto& rulebook = rulebook_of(entry);
  auto& pool = pools_[&rulebook];  // two files may call themselves the same
  if (!pool) pool = std::make_unique<crawl::ReaderPool>(options_.workers, rulebook, documents_);
  return *pool;
}

Result<bool> Batch::run(const std::vector<model::SiteEntry>& entries,
                        const std::vector<bool>& is_done, Results& results,
                        const std::atomic<bool>& stop) {
  entries_ = &entries;
  results_ = &results;
  stop_ = &stop;
  queue_.clear();
  never_begun_.clear();
  done_ = failed_ = pages_ = recognised_ = 0;
  turns_ = Turns(kSitesAtOneAddress);
  halted_ = is_over_ = false;
  failure_ = true;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (i >= is_done.size() || !is_done[i]) queue_.push_back(i);
  all_ = queue_.size();
  documents_.set_stopped(false);
  step_ = 0;
  most_ = options_.sites_at_once;
  grant();
  fetcher_.post([this] {
    fill();
    end_if_done();
    tick();
  });
  fetcher_.run();
  if (watch_run_) watch_run_(progress());
  return failure_;
}

/// Lets more sites begin, twice as many as the last time while the workers keep up, none while
/// answers wait for them, and never more in flight than they could read at the same cost.
void Batch::grant() {
  const auto now = clock_.steady_now();
  const std::chrono::duration<double> passed = now - granted_at_;
  if (passed < kGrantEvery && step_ > 0) return;
  granted_at_ = now;
  std::size_t waiting = 0;
  for (const auto& [id, pool] : pools_) waiting += pool->waiting();
  const bool is_calm = waiting <= kCalm * options_.workers;
  for (const auto& [id, pool] : pools_) {
    const auto load = pool->take_load();
    const std::chrono::duration<double> busy = load.busy;
    if (!is_calm || load.owners < kTelling || busy.count() <= 0) continue;
    const auto each = busy / static_cast<double>(load.owners);
    const auto all = kAllBusy * static_cast<double>(options_.workers) * passed;
    most_ = std::max(static_cast<std::size_t>(all / each), kFirstStep);
  }
  if (!is_calm) most_ = std::min(most_, std::max(running_.size(), kFirstStep));
  step_ = is_calm ? std::max(2 * step_, kFirstStep) : 0;
  granted_ = step_;
}

/// Begins as many sites as may be in flight.
void Batch::fill() {
  const auto most = std::min(most_, options_.sites_at_once);
  while (!halted_ && running_.size() + asking_ < most && granted_ > 0) {
    if (auto turn = turns_.next()) {
      --granted_;
      begin(turn->site, std::move(turn->address));
      continue;
    }
    if (queue_.empty()) return;
    const auto position = queue_.front();
    queue_.pop_front();
    ++asking_;
    --granted_;
    const auto& url = (*entries_)[position].url;
    const bool is_late = late_.contains(position);
    const bool is_own = options_.fetch.ignore_politeness || net::is_loopback_host(url.host());
    fetcher_.look_up(url, [this, position, is_own, is_late](const std::string& address) {
      --asking_;
      if (halted_ && !is_late)
        never_begun_.push_back(position);
      else if (halted_)  // its first try was judged
        return end_if_done();
      else if (const auto shared = is_own ? std::string() : address; turns_.take(shared, position))
        begin(position, shared);
      fill();
      end_if_done();
    });
  }
}

void Batch::begin(std::size_t position, std::string address) {
  auto& slot = running_[position];
  slot = std::make_unique<Site>();
  slot->position = position;
  slot->entry = &(*entries_)[position];
  slot->address = std::move(address);
  slot->patience = late_.contains(position) ? kLatePatience : 1;
  Site* const site = slot.get();
  if (!services_.memory_of) return start(*site);
  pool_of(*site->entry).run(owner_of(position), [this, site](crawl::FactsReader&) {
    site->memory = services_.memory_of(*site->entry);
    fetcher_.post([this, site] {
      pool_of(*site->entry).flush();
      start(*site);
    });
  });
}

void Batch::start(Site& site) {
  const auto& entry = *site.entry;
  if (halted_) return give_up(site);
  if (services_.begins) {
    const auto begun = services_.begins(owner_of(site.position), entry);
    note(begun);
    if (!begun) return give_up(site);
  }
  const auto& rulebook = rulebook_of(entry);
  auto& pool = pool_of(entry);
  crawl::CrawlOptions options;
  options.seed = entry.url;
  options.site_name = entry.profile.name;
  options.owner = owner_of(site.position);
  options.patience = site.patience;
  options.memory = site.memory.get();
  options.end = services_.end;
  if (options_.ocr) options.scans = &scans_;
  options.scan_limits = crawl::ScanLimits::of(options_.ocr_pages);
  options.as_of = options_.as_of;
  options.max_pages = entry.limits.max_pages.value_or(options_.max_pages);
  options.max_time = entry.limits.max_time.value_or(options_.max_time);
  options.connections = entry.limits.connections.value_or(options_.connections);
  options.exhaustive = options_.exhaustive;
  options.max_rendered = options_.max_rendered;
  if (options_.has_browser) options.render = entry.limits.render.value_or(options_.render);
  for (const auto& [item, address] : entry.profile.submitted) options.declared.push_back(address);
  site.began = clock_.now();
  site.goal = std::make_unique<JudgingGoal>(rulebook, pool.vocabulary().table, entry.profile,
                                            options_.as_of);
  site.crawl = std::make_unique<crawl::SiteCrawl>(
      fetcher_, pool, rulebook, *site.goal, clock_, std::move(options),
      [this, position = site.position](model::SiteFacts facts) {
        crawled(position, std::make_shared<model::SiteFacts>(std::move(facts)));
      },
      [this](const crawl::CrawlProgress& now) {
        ++(now.is_recognising ? recognised_ : pages_);
        if (watch_page_) watch_page_(now);
      });
  site.crawl->start();
}

/// The run was halted before the site's first request; a second try's facts are those of the first.
void Batch::give_up(const Site& site) {
  const auto position = site.position;
  if (site.patience == 1) never_begun_.push_back(position);
  running_.erase(position);
  end_if_done();
}

void Batch::crawled(std::size_t position, std::shared_ptr<model::SiteFacts> facts) {
  auto node = running_.extract(position);
  const Site& site = *node.mapped();
  const auto owner = owner_of(position);
  fetcher_.leave(owner);
  pool_of(*site.entry).leave(owner);
  scans_.leave(owner);
  turns_.give_back(site.address);
  if (site.memory != nullptr)  // its last writing may take a while
    pool_of(*site.entry)
        .run(0, [memory = std::move(node.mapped()->memory)](crawl::FactsReader&) mutable {
          memory.reset();
        });
  const auto go_on = [this, position, began = site.began, facts] {
    const bool is_second = late_.erase(position) > 0;
    if (options_.second_pass && !is_second && !halted_ && is_worth_another_try(*facts))
      late_[position] = {facts, began, clock_.steady_now()};
    else
      judge(position, facts, began);
  };
  if (services_.ends) {
    ++closing_;
    services_.ends(owner, *site.entry, *facts, [this, go_on](const Result<bool>& ended) {
      --closing_;
      note(ended);
      go_on();
      end_if_done();
    });
  } else {
    go_on();
  }
  fill();
}

void Batch::judge(std::size_t position, std::shared_ptr<model::SiteFacts> facts,
                  std::chrono::system_clock::time_point began, bool is_owed) {
  ++judging_;
  const auto& entry = (*entries_)[position];
  auto& pool = pool_of(entry);
  pool.run(0, [this, position, &entry, facts, began, is_owed,
               &table = pool.vocabulary().table](crawl::FactsReader&) {
    auto report = audit::judge(*facts, rulebook_of(entry), table, entry.profile, options_.as_of);
    report.tool_version = options_.tool_version;
    report.started_at = began;
    report.finished_at = std::max(clock_.now(), began);  // the wall clock may have been set back
    const auto since = std::chrono::duration_cast<milliseconds>(began.time_since_epoch()).count();
    report.run_id = options_.run_id.empty()
                        ? sha256_hex(fmt::format("{} {}", entry.url.text(), since)).substr(0, 16)
                        : options_.run_id;
    if (options_.fetch.ignore_robots) report.notices.push_back("ignore_robots");
    if (options_.fetch.ignore_politeness) report.notices.push_back("ignore_politeness");
    if (options_.ocr && !scans_.can_recognise() && needs_ocr(report))
      report.notices.push_back("no_ocr");
    const bool is_cut =
        is_owed || std::ranges::find(report.limits_hit, "cancelled") != report.limits_hit.end();
    auto taken = hand_over({position, &entry, &report, is_cut});
    fetcher_.post([this, &entry, taken = std::move(taken), is_ok = report.outcome == "ok"] {
      pool_of(entry).flush();
      --judging_;
      ++done_;
      if (!is_ok) ++failed_;
      note(taken);
      end_if_done();
    });
  });
}

Result<bool> Batch::hand_over(const SiteResult& site) {
  const std::lock_guard lock(results_mutex_);
  return results_->take(site);
}

/// The first result that could not be kept ends the run: what would follow would be lost, too.
void Batch::note(const Result<bool>& taken) {
  if (taken || !failure_) return;
  failure_ = taken;
  halt();
}

/// Signals only set a flag; the I/O thread looks at it a few times a second, and at every clock.
void Batch::tick() {
  if (is_over_) return;
  if (*stop_) halt();
  for (const auto& [position, site] : running_) {
    if (site->crawl == nullptr || !(halted_ || site->crawl->is_overdue())) continue;
    fetcher_.cancel(owner_of(position));
    site->crawl->stop_documents();
  }
  scans_.give_back_stopped();
  for (const auto& [rulebook, pool] : pools_) pool->flush();
  grant();
  fill();
  begin_late();
  if (watch_run_) watch_run_(progress());
  end_if_done();
  fetcher_.after(entries_->size() == 1 ? kTickOfOne : kTickOfMany, [this] { tick(); });
}

/// Once nothing else waits, sites that could not be opened get their second chance.
void Batch::begin_late() {
  if (halted_ || !queue_.empty()) return;
  for (auto& [position, failed] : late_) {
    if (failed.is_asked || clock_.steady_now() - failed.at < kLateGap) continue;
    failed.is_asked = true;
    queue_.push_back(position);
  }
  fill();
}

/// Nothing new begins; what runs ends with what it has.
void Batch::halt() {
  if (halted_) return;
  halted_ = true;
  never_begun_.insert(never_begun_.end(), queue_.begin(), queue_.end());
  queue_.clear();
  while (const auto turn = turns_.take_waiting()) never_begun_.push_back(*turn);
  documents_.set_stopped(true);
  for (const auto& [position, site] : running_)
    if (site->crawl != nullptr) site->crawl->cancel();
  fetcher_.cancel_all();
  for (auto& [position, failed] : std::exchange(late_, {})) {
    std::erase(never_begun_, position);
    const auto again = running_.find(position);
    if (again == running_.end() || again->second->crawl == nullptr)
      judge(position, std::move(failed.facts), failed.began, true);
  }
}

void Batch::end_if_done() {
  if (is_over_ || asking_ + closing_ + judging_ > 0 || !running_.empty() || !queue_.empty() ||
      !late_.empty() || turns_.waiting() > 0)
    return;
  is_over_ = true;
  std::ranges::sort(never_begun_);
  for (const auto position : never_begun_)
    if (const auto taken = hand_over({position, &(*entries_)[position], nullptr, true}); !taken)
      if (failure_) failure_ = taken;
  fetcher_.stop();
}

BatchProgress Batch::progress() const {
  BatchProgress now;
  now.sites = all_;
  now.done = done_;
  now.running = running_.size();
  now.failed = failed_;
  now.in_line = turns_.waiting();
  now.late = late_.size();
  now.pages = pages_;
  now.recognised = recognised_;
  return now;
}

}  // namespace oit::scan
