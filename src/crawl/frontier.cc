#include "crawl/frontier.h"

#include <algorithm>
#include <utility>

namespace oit::crawl {

namespace {

constexpr std::size_t kMostPassed = 3;

void unite(std::vector<model::TopicIndex>& topics, const std::vector<model::TopicIndex>& more) {
  for (const auto topic : more)
    if (std::ranges::find(topics, topic) == topics.end()) topics.push_back(topic);
}

}  // namespace

std::vector<model::TopicIndex> Wish::subjects() const {
  auto all = topics;
  if (passed.size() <= kMostPassed) unite(all, passed);
  return all;
}

int Frontier::score_of(const Wish& wish, const std::vector<bool>& settled) {
  const auto has_open = [&](const std::vector<model::TopicIndex>& topics) {
    return std::ranges::any_of(
        topics, [&](auto topic) { return topic >= settled.size() || !settled[topic]; });
  };
  if (has_open(wish.topics) || (wish.passed.size() <= kMostPassed && has_open(wish.passed)))
    return std::max(wish.topic_score, wish.plain_score);
  return wish.plain_score;
}

void Frontier::keep(Wish wish, Entry& entry) {
  entry.wish = std::move(wish);
  if (entry.wish.url == entry.key) entry.wish.url = {};
  entry.wish.label.shrink_to_fit();
}

bool Frontier::add(const url::Url& key, Wish wish) {
  const auto at = places_of_.find(key.text());
  const bool is_new = at == places_of_.end();
  const auto order = is_new ? entries_.size() : at->second;
  if (is_new) places_of_.emplace(entries_.emplace_back(Entry{key, {}}).key.text(), order);
  auto& entry = entries_[order];
  if (is_new) {
    keep(std::move(wish), entry);
  } else {
    if (entry.taken) return false;
    auto& known = entry.wish;
    if (wish.topic_score > known.topic_score) {  // the better link tells how one gets there
      known.from = wish.from;
      known.label = wish.label;
      known.news = wish.news;
    }
    known.topic_score = std::max(known.topic_score, wish.topic_score);
    known.plain_score = std::max(known.plain_score, wish.plain_score);
    known.hops = std::min(known.hops, wish.hops);
    known.sent = std::min(known.sent, wish.sent);
    known.inherited = std::min(known.inherited, wish.inherited);
    known.home_level = known.home_level || wish.home_level;
    known.guessed = known.guessed && wish.guessed;
    known.collecting = known.collecting || wish.collecting;
    unite(known.topics, wish.topics);
    unite(known.passed, wish.passed);
  }
  places_.push({score_of(entry.wish, {}), order});
  return is_new;
}

void Frontier::reopen(const url::Url& key, Wish wish) {
  const auto at = places_of_.find(key.text());
  if (at != places_of_.end() && entries_[at->second].taken) {
    auto& entry = entries_[at->second];
    entry.taken = false;
    keep(std::move(wish), entry);
    places_.push({entry.wish.topic_score, at->second});
    return;
  }
  add(key, std::move(wish));
}

/// A topic may be unsettled again by a later reading: what was lowered for it rises once more.
void Frontier::raise_unsettled(const std::vector<bool>& settled) {
  bool risen = false;
  for (std::size_t i = 0; i < settled_.size(); ++i)
    risen = risen || (settled_[i] && (i >= settled.size() || !settled[i]));
  if (settled_ != settled) settled_ = settled;
  if (!risen) return;
  for (std::size_t i = 0; i < entries_.size(); ++i)
    if (!entries_[i].taken) places_.push({score_of(entries_[i].wish, settled), i});
}

/// Drops places that were taken and lowers those whose topics have been settled meanwhile.
void Frontier::settle_top(const std::vector<bool>& settled) {
  raise_unsettled(settled);
  while (!places_.empty()) {
    const auto top = places_.top();
    const auto& entry = entries_[top.order];
    const int now = score_of(entry.wish, settled);
    if (!entry.taken && now >= top.score) return;
    places_.pop();
    if (!entry.taken && now > 0) places_.push({now, top.order});
  }
}

int Frontier::best(const std::vector<bool>& settled) {
  settle_top(settled);
  return places_.empty() ? 0 : places_.top().score;
}

std::optional<Frontier::Choice> Frontier::take(const std::vector<bool>& settled, int at_least) {
  if (best(settled) < std::max(at_least, 1)) return std::nullopt;
  const auto top = places_.top();
  places_.pop();
  auto& entry = entries_[top.order];
  entry.taken = true;
  Choice choice{entry.key, std::exchange(entry.wish, {}), top.score};
  if (choice.wish.url.empty()) choice.wish.url = choice.key;
  return choice;
}

}  // namespace oit::crawl
