#include "crawl/frontier.h"

#include <algorithm>

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
  for (const auto topic : wish.subjects())
    if (topic >= settled.size() || !settled[topic])
      return std::max(wish.topic_score, wish.plain_score);
  return wish.plain_score;
}

bool Frontier::add(const url::Url& key, Wish wish) {
  auto [at, is_new] = entries_.try_emplace(key.text());
  auto& entry = at->second;
  if (is_new) {
    entry.key = key;
    entry.order = order_.size();
    order_.push_back(&*at);
    entry.wish = std::move(wish);
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
    known.inherited = std::min(known.inherited, wish.inherited);
    known.home_level = known.home_level || wish.home_level;
    known.collecting = known.collecting || wish.collecting;
    unite(known.topics, wish.topics);
    unite(known.passed, wish.passed);
  }
  places_.push({score_of(entry.wish, {}), entry.order});
  return is_new;
}

void Frontier::reopen(const url::Url& key, Wish wish) {
  const auto at = entries_.find(key.text());
  if (at != entries_.end() && at->second.taken) {
    at->second.taken = false;
    at->second.wish = std::move(wish);
    places_.push({at->second.wish.topic_score, at->second.order});
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
  for (const auto* entry : order_)
    if (!entry->second.taken)
      places_.push({score_of(entry->second.wish, settled), entry->second.order});
}

/// Drops places that were taken and lowers those whose topics have been settled meanwhile.
void Frontier::settle_top(const std::vector<bool>& settled) {
  raise_unsettled(settled);
  while (!places_.empty()) {
    const auto top = places_.top();
    const auto& entry = order_[top.order]->second;
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
  auto& entry = order_[top.order]->second;
  entry.taken = true;
  return Choice{entry.key, entry.wish, top.score};
}

}  // namespace oit::crawl
