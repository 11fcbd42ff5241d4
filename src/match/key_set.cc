#include "match/key_set.h"

#include <algorithm>
#include <numeric>

#include "base/find_text.h"

namespace oit::match {
namespace {

constexpr std::size_t kMostPlaces = 1'000'000;
constexpr std::size_t kRowDepth = 2;  // most of a text is read in states this close to the root

enum class Side : std::uint8_t { other, letter, digit };

Side side(char c) {
  if (c >= '0' && c <= '9') return Side::digit;
  return c >= 'a' && c <= 'z' ? Side::letter : Side::other;
}

bool touches(char inside, char outside) {
  return side(inside) != Side::other && side(inside) == side(outside);
}

/// Whether the key at bytes [begin, end) is part of a longer word or number.
bool is_joined(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin > 0 && touches(text[begin], text[begin - 1])) ||
         (end < text.size() && touches(text[end - 1], text[end]));
}

}  // namespace

KeySet::KeySet(std::vector<std::string> keys) : keys_(std::move(keys)) { build(); }

[[gnu::always_inline]] inline KeySet::State KeySet::child(State state, unsigned char byte) const {
  const State end = nodes_[state + 1].first_child;
  for (State next = nodes_[state].first_child; next < end; ++next)
    if (edges_[next] == byte) return next;
  return kRoot;
}

[[gnu::always_inline]] inline KeySet::State KeySet::step(State state, unsigned char byte) const {
  while (state >= shallow_) {
    if (const State next = child(state, byte); next != kRoot) return next;
    state = nodes_[state].fail;
  }
  return rows_[state * width_ + classes_[byte]];
}

void KeySet::build() {
  build_trie();
  build_classes();
  rows_.resize(std::size_t{shallow_} * width_);
  for (State state = 0; state < ends_.size(); ++state) {  // failing ends in what is done already
    const State fail = nodes_[state].fail;
    nodes_[state].hit = ends_[state] != kNoKey ? state : nodes_[fail].hit;
    hits_.push_back(nodes_[state].hit != kRoot ? 1 : 0);
    if (state < shallow_) build_row(state);
    const State end = nodes_[state + 1].first_child;
    for (State next = nodes_[state].first_child; next < end && state != kRoot; ++next)
      nodes_[next].fail = step(fail, edges_[next]);
  }
}

/// The states in breadth-first order: each stands for a run of sorted keys that begin alike.
void KeySet::build_trie() {
  struct Run {
    std::size_t begin, end, depth;
  };
  std::vector<std::uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return keys_[i]; });
  std::vector<Run> runs = {{0, order.size(), 0}};
  edges_.push_back(0);
  for (State state = 0; state < runs.size(); ++state) {
    auto [begin, end, depth] = runs[state];
    if (depth <= kRowDepth) shallow_ = state + 1;
    ends_.push_back(kNoKey);
    while (begin < end && keys_[order[begin]].size() == depth) {  // one, or the same key again
      if (depth > 0 && ends_[state] == kNoKey) ends_[state] = order[begin];
      ++begin;
    }
    nodes_.push_back({static_cast<State>(runs.size())});
    while (begin < end) {
      const char byte = keys_[order[begin]][depth];
      auto same = begin + 1;
      while (same < end && keys_[order[same]][depth] == byte) ++same;
      edges_.push_back(static_cast<unsigned char>(byte));
      runs.push_back({begin, same, depth + 1});
      begin = same;
    }
  }
  nodes_.push_back({static_cast<State>(runs.size())});
  nodes_.shrink_to_fit(), edges_.shrink_to_fit(), ends_.shrink_to_fit();
}

/// Rows are as wide as the keys have different bytes: about a hundred.
void KeySet::build_classes() {
  for (State state = 1; state < edges_.size(); ++state)
    if (auto& known = classes_[edges_[state]]; known == 0)
      known = static_cast<std::uint16_t>(width_++);
}

void KeySet::build_row(State shallow) {
  const auto at = [&](State state) {
    return rows_.begin() + static_cast<std::ptrdiff_t>(state * width_);
  };
  const auto row = at(shallow);
  if (shallow != kRoot) std::copy_n(at(nodes_[shallow].fail), width_, row);
  for (State next = nodes_[shallow].first_child; next < nodes_[shallow + 1].first_child; ++next)
    row[classes_[edges_[next]]] = next;
}

/// Calls `see(key, begin)` for every place until it answers false.
template <class See>
void KeySet::scan(std::string_view text, See see) const {
  State state = kRoot;
  for (std::size_t i = 0; i < text.size(); ++i) {
    state = step(state, static_cast<unsigned char>(text[i]));
    if (hits_[state] == 0) continue;
    for (State hit = nodes_[state].hit; hit != kRoot; hit = nodes_[nodes_[hit].fail].hit) {
      const auto begin = i + 1 - keys_[ends_[hit]].size();
      if (!is_joined(text, begin, i + 1) && !see(ends_[hit], begin)) return;
    }
  }
}

void KeySet::find(std::string_view text, std::vector<Found>& found) const {
  found.clear();
  scan(text, [&](std::uint32_t key, std::size_t at) {
    found.push_back({key, static_cast<std::uint32_t>(at)});
    return found.size() < kMostPlaces;
  });
  std::ranges::sort(found, {},
                    [](const Found& one) { return std::uint64_t{one.key} << 32U | one.at; });
}

bool KeySet::has_any(std::string_view text) const {
  bool any = false;
  scan(text, [&](std::uint32_t, std::size_t) {
    any = true;
    return false;
  });
  return any;
}

std::size_t find_key(std::string_view text, std::string_view key, std::size_t from) {
  for (auto at = find_text(text, key, from); at != std::string_view::npos;
       at = find_text(text, key, at + 1))
    if (!is_joined(text, at, at + key.size())) return at;
  return std::string_view::npos;
}

}  // namespace oit::match
