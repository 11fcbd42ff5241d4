#include "match/phrase_finder.h"

#include <algorithm>
#include <unordered_map>

#include "match/key_set.h"
#include "match/phrase_parts.h"

namespace oit::match {
namespace {

using Places = std::vector<KeySet::Found>;  // by key, then in order

constexpr std::size_t kSkeletonLetters = 12, kSkeletonPart = 4;

struct Span {
  std::size_t begin, end;
};

/// The keys of the parts of `phrase`; none when it can never occur, or not be told for sure.
std::vector<std::string> keys_of(const std::string& phrase, PhraseForm form) {
  std::vector<std::string> keys;
  std::size_t letters = 0;
  for (const auto part : split_parts(phrase)) {
    auto key = text::make_match_key(part, false).bytes;
    if (form == PhraseForm::skeleton) key = text::skeleton(key);
    if (key.size() < (form == PhraseForm::skeleton ? kSkeletonPart : 1)) return {};
    letters += key.size();
    keys.push_back(std::move(key));
  }
  if (form == PhraseForm::skeleton && letters < kSkeletonLetters) return {};
  return keys;
}

}  // namespace

struct PhraseFinder::State {
  State(const std::vector<std::string>& phrases, PhraseForm form);

  /// Whether the other parts of `phrase` stand in the text too, overlapping neither `first` nor
  /// each other.
  bool has_others(const Places& places, std::size_t phrase, Span first) const;

  std::vector<std::vector<std::uint32_t>> parts;  // of each phrase: indexes into `keys`
  std::vector<std::vector<std::uint32_t>> users;  // of each key: phrases it is the first part of
  std::unique_ptr<KeySet> keys;
  bool has_parts = false;  // some phrase has several
};

PhraseFinder::State::State(const std::vector<std::string>& phrases, PhraseForm form) {
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::string> distinct;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    auto& own = parts.emplace_back();
    for (auto& key : keys_of(phrases[i], form)) {
      const auto next = static_cast<std::uint32_t>(distinct.size());
      const auto [entry, is_new] = numbers.emplace(key, next);
      if (is_new) distinct.push_back(std::move(key));
      own.push_back(entry->second);
    }
    users.resize(distinct.size());
    has_parts = has_parts || own.size() > 1;
    if (!own.empty()) users[own.front()].push_back(static_cast<std::uint32_t>(i));
  }
  keys = std::make_unique<KeySet>(std::move(distinct));
}

bool PhraseFinder::State::has_others(const Places& places, std::size_t phrase, Span first) const {
  std::vector<Span> taken = {first};
  for (std::size_t i = 1; i < parts[phrase].size(); ++i) {
    const auto part = parts[phrase][i];
    const auto size = keys->key(part).size();
    const auto begin = std::ranges::lower_bound(places, part, {}, &KeySet::Found::key);
    const auto end = std::ranges::upper_bound(begin, places.end(), part, {}, &KeySet::Found::key);
    const auto free = std::find_if(begin, end, [&](const KeySet::Found& place) {
      return std::ranges::none_of(taken, [&](const Span& span) {
        return place.at < span.end && span.begin < place.at + size;
      });
    });
    if (free == end) return false;
    taken.push_back({free->at, free->at + size});
  }
  return true;
}

PhraseFinder::PhraseFinder(const std::vector<std::string>& phrases, PhraseForm form)
    : state_(std::make_unique<State>(phrases, form)) {}
PhraseFinder::~PhraseFinder() = default;
PhraseFinder::PhraseFinder(PhraseFinder&&) noexcept = default;
PhraseFinder& PhraseFinder::operator=(PhraseFinder&&) noexcept = default;

std::size_t PhraseFinder::size() const { return state_->parts.size(); }

std::vector<PhraseHit> PhraseFinder::find(std::string_view key, std::size_t most) const {
  Places places;
  state_->keys->find(key, places);
  std::vector<PhraseHit> hits;
  for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
    const auto number = places[begin].key;
    while (end < places.size() && places[end].key == number) ++end;
    const auto size = state_->keys->key(number).size();
    for (const auto phrase : state_->users[number]) {
      std::size_t taken = 0, count = 0;
      for (std::size_t i = begin; i < end && count < most; ++i) {
        const Span span{places[i].at, places[i].at + size};
        if (span.begin < taken || !state_->has_others(places, phrase, span)) continue;
        hits.push_back(
            {phrase, static_cast<std::uint32_t>(span.begin), static_cast<std::uint32_t>(span.end)});
        taken = span.end;
        ++count;
      }
    }
  }
  std::ranges::sort(hits, [](const PhraseHit& a, const PhraseHit& b) {
    return a.phrase != b.phrase ? a.phrase < b.phrase : a.begin < b.begin;
  });
  return hits;
}

bool PhraseFinder::has_any(std::string_view key) const {
  return state_->has_parts ? !find(key).empty() : state_->keys->has_any(key);
}

}  // namespace oit::match
