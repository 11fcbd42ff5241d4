#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "crawl/facts_reader.h"
#include "crawl/frontier.h"
#include "crawl/goal.h"
#include "crawl/reader_pool.h"
#include "crawl/recent_counts.h"
#include "crawl/site_scans.h"
#include "model/facts.h"
#include "model/site_entry.h"
#include "net/fetcher.h"

namespace oit::crawl {

/// Addresses of a site that is none, its home included.
inline constexpr std::size_t kFewWays = 4;

/// When and why a crawl ended: so that its repetition ends at the same place, whatever the clock
/// says.
struct CrawlEnd {
  std::size_t asked = 0;            ///< addresses, as Coverage::read
  std::vector<std::string> limits;  ///< as Coverage::limits_hit
};

struct CrawlOptions {
  url::Url seed;
  std::vector<url::Url> declared;  ///< addresses entered in the assessment system
  std::string site_name;           ///< given by the user; may be empty
  model::Owner owner = 0;     ///< of its requests; not 0 when several sites are crawled at once
  int patience = 1;           ///< as model::Request's
  Memory* memory = nullptr;   ///< what earlier runs knew; outlives the crawl
  ScanSlot* scans = nullptr;  ///< where pages are recognised; null: nowhere; outlives the crawl
  ScanLimits scan_limits;
  std::optional<CrawlEnd> end;  ///< how a crawl that is repeated from its capture ended
  text::Day as_of{};
  std::size_t max_pages = 500;
  std::chrono::milliseconds max_time{600'000};
  std::size_t connections = 1;                          ///< addresses per round
  bool exhaustive = false;                              ///< goes on after everything is settled
  model::RenderMode render = model::RenderMode::never;  ///< when Purpose::rendered is asked for
  std::size_t max_rendered = 60;                        ///< pages drawn by a browser
};

/// What a person watching wants to know.
struct CrawlProgress {
  std::size_t asked = 0, waiting = 0, items_settled = 0, items = 0;
  std::string now;              ///< the address asked for last
  std::size_t recognised = 0;   ///< pages of scans and pictures
  bool is_recognising = false;  ///< one of these is news, and no address
};

/// Crawls one site. Lives on the fetcher's I/O thread; reading happens on the pool's workers.
///
/// The frontier advances in rounds: the best `connections` addresses are asked for, read, and
/// merged in the order they were chosen, so the facts do not depend on which answer came first.
class SiteCrawl {
 public:
  using Done = std::function<void(model::SiteFacts)>;
  using Watch = std::function<void(const CrawlProgress&)>;

  SiteCrawl(net::Fetcher& fetcher, ReaderPool& pool, const model::Rulebook& rulebook, Goal& goal,
            const Clock& clock, CrawlOptions options, Done done, Watch watch = {});

  /// Begins; `done` is called once, on the I/O thread.
  void start();

  /// Ends after what is on its way: the facts so far are handed to `done`.
  void cancel() { cancelled_ = true; }

  /// Leaves documents that are being read for it. Any thread.
  void stop_documents() { *site_->stopped = true; }

  /// The time is up, and so is the grace of answers on their way: whoever owns the fetcher ends
  /// them.
  bool is_overdue() const;

 private:
  struct Pending {
    Frontier::Choice choice;
    Reading reading;
    bool is_probe = false;
    bool is_drawn = false;           ///< `reading` is, or will be, of the page a browser drew
    std::shared_ptr<Reading> plain;  ///< what the page itself said before
  };

  // In the order of a crawl's life.
  void ask_home();
  void merge_home();
  void learn_name();
  void ask_probes();
  void ask_sitemaps();
  void read_sitemap(model::Response response);
  void add_sitemap(const std::vector<url::Url>& nested, std::vector<Wish> wishes);
  void next_round();
  void ask(std::size_t slot, bool may_recall = true);
  void answered(std::size_t slot, model::Response response);
  void read(std::size_t slot, std::shared_ptr<model::Response> response);
  void take_reading(std::size_t slot, Reading reading);

  // Pages drawn by a browser (site_drawn.cc).
  bool wants_drawing(const Pending& pending, const Reading& reading);
  bool may_draw();
  void ask_drawn(std::size_t slot);
  void settle_drawn(Pending& pending);
  bool is_unread_shell() const;
  void note_forbidden(model::PageFacts& shell);
  void merge_round();
  void ask_goal();
  bool look_at_scans();
  void finish();

