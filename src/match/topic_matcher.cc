#include "match/topic_matcher.h"

#include <algorithm>
#include <set>

#include "match/contest.h"
#include "match/label_key.h"
#include "match/lexicon.h"
#include "match/resemblance.h"

namespace oit::match {
namespace {

std::vector<Contestant> contest(const Lexicon& lexicon, std::string_view key) {
  const auto places = lexicon.find(key);
  std::vector<Contestant> all;
  if (places.empty()) return all;
  all.reserve(places.size());
  for (const auto& place : places) all.push_back({place, &lexicon.phrases()[place.phrase], true});
  settle(all);
  return all;
}

}  // namespace

struct TopicMatcher::State {
  explicit State(const model::Rulebook& rulebook) : State(rulebook, PartForms(rulebook)) {}
  State(const model::Rulebook& rulebook, PartForms forms)
      : exact(rulebook, forms, false), skeletons(rulebook, forms, true) {
    for (const auto& topic : rulebook.topics) ids.push_back(topic.id);
    std::set<std::string> keys;
    if (const auto words = rulebook.words.find("news"); words != rulebook.words.end())
      for (const auto& word : words->second) keys.insert(make_phrase_key(word));
    keys.erase(std::string());
    news = std::make_unique<KeySet>(std::vector<std::string>(keys.begin(), keys.end()));
  }

  /// The contest over `key`, a label key; over its loose form when nothing at all stands in it.
  std::vector<Contestant> contest_for(std::string_view key) const {
    if (auto all = contest(exact, key); !all.empty()) return all;
    return contest(skeletons, loose_key(key));
  }

  std::string id_of(model::TopicIndex topic) const {
    return topic == model::kNoTopic ? "-" : ids[topic];
  }

  std::vector<std::string> ids;
  Lexicon exact, skeletons;
  std::unique_ptr<KeySet> news;
};

TopicMatcher::TopicMatcher(const model::Rulebook& rulebook)
    : state_(std::make_unique<State>(rulebook)) {}
TopicMatcher::~TopicMatcher() = default;
TopicMatcher::TopicMatcher(TopicMatcher&&) noexcept = default;
TopicMatcher& TopicMatcher::operator=(TopicMatcher&&) noexcept = default;

std::vector<model::TopicHit> TopicMatcher::topics(std::string_view label) const {
  return winners(state_->contest_for(make_label_key(label).bytes));
}

std::vector<model::TopicHit> TopicMatcher::topics(const text::MatchKey& key) const {
  text::MatchKey without{key.bytes, {}};
  drop_years(without);
  return winners(state_->contest_for(without.bytes));
}

std::vector<model::TopicHit> TopicMatcher::topics_of_key(std::string_view label_key,
                                                         bool thorough) const {
  return winners(thorough ? state_->contest_for(label_key) : contest(state_->exact, label_key));
}

TopicMatcher::Named TopicMatcher::named(std::string_view label_key) const {
  const auto all = state_->contest_for(label_key);
  Named named{winners(all), {}};
  if (named.topics.empty()) named.denied = denied(all);
  return named;
}

std::vector<TopicMatcher::Place> TopicMatcher::all_topics(const text::MatchKey& key) const {
  text::MatchKey without = key;
  drop_years(without);
  const auto all = contest(state_->exact, without.bytes);
  std::vector<Place> places;
  for (const auto* one : winners_by_place(all)) {
    Place place{{one->phrase->speaks_for, one->phrase->length, one->phrase->prescribed()}, 0, 0};
    const auto first = std::ranges::min(one->place.spans(), {}, &Span::begin);
    if (!without.origin.empty()) {
      place.begin = without.origin[first.begin];
      place.end = without.origin[first.end];
    }
    places.push_back(place);
  }
  return places;
}

std::vector<model::TopicHit> TopicMatcher::all_topics_damaged(const text::MatchKey& key) const {
  text::MatchKey without{key.bytes, {}};
  drop_years(without);
  const auto all = contest(state_->skeletons, loose_key(without.bytes));
  std::vector<model::TopicHit> hits;
  for (const auto* one : winners_by_place(all))
    hits.push_back({one->phrase->speaks_for, one->phrase->length, one->phrase->prescribed()});
  return hits;
}

std::vector<model::TopicHit> TopicMatcher::resembled_topics(const text::MatchKey& key) const {
  text::MatchKey without{key.bytes, {}};
  drop_years(without);
  return resembled(state_->skeletons, loose_key(without.bytes));
}

Explanation TopicMatcher::explain(std::string_view label) const {
  const auto all = state_->contest_for(make_label_key(label).bytes);
  Explanation explanation;
  explanation.topics = winners(all);
  for (const auto& one : all) {
    const Phrase& phrase = *one.phrase;
    const bool wins = one.counts && !explanation.topics.empty() &&
                      phrase.length == explanation.topics.front().length &&
                      std::ranges::find(explanation.topics, phrase.speaks_for,
                                        &model::TopicHit::topic) != explanation.topics.end();
    std::string kind(name_of(phrase.kind));
    if (phrase.kind == PhraseKind::rival) kind += " of " + state_->id_of(phrase.owner);
    explanation.parts.push_back(
        {phrase.written, state_->id_of(phrase.speaks_for), kind, phrase.length, wins, one.counts});
  }
  std::ranges::stable_sort(explanation.parts, std::greater<>(), &Explanation::Part::length);
  return explanation;
}

bool TopicMatcher::reads_like_news(std::string_view label) const {
  return reads_like_news_key(make_label_key(label).bytes);
}

bool TopicMatcher::reads_like_news_key(std::string_view key) const {
  constexpr std::size_t kMuchLonger = 15, kLeastHeadline = 20;
  std::vector<KeySet::Found> verbs;
  state_->news->find(key, verbs);
  if (verbs.empty()) return false;
  const auto verb = std::ranges::min_element(verbs, {}, &KeySet::Found::at)->at;
  const auto all = state_->contest_for(key);
  const auto subjects = winners_by_place(all);
  if (subjects.empty()) return key.size() >= kLeastHeadline;
  const auto& best = *subjects.front();
  return verb < best.place.begin() && key.size() >= best.phrase->length + kMuchLonger;
}

}  // namespace oit::match
