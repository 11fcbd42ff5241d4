#include "match/contest.h"

#include <algorithm>

namespace oit::match {
namespace {

bool is_no_topic(const Contestant& one) {
  return one.phrase->kind == PhraseKind::rival && one.phrase->speaks_for == model::kNoTopic;
}

/// Whether `other` says that the words of `one` name nothing. On equal length it says so only of
/// its own topic: another topic that claims the very same words knows better what they are.
bool silences(const Contestant& other, const Contestant& one) {
  if (!is_no_topic(other) || !other.place.overlaps(one.place)) return false;
  const bool own = other.phrase->owner == one.phrase->owner;
  return own ? other.phrase->length >= one.phrase->length
             : other.phrase->length > one.phrase->length;
}

/// Better claims on equal length are higher.
int claim(const Phrase& phrase) {
  if (phrase.kind == PhraseKind::rival) return 2;
  return phrase.prescribed() ? 1 : 0;
}

bool stands_before(const Contestant* a, const Contestant* b) {
  if (a->phrase->length != b->phrase->length) return a->phrase->length > b->phrase->length;
  if (claim(*a->phrase) != claim(*b->phrase)) return claim(*a->phrase) > claim(*b->phrase);
  if (a->place.begin() != b->place.begin()) return a->place.begin() < b->place.begin();
  return a->phrase->speaks_for < b->phrase->speaks_for;
}

std::vector<const Contestant*> ranked(const std::vector<Contestant>& all) {
  std::vector<const Contestant*> list;
  for (const auto& one : all)
    if (one.counts && !is_no_topic(one)) list.push_back(&one);
  std::ranges::stable_sort(list, stands_before);
  return list;
}

}  // namespace

namespace {

/// Look-alikes of no topic, to be asked which of them lie on given words.
class Silencers {
 public:
  explicit Silencers(const std::vector<Contestant>& all) {
    for (const auto& one : all) {
      if (!is_no_topic(one)) continue;
      for (const auto& span : one.place.spans()) {
        by_begin_.emplace_back(span, &one);
        longest_ = std::max(longest_, span.end - span.begin);
      }
    }
    std::ranges::sort(by_begin_, {}, [](const auto& entry) { return entry.first.begin; });
  }

  bool silence(const Contestant& one) const {
    for (const auto& span : one.place.spans()) {
      const auto from = span.begin - std::min(span.begin, longest_);
      auto at = std::ranges::lower_bound(by_begin_, from, {},
                                         [](const auto& entry) { return entry.first.begin; });
      for (; at != by_begin_.end() && at->first.begin < span.end; ++at)
        if (silences(*at->second, one)) return true;
    }
    return false;
  }

 private:
  std::vector<std::pair<Span, const Contestant*>> by_begin_;
  std::uint32_t longest_ = 0;
};

}  // namespace

void settle(std::vector<Contestant>& all) {
  const Silencers silencers(all);
  std::vector<model::TopicIndex> named;
  for (const auto& one : all)
    if (one.phrase->kind != PhraseKind::rival) named.push_back(one.phrase->owner);
  std::ranges::sort(named);
  const auto is_named = [&](model::TopicIndex topic) {
    return std::ranges::binary_search(named, topic);
  };
  for (auto& one : all) {
    if (is_no_topic(one)) continue;
    const bool is_rival = one.phrase->kind == PhraseKind::rival;
    if (is_rival && !is_named(one.phrase->owner) && !is_named(one.phrase->speaks_for))
      one.counts = false;
    if (silencers.silence(one)) one.counts = false;
  }
}

std::vector<model::TopicHit> winners(const std::vector<Contestant>& all) {
  const auto list = ranked(all);
  std::vector<model::TopicHit> hits;
  for (const auto* one : list) {
    const Phrase& best = *list.front()->phrase;
    if (one->phrase->length < best.length || claim(*one->phrase) < claim(best)) break;
    const auto topic = one->phrase->speaks_for;
    if (std::ranges::find(hits, topic, &model::TopicHit::topic) == hits.end())
      hits.push_back({topic, one->phrase->length, one->phrase->prescribed()});
  }
  return hits;
}

std::vector<model::TopicIndex> denied(const std::vector<Contestant>& all) {
  std::vector<model::TopicIndex> topics;
  for (const auto& one : all) {
    if (one.counts || one.phrase->kind == PhraseKind::rival) continue;
    if (std::ranges::find(topics, one.phrase->owner) == topics.end())
      topics.push_back(one.phrase->owner);
  }
  return topics;
}

std::vector<const Contestant*> winners_by_place(const std::vector<Contestant>& all) {
  std::vector<const Contestant*> chosen;
  for (const auto* one : ranked(all)) {
    const auto topic = one->phrase->speaks_for;
    if (std::ranges::none_of(chosen, [&](const Contestant* longer) {
          return longer->phrase->speaks_for == topic || longer->place.overlaps(one->place);
        }))
      chosen.push_back(one);
  }
  return chosen;
}

}  // namespace oit::match
