#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "crawl/facts_reader.h"
#include "crawl/memory.h"
#include "crawl/reader_pool.h"
#include "crawl/scan_shelf.h"
#include "crawl/scan_slot.h"
#include "model/facts.h"
#include "net/fetcher.h"

namespace oit::crawl {

/// How much of one site may be recognised.
struct ScanLimits {
  static constexpr std::chrono::milliseconds kLeast{60'000};
  static constexpr std::chrono::milliseconds kPerPage{2'500};  ///< most take one to two seconds

  std::size_t pages = 12;
  std::chrono::milliseconds cpu = kLeast;

  static ScanLimits of(std::size_t pages) {
    return {pages, std::max(kLeast, static_cast<int>(pages) * kPerPage)};
  }
};

/// The scans and pictures of one site: keeps their files, and has them recognised page by page. All
/// members are the I/O thread's; what takes time happens on workers.
class SiteScans {
 public:
  using Duration = std::chrono::steady_clock::duration;

  /// What it works with; all but `slot` and `memory`, which may be null, are there, and all outlive
  /// it. Without a slot nothing is kept or recognised.
  struct Tools {
    net::Fetcher& fetcher;
    ReaderPool& pool;
    const Clock& clock;
    ScanSlot* slot = nullptr;
    Memory* memory = nullptr;
    model::Owner owner = 0;
    int patience = 1;
    bool is_repeat = false;  ///< of a crawl from its capture, whose end is its end
  };

  SiteScans(Tools tools, ScanLimits limits, std::shared_ptr<SiteContext> site,
            model::SiteFacts& facts);

  /// Whether anything can be recognised (any more).
  bool may_recognise() const { return tools_.slot != nullptr && !has_ended_; }

  /// Keeps what `reading` brought for page `index`.
  void keep(std::size_t index, Reading& reading);

  /// Has the next page of the first of `wanted` (indices in SiteFacts::pages) recognised, makes its
  /// facts again, and calls `done`; false, without calling it, when nothing of them is left to be
  /// read or the limits are spent. `is_over` tells whether the site's time is.
  bool recognise(const std::vector<std::size_t>& wanted, std::function<bool()> is_over,
                 std::function<void()> done);

  /// After the last recognise(): something wanted was left unread because the limits were spent.
  bool is_spent() const { return is_spent_; }

  std::size_t pages() const { return pages_; }  ///< recognised so far

  /// How long its pages have waited for the slot, the present one included.
  Duration waited() const;

  /// Deletes every file.
  void clear() { shelf_.clear(), work_.file = SpooledFile(); }

 private:
  /// One document or page with pictures on its way through the slot.
  struct Scan {
    std::optional<model::PageFacts> before;  ///< as they were read, without what is recognised
    std::vector<model::Recognised> pages;
    std::vector<url::Url> pictures;  ///< of a page; a document has none
    int page_count = 0;
    bool is_done = false;  ///< reading more of it is no use
  };
  /// The page in hand.
  struct Work {
    std::size_t index = 0;
    doc::ScanPage page;
    SpooledFile file;
    std::function<bool()> is_over;
    std::function<void()> done;
  };
  using Place = std::pair<std::string, int>;  ///< SHA-256 of a file, and page

  bool is_over_limits() const;
  bool has_more(const Scan& scan) const;
  void begin(std::size_t index, const Scan& scan);
  void look_up();
  void need_file();
  void fetch(const url::Url& url);
  void take_file(SpooledFile file, std::string sha256, model::BodyKind kind);
  void submit();
  void take(model::Recognised recognised, bool is_recalled);
  void accept(model::Recognised recognised, bool is_new);
  void make_facts(bool is_new);
  void fail(std::string why);
  void end();

  Tools tools_;
  ScanLimits limits_;
  std::shared_ptr<SiteContext> site_;
  model::SiteFacts& facts_;
  ScanShelf shelf_;
  std::map<std::size_t, Scan> scans_;         ///< by page
  std::map<Place, model::Recognised> known_;  ///< papers come under several addresses
  Work work_;
  std::size_t pages_ = 0;
  std::chrono::milliseconds cpu_{0};
  Duration waited_{};
  std::optional<std::chrono::steady_clock::time_point> waits_since_;
  bool has_ended_ = false, is_spent_ = false;
};

}  // namespace oit::crawl
