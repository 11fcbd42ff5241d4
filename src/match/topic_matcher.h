#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/facts.h"
#include "model/rulebook.h"
#include "text/match_key.h"

namespace oit::match {

/// Why a label got its topic, for people who write rules.
struct Explanation {
  struct Part {
    std::string phrase;  ///< as the rule file writes it
    std::string topic;   ///< whose phrase; "-" for a look-alike of no topic
    std::string kind;    ///< "title", "name", "lead" or "rival of <topic>"
    std::uint16_t length = 0;
    bool wins = false;
    bool counts = true;  ///< false: silenced by a look-alike, or a look-alike out of place
  };
  std::vector<Part> parts;  ///< longest first
  std::vector<model::TopicHit> topics;
  bool approximate =
      false;  ///< no phrase stands in the label as written; the nearest one was taken
};

/// Tells which subject a label names: the longest phrase over all topics wins; a rival phrase
/// speaks for the topic it belongs to, wins ties, and never rejects alone. Years and numbers in the
/// label play no part. Never changes once built: any number of threads may share one.
class TopicMatcher {
 public:
  explicit TopicMatcher(const model::Rulebook& rulebook);
  ~TopicMatcher();
  TopicMatcher(TopicMatcher&&) noexcept;
  TopicMatcher& operator=(TopicMatcher&&) noexcept;

  /// Topics `label` (UTF-8) names, best first; several only on equal length. Damaged text (lost
  /// marks, "ควำม") is tried a second time on skeletons of long phrases.
  std::vector<model::TopicHit> topics(std::string_view label) const;

  /// The same, on a key already made.
  std::vector<model::TopicHit> topics(const text::MatchKey& key) const;

  /// The same, on a key of make_label_key(); without the second look when not `thorough`.
  std::vector<model::TopicHit> topics_of_key(std::string_view label_key,
                                             bool thorough = true) const;

  /// The topics `label_key` names, and those it seems to name but for a look-alike
  /// ("แผนพัฒนาการศึกษา" is no แผนพัฒนา).
  struct Named {
    std::vector<model::TopicHit> topics;
    std::vector<model::TopicIndex> denied;  ///< empty when `topics` is not
  };
  Named named(std::string_view label_key) const;

  /// Every topic any of whose phrases occurs in `key`, with its longest phrase and where that
  /// begins in the original; for lines of a body, where several subjects may stand.
  struct Place {
    model::TopicHit hit;
    std::size_t begin = 0, end = 0;  ///< bytes of the original text
  };
  std::vector<Place> all_topics(const text::MatchKey& key) const;

  /// Those long phrases name in a text whose marks are damaged (OCR), by their skeletons; the
  /// places are not told.
  std::vector<model::TopicHit> all_topics_damaged(const text::MatchKey& key) const;

  /// The subjects of a title that OCR read badly: those of the phrases it resembles most
  /// (match/resemblance.h). For scans only, and only when nothing else names a subject.
  std::vector<model::TopicHit> resembled_topics(const text::MatchKey& key) const;

  Explanation explain(std::string_view label) const;

  /// Whether `label` is the headline of a news post that at most mentions a subject: an event verb
  /// (words list "news": ลงพื้นที่, เข้าร่วมประชุม …) stands before the words that name the subject,
  /// and the headline is much longer than they are. Such a post is evidence only for items that ask
  /// for activities or news.
  bool reads_like_news(std::string_view label) const;
  bool reads_like_news_key(std::string_view label_key) const;  ///< on a key of make_label_key()

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace oit::match
