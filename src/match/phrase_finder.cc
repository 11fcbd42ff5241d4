#include "match/phrase_finder.h"

#include <algorithm>
#include <map>

#include "match/key_set.h"
#include "match/phrase_parts.h"

namespace oit::match {
namespace {

struct Span {
  std::size_t begin, end;
};

/// The first place of `key` from `from` on that overlaps none of `taken`.
std::size_t free_place(std::string_view text, std::string_view key, std::size_t from,
                       const std::vector<Span>& taken) {
  for (auto at = find_key(text, key, from); at != std::string_view::npos;
       at = find_key(text, key, at + 1))
    if (std::ranges::none_of(
            taken, [&](const Span& span) { return at < span.end && span.begin < at + key.size(); }))
      return at;
  return std::string_view::npos;
}

}  // namespace

struct PhraseFinder::State {
  explicit State(const std::vector<std::string>& phrases);

  /// Whether every part of `phrase` occurs, not overlapping, the first at or after `from`.
  bool place(std::string_view text, std::size_t phrase, std::size_t from, Span& first) const;

  std::vector<std::vector<std::uint32_t>> parts;  // of each phrase: indexes into `keys`
  std::vector<std::vector<std::uint32_t>> users;  // of each key: phrases it is the first part of
  std::unique_ptr<KeySet> keys;
  mutable std::vector<KeySet::Found> found;
};

PhraseFinder::State::State(const std::vector<std::string>& phrases) {
  std::map<std::string, std::uint32_t> numbers;
  std::vector<std::string> distinct;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    auto& own = parts.emplace_back();
    for (const auto part : split_parts(phrases[i])) {
      auto key = text::make_match_key(part, false).bytes;
      if (key.empty()) {  // a phrase with an empty part never occurs
        own.clear();
        break;
      }
      const auto next = static_cast<std::uint32_t>(distinct.size());
      const auto [entry, is_new] = numbers.emplace(key, next);
      if (is_new) distinct.push_back(std::move(key));
      own.push_back(entry->second);
    }
    users.resize(distinct.size());
    if (!own.empty()) users[own.front()].push_back(static_cast<std::uint32_t>(i));
  }
  keys = std::make_unique<KeySet>(std::move(distinct));
}

bool PhraseFinder::State::place(std::string_view text, std::size_t phrase, std::size_t from,
                                Span& first) const {
  const auto& own = parts[phrase];
  const auto& head = keys->key(own.front());
  for (auto at = find_key(text, head, from); at != std::string_view::npos;
       at = find_key(text, head, at + 1)) {
    first = {at, at + head.size()};
    std::vector<Span> taken = {first};
    for (std::size_t i = 1; i < own.size(); ++i) {
      const auto& key = keys->key(own[i]);
      const auto place = free_place(text, key, 0, taken);
      if (place == std::string_view::npos) break;
      taken.push_back({place, place + key.size()});
    }
    if (taken.size() == own.size()) return true;
  }
  return false;
}

PhraseFinder::PhraseFinder(const std::vector<std::string>& phrases)
    : state_(std::make_unique<State>(phrases)) {}
PhraseFinder::~PhraseFinder() = default;
PhraseFinder::PhraseFinder(PhraseFinder&&) noexcept = default;
PhraseFinder& PhraseFinder::operator=(PhraseFinder&&) noexcept = default;

std::size_t PhraseFinder::size() const { return state_->parts.size(); }

std::vector<PhraseHit> PhraseFinder::find(std::string_view key, std::size_t most) const {
  std::vector<PhraseHit> hits;
  state_->keys->find(key, state_->found);
  for (const auto& found : state_->found) {
    for (const auto phrase : state_->users[found.key]) {
      Span span{0, found.at};  // nothing stands before the key's first place
      for (std::size_t i = 0; i < most && state_->place(key, phrase, span.end, span); ++i)
        hits.push_back(
            {phrase, static_cast<std::uint32_t>(span.begin), static_cast<std::uint32_t>(span.end)});
    }
  }
  std::ranges::sort(hits, [](const PhraseHit& a, const PhraseHit& b) {
    return a.phrase != b.phrase ? a.phrase < b.phrase : a.begin < b.begin;
  });
  return hits;
}

}  // namespace oit::match