  // Merging one reading.
  void merge(Pending& pending);
  void add_links(const model::PageFacts& page, std::size_t index, const Pending& pending);
  int read_subjects(const model::LinkFact& fact, const model::PageFacts& page, Wish& wish) const;
  void score_plain(const model::LinkFact& fact, const model::PageFacts& page, const Wish& parent,
                   bool repeated, Wish& wish) const;
  void add_link(const model::LinkFact& fact, const model::PageFacts& page, std::size_t index,
                const Pending& pending, const std::vector<model::TopicIndex>& about);
  bool promises_file(const model::LinkFact& fact) const;
  bool open_drive(const url::Url& link, Wish& wish) const;
  void add_folder(const model::PageFacts& page, std::size_t index, const Pending& pending);
  void add_pictures(const Reading& reading, std::size_t index);
  void add_scanned(Pending& pending);
  void add_shell(Pending& pending, std::size_t index);
  void end_sending(model::PageFacts& page);
  void keep_links(model::PageFacts& page, const std::vector<model::TopicIndex>& about,
                  bool by_own_words);
  void learn_blocks(const Reading& reading);
  void count_trap(const model::PageFacts& page, std::size_t known_before);
  void count_echo(const model::PageFacts& page, std::size_t from);
  bool is_echoed(const Frontier::Choice& choice) const;
  int year_score(const model::LinkFact& fact, model::TopicIndex topic) const;
  bool is_trapped(const Frontier::Choice& choice) const;
  bool may_leave_site(const Wish& wish, const model::LinkFact& fact) const;
  url::Url key_of(const url::Url& address) const;
  std::vector<model::TopicIndex> chosen_year(std::span<const model::TopicHit> hits) const;
  void hit_limit(const std::string& name);
  bool ended_like(std::string_view limit) const;
  std::chrono::steady_clock::duration spent() const;
  bool out_of_time() const;
  void report_progress(const std::string& now, bool is_recognising = false);
  void count_waiting();
  void find_gap();
  int least_score() const;
  void add_problem(std::string category, const url::Url& url, std::string th, std::string en);
  void add_tls_problem(const model::PageFacts& page);
  void note_problems(const model::PageFacts& page);

  net::Fetcher& fetcher_;
  ReaderPool& pool_;
  const model::Rulebook& rulebook_;
  Goal& goal_;
  const Clock& clock_;
  CrawlOptions options_;
  Done done_;
  Watch watch_;

  model::SiteFacts facts_;
  bool has_forbidden_shell_ = false;     ///< robots.txt forbids what its scripts ask for
  bool has_declared_sitemaps_ = false;   ///< robots.txt names some
  std::size_t ways_ = 0;                 ///< addresses found through links a reader can follow
  std::map<std::string, int> agencies_;  ///< named by pages, until the site has a name
  Frontier frontier_;
  const Vocabulary& vocabulary_;
  const WordLists& words_;
  const std::vector<bool>& in_year_;
  std::shared_ptr<SiteContext> site_ = std::make_shared<SiteContext>();
  std::vector<Pending> round_;
  std::size_t unread_ = 0;  ///< answers of the round that are not read yet
  GoalAnswer answer_;
  std::vector<text::PeriodCode> code_of_topic_;
  std::unordered_map<std::string, int> fruitless_;      ///< by address shape
  std::unordered_map<std::uint64_t, int> echoes_;       ///< by text_hash
  RecentCounts block_pages_{200};                       ///< inner pages a block stands on
  RecentCounts link_pages_{400};                        ///< pages a link stands on, by identity
  std::unordered_map<std::string, std::size_t> brief_;  ///< pages read briefly: key, index
  std::unordered_map<std::string, std::size_t> confirming_;  ///< asked again: key, index
  std::size_t pictures_ = 0;                    ///< asked for because they may be codes
  std::size_t folder_files_ = 0;                ///< wanted because a drive's folder lists them
  std::unordered_set<std::uint64_t> contents_;  ///< text_hash of pages that say something
  std::vector<url::Url> sitemaps_;
  std::size_t sitemaps_read_ = 0, sitemap_urls_ = 0;
  std::size_t asked_ = 0, asked_since_goal_ = 0, explored_ = 0;
  std::size_t drawn_ = 0;  ///< pages a browser was asked for
  std::chrono::steady_clock::time_point began_{};
  std::chrono::steady_clock::duration queued_{}, round_queued_{};  ///< answers waited for workers
  bool changed_ = false, cancelled_ = false, finished_ = false;
  bool partial_index_ = false;  ///< the home page or an index was read in part
  bool was_idle_ = false;       ///< after the last round nothing that scores was waiting
  SiteScans scans_;
};

}  // namespace oit::crawl
