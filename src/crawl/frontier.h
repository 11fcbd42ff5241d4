#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/facts.h"
#include "url/url.h"

namespace oit::crawl {

/// How early an address is fetched. Only the order of these numbers has a meaning.
namespace score {
inline constexpr int kShell = 2000;  // frames and refreshes: the page itself, in pieces
inline constexpr int kDeclared = 1500;
inline constexpr int kLabel = 1000, kRow = 920, kContext = 840, kChild = 880;
inline constexpr int kRightYear = 60, kOtherYear = -330;
inline constexpr int kCollecting = 700, kCollectingOtherYear = 320, kStepOn = 380;
inline constexpr int kHomeLink = 400, kHomeAside = 140;
inline constexpr int kSitemapTopic = 600;
inline constexpr int kMust = 300;  // while such an address waits, "missing" is not said
inline constexpr int kPlain = 120, kPlainHop = 25, kAside = 30;
inline constexpr int kSibling = -40;
}  // namespace score

/// Refreshes and frames in a row that are followed; a page behind more is one that never comes.
inline constexpr int kMostSent = 5;

/// Why an address is worth asking for.
struct Wish {
  url::Url url;                           ///< as the page wrote it
  std::vector<model::TopicIndex> topics;  ///< it scores for, by the words of its links
  std::vector<model::TopicIndex> passed;  ///< subjects of the lists that link to it without words
  int topic_score = 0;                    ///< while one of these is unsettled
  int plain_score = 0;                    ///< otherwise
  int hops = 0;
  int sent = 0;          ///< refreshes and frames in a row that led to it, no link among them
  int inherited = 0;     ///< lists between it and words of its own; 0: own words
  std::size_t from = 0;  ///< index of the page that links to it
  std::string label;
  bool home_level = false;
  bool off_site = false;
  bool collecting = false;
  bool news = false;       ///< the link stands among posts
  bool is_drive = false;   ///< `url` gives what the drive's link, the key, is about
  bool in_folder = false;  ///< an entry of a drive's folder: nothing behind it is asked for
  bool guessed = false;    ///< no link led to it but such as Link::guessed
  bool confirmed = false;  ///< "download anyway" was said
  bool is_code = false;    ///< a picture that may be a QR code; `label` stands beside it

  /// What it may be about. A page that lists of many subjects link to is about none of them.
  std::vector<model::TopicIndex> subjects() const;
};

/// The addresses a crawl knows and has not asked for, best first. The order depends only on the
/// wishes and the order they were added in. One thread.
class Frontier {
 public:
  Frontier() = default;
  Frontier(const Frontier&) = delete;
  Frontier& operator=(const Frontier&) = delete;

  /// Adds `wish` under `key`, or lets it raise what is already known. False when nothing is new.
  bool add(const url::Url& key, Wish wish);

  /// Lets an address that was taken be taken once more, for `wish`.
  void reopen(const url::Url& key, Wish wish);

  /// The best waiting address and its score now, given the topics settled; nothing below
  /// `at_least`.
  struct Choice {
    url::Url key;
    Wish wish;
    int score = 0;
  };
  std::optional<Choice> take(const std::vector<bool>& settled, int at_least);

  /// The score the next `take` would give; 0 when nothing waits.
  int best(const std::vector<bool>& settled);

  bool knows(const url::Url& key) const { return places_of_.contains(key.text()); }

  /// Whether `key` was asked for: add() would do nothing.
  bool has_taken(const url::Url& key) const {
    const auto at = places_of_.find(key.text());
    return at != places_of_.end() && entries_[at->second].taken;
  }

  /// Calls `see(key, wish)` for every address not asked for, in the order they were found. The
  /// wish's own address is empty where it is the key.
  template <class See>
  void for_each_waiting(See see) const {
    for (const auto& entry : entries_)
      if (!entry.taken) see(entry.key, entry.wish);
  }

  std::size_t known() const { return entries_.size(); }

 private:
  struct Entry {
    url::Url key;
    Wish wish;  ///< its address is empty when it is the key; of no use once taken
    bool taken = false;
  };
  struct Place {
    int score;
    std::size_t order;
    bool operator<(const Place& other) const {
      return score != other.score ? score < other.score : order > other.order;
    }
  };
  static int score_of(const Wish& wish, const std::vector<bool>& settled);
  static void keep(Wish wish, Entry& entry);
  void raise_unsettled(const std::vector<bool>& settled);
  void settle_top(const std::vector<bool>& settled);

  std::deque<Entry> entries_;  ///< in the order they were found; they stay where they are
  std::unordered_map<std::string_view, std::size_t> places_of_;  ///< by an entry's own key
  std::priority_queue<Place> places_;
  std::vector<bool> settled_;  ///< as of the last question
};

}  // namespace oit::crawl
