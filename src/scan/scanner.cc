#include "scan/scanner.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/judge.h"
#include "base/sha256.h"

namespace oit::scan {
namespace {

constexpr std::chrono::milliseconds kLookForStop{100};
constexpr double kSure = 0.55;  // a published item below this goes on looking for better evidence

}  // namespace

crawl::GoalAnswer JudgingGoal::ask(const model::SiteFacts& facts) {
  crawl::GoalAnswer answer;
  answer.settled.assign(rulebook_.topics.size(), false);
  const auto report = audit::judge(facts, rulebook_, phrases_, profile_, as_of_);
  answer.items = report.findings.size();
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const auto& finding = report.findings[i];
    if (finding.status != model::Status::published || finding.confidence < kSure) continue;
    ++answer.items_settled;
    for (const auto topic : rulebook_.year.items[i].topics) answer.settled[topic] = true;
  }
  answer.all_published = answer.items_settled == answer.items;
  return answer;
}

Scanner::Scanner(const model::Rulebook& rulebook, doc::DocumentReader& documents,
                 const Clock& clock, ScanOptions options, std::unique_ptr<net::Fetcher> fetcher)
    : rulebook_(rulebook),
      clock_(clock),
      options_(std::move(options)),
      fetcher_(std::move(fetcher)),
      documents_(documents),
      pool_(options_.workers, rulebook, documents) {}

Result<std::unique_ptr<Scanner>> Scanner::make(const model::Rulebook& rulebook,
                                               doc::DocumentReader& documents, const Clock& clock,
                                               ScanOptions options,
                                               const std::vector<url::Url>& seeds) {
  auto fetcher = net::make_http_fetcher(options.fetch, seeds, clock);
  if (!fetcher) return pass_on(fetcher);
  return std::unique_ptr<Scanner>(
      new Scanner(rulebook, documents, clock, std::move(options), std::move(*fetcher)));
}

/// Signals only set a flag; the I/O thread looks at it ten times a second.
void Scanner::watch_stop(const std::atomic<bool>& stop, crawl::SiteCrawl& crawl) {
  fetcher_->after(kLookForStop, [this, &stop, &crawl, site = site_number_] {
    if (!running_ || site != site_number_) return;  // a timer of a site that has ended
    if (stop) crawl.cancel();
    if (stop || crawl.is_overdue()) {
      fetcher_->cancel_all();
      documents_.set_stopped(true);
    }
    watch_stop(stop, crawl);
  });
}

model::Report Scanner::scan(const url::Url& seed, const model::SiteProfile& profile,
                            const std::atomic<bool>& stop, const Watch& watch) {
  const auto started = clock_.now();
  crawl::CrawlOptions options;
  options.seed = seed;
  options.site_name = profile.name;
  options.as_of = options_.as_of;
  options.max_pages = options_.max_pages;
  options.max_time = options_.max_time;
  options.connections = options_.connections;
  options.exhaustive = options_.exhaustive;
  for (const auto& [item, address] : profile.submitted) options.declared.push_back(address);
  JudgingGoal goal(rulebook_, pool_.vocabulary().table, profile, options_.as_of);
  model::SiteFacts facts;
  crawl::SiteCrawl crawl(
      *fetcher_, pool_, rulebook_, goal, clock_, std::move(options),
      [&](model::SiteFacts done) {
        facts = std::move(done);
        running_ = false;
        fetcher_->stop();
      },
      watch);
  running_ = true;
  documents_.set_stopped(false);
  ++site_number_;
  watch_stop(stop, crawl);
  fetcher_->post([&crawl] { crawl.start(); });
  fetcher_->run();
  auto report = audit::judge(facts, rulebook_, pool_.vocabulary().table, profile, options_.as_of);
  report.tool_version = options_.tool_version;
  report.started_at = started;
  report.finished_at = clock_.now();
  const auto seconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(started.time_since_epoch()).count();
  report.run_id = sha256_hex(fmt::format("{} {}", seed.text(), seconds)).substr(0, 16);
  if (options_.fetch.ignore_robots) report.notices.push_back("ignore_robots");
  if (options_.fetch.ignore_politeness) report.notices.push_back("ignore_politeness");
  return report;
}

}  // namespace oit::scan
