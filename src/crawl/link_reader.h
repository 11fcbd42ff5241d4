#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crawl/word_lists.h"
#include "match/topic_matcher.h"
#include "model/facts.h"

namespace oit::crawl {

/// Tells what a link says about itself: the subject its label, row or surroundings name, item
/// numbers, and whether the words are generic, collecting or news. One object per worker; labels
/// seen before on the same site cost a look-up.
class LinkReader {
 public:
  LinkReader(const match::TopicMatcher& topics, const WordLists& words)
      : topics_(topics), words_(words) {}

  model::LinkFact read(model::Link link);

  /// Forgets the labels of the last site.
  void forget() { labels_.clear(), texts_.clear(), periods_.clear(); }

 private:
  struct Label {
    std::vector<model::TopicHit> topics;
    std::vector<int> codes;
    std::size_t letters = 0;
    bool generic = false, collecting = false, news = false;
  };
  const Label& label(const std::string& text);
  const std::vector<model::TopicHit>& topics_of(const std::string& text);
  const std::vector<text::PeriodMention>& periods_of(const std::string& text);
  void read_periods(model::LinkFact& fact);
  std::vector<model::TopicHit> by_context(const model::Link& link);

  const match::TopicMatcher& topics_;
  const WordLists& words_;
  std::unordered_map<std::string, Label> labels_;
  std::unordered_map<std::string, std::vector<model::TopicHit>> texts_;
  std::unordered_map<std::string, std::vector<text::PeriodMention>> periods_;
};

/// True when `label` names no subject: empty, a generic word, or only periods and numbers.
bool is_generic(std::string_view label, const WordLists& words);

/// "A › B › C" as {"A", "B", "C"}.
std::vector<std::string> split_path(std::string_view path);

}  // namespace oit::crawl
