#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawl/text_cache.h"
#include "crawl/word_lists.h"
#include "match/topic_matcher.h"
#include "model/facts.h"

namespace oit::crawl {

/// Tells what a link says about itself: the subject its label, row or surroundings name, item
/// numbers, and whether the words are generic, collecting or news. One object per worker; words
/// seen before cost a look-up.
class LinkReader {
 public:
  LinkReader(const match::TopicMatcher& topics, const WordLists& words);

  /// The periods around the link are read only if it may lead to evidence by itself.
  model::LinkFact read(model::Link link);

  /// Reads the periods around a link of a page about some subject, if that was not done.
  void read_periods(model::LinkFact& fact);

 private:
  struct Label {
    std::string key;  ///< of match::make_label_key()
    std::vector<model::TopicHit> topics;
    std::vector<model::TopicIndex> denied;
    std::vector<int> codes;
    std::size_t letters = 0;
    bool generic = false, collecting = false, news = false, back = false;
  };
  /// One step of an accordion's or headings' path, or a column's head.
  struct Step {
    std::string text, key;
    bool news = false;
  };
  using Steps = std::vector<Step>;
  const Label& label(std::string_view text, Label& passing);
  Label make_label(std::string_view text) const;
  const std::vector<text::PeriodMention>& periods_of(std::string_view text);
  const Steps& steps_of(std::string_view path);
  Steps make_steps(std::string_view path) const;
  Compact<model::TopicHit> by_context(const model::Link& link, const Label& own);
  bool is_generic(std::string_view label, std::string_view key) const;

  const match::TopicMatcher& topics_;
  const WordList &generic_labels_, &period_words_, &collecting_, &collecting_labels_, &news_,
      &news_sections_, &home_labels_;
  TextCache<Label> labels_;
  std::vector<text::PeriodMention> passing_periods_;  ///< of the last text too long to keep
  TextCache<std::vector<text::PeriodMention>> periods_;
  TextCache<Steps> paths_;
};

/// "A › B › C" as {"A", "B", "C"}.
std::vector<std::string> split_path(std::string_view path);

}  // namespace oit::crawl
