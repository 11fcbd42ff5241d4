#include "match/item_namer.h"

#include <algorithm>

#include "match/label_key.h"
#include "match/phrase_parts.h"
#include "text/item_code.h"

namespace oit::match {
namespace {

/// Better is higher: the number stands in the label, then the lower number.
int claim(const model::YearItem& item, const std::vector<text::ItemCode>& codes) {
  constexpr int kHinted = 1000;
  const bool hinted = std::ranges::find(codes, item.number, &text::ItemCode::number) != codes.end();
  return (hinted ? kHinted : 0) - item.number;
}

/// Whether `topic` is asked for by `item`, or put there beside what it asks for.
bool stands_under(const model::YearItem& item, model::TopicIndex topic) {
  return std::ranges::find(item.topics, topic) != item.topics.end() ||
         std::ranges::find(item.also, topic) != item.also.end();
}

/// Whether an activity or news post itself is what the item asks for.
bool takes_posts(const model::YearItem& item) {
  return item.period == text::PeriodCode::done_fy || item.period == text::PeriodCode::news_fy;
}

double score_of(const TopicMatcher& matcher, const model::TopicHit& hit, std::string_view label) {
  const auto letters = letters_of(make_label_key(label).bytes);
  const double covered =
      letters == 0 ? 0
                   : std::min(1.0, static_cast<double>(hit.length) / static_cast<double>(letters));
  const double floor = hit.prescribed ? 0.6 : 0.5;
  const double score = floor + (1 - floor) * covered;
  return matcher.reads_like_news(label) ? score / 2 : score;
}

}  // namespace

NamedItem name_item(const model::Rulebook& rulebook, const TopicMatcher& matcher,
                    std::string_view label) {
  const auto hits = matcher.topics(label);
  if (hits.empty()) return {};
  const auto codes = text::find_item_codes(label);
  NamedItem best{nullptr, hits.front().topic, score_of(matcher, hits.front(), label)};
  for (const auto& hit : hits)
    for (const auto& item : rulebook.year.items)
      if (stands_under(item, hit.topic) &&
          (best.item == nullptr || claim(item, codes) > claim(*best.item, codes)))
        best = {&item, hit.topic, score_of(matcher, hit, label)};
  if (best.item != nullptr && !takes_posts(*best.item) && matcher.reads_like_news(label))
    best.item = nullptr;
  return best;
}

}  // namespace oit::match
