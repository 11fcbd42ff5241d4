#pragma once
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crawl/site_crawl.h"
#include "doc/document_reader.h"
#include "match/phrase_table.h"
#include "model/report.h"
#include "model/rulebook.h"
#include "model/site_profile.h"
#include "net/http_fetcher.h"

namespace oit::scan {

struct ScanOptions {
  net::FetchLimits fetch;
  text::Day as_of{};
  std::size_t max_pages = 500;
  std::chrono::milliseconds max_time{600'000};
  std::size_t connections = 1;
  bool exhaustive = false;
  std::size_t workers = 2;
  std::string tool_version;
};

/// Takes sites from seed to report, one after the other, with one event loop and one worker pool.
class Scanner {
 public:
  using Watch = std::function<void(const crawl::CrawlProgress&)>;

  /// `rulebook`, `documents` and `clock` outlive the scanner; `seeds` are all addresses it will be
  /// given. Errors: internal.
  static Result<std::unique_ptr<Scanner>> make(const model::Rulebook& rulebook,
                                               doc::DocumentReader& documents, const Clock& clock,
                                               ScanOptions options,
                                               const std::vector<url::Url>& seeds);

  /// Crawls and judges one site. `stop` set by a signal ends it early with a valid report.
  model::Report scan(const url::Url& seed, const model::SiteProfile& profile,
                     const std::atomic<bool>& stop, const Watch& watch = {});

 private:
  Scanner(const model::Rulebook& rulebook, doc::DocumentReader& documents, const Clock& clock,
          ScanOptions options, std::unique_ptr<net::Fetcher> fetcher);
  void watch_stop(const std::atomic<bool>& stop, crawl::SiteCrawl& crawl);

  const model::Rulebook& rulebook_;
  const Clock& clock_;
  ScanOptions options_;
  std::unique_ptr<net::Fetcher> fetcher_;
  doc::DocumentReader& documents_;
  crawl::ReaderPool pool_;  // before the fetcher goes, its workers must be done
  bool running_ = false;
  std::size_t site_number_ = 0;
};

/// The crawl's question "what is left?", answered by judging the facts so far.
class JudgingGoal final : public crawl::Goal {
 public:
  JudgingGoal(const model::Rulebook& rulebook, const match::PhraseTable& phrases,
              const model::SiteProfile& profile, text::Day as_of)
      : rulebook_(rulebook), phrases_(phrases), profile_(profile), as_of_(as_of) {}

  crawl::GoalAnswer ask(const model::SiteFacts& facts) override;

 private:
  const model::Rulebook& rulebook_;
  const match::PhraseTable& phrases_;
  const model::SiteProfile& profile_;
  text::Day as_of_;
};

}  // namespace oit::scan
