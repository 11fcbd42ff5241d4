#include "match/key_set.h"

#include <algorithm>
#include <numeric>

#include "base/find_text.h"

namespace oit::match {
namespace {

constexpr std::size_t kMostPlaces = 1'000'000;
constexpr std::size_t kManyKeys = 256;  // from which on a row for each two first bytes pays

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

inline KeySet::State KeySet::child(State state, unsigned char byte) const {
  const Node& node = nodes_[state];
  for (std::uint32_t i = 0; i < node.edges; ++i)
    if (edges_[node.first_edge + i] == byte) return node.first_child + i;
  return kRoot;
}

inline KeySet::State KeySet::step(State state, unsigned char byte) const {
  while (state >= shallow_) {
    if (const State next = child(state, byte); next != kRoot) return next;
    state = nodes_[state].fail;
  }
  return rows_[state * width_ + classes_[byte]];
}

void KeySet::build() {
  build_trie();
  build_classes();
  const std::size_t depth = keys_.size() >= kManyKeys ? 2 : 1;
  shallow_ = static_cast<State>(std::ranges::upper_bound(nodes_, depth, {}, &Node::depth) -
                                nodes_.begin());
  rows_.resize(std::size_t{shallow_} * width_);
  hits_.resize(nodes_.size());
  for (State state = 0; state < nodes_.size(); ++state) {  // failing ends in what is done already
    const Node& node = nodes_[state];
    hits_[state] = node.key != kNoKey ? state : hits_[node.fail];
    if (state < shallow_) build_row(state);
    for (std::uint32_t i = 0; i < node.edges && state != kRoot; ++i)
      nodes_[node.first_child + i].fail = step(node.fail, edges_[node.first_edge + i]);
  }
}

/// The states in breadth-first order: each stands for a run of sorted keys that begin alike.
void KeySet::build_trie() {
  struct Run {
    std::size_t begin, end;
  };
  std::vector<std::uint32_t> order(keys_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return keys_[i]; });
  std::vector<Run> runs = {{0, order.size()}};
  nodes_.emplace_back();
  for (State state = 0; state < nodes_.size(); ++state) {
    auto [begin, end] = runs[state];
    const std::size_t depth = nodes_[state].depth;
    while (begin < end && keys_[order[begin]].size() == depth) {  // one, or the same key again
      if (depth > 0 && nodes_[state].key == kNoKey) nodes_[state].key = order[begin];
      ++begin;
    }
    nodes_[state].first_child = static_cast<State>(nodes_.size());
    nodes_[state].first_edge = static_cast<std::uint32_t>(edges_.size());
    while (begin < end) {
      const char byte = keys_[order[begin]][depth];
      auto same = begin + 1;
      while (same < end && keys_[order[same]][depth] == byte) ++same;
      edges_.push_back(static_cast<unsigned char>(byte));
      ++nodes_[state].edges;
      runs.push_back({begin, same});
      nodes_.emplace_back().depth = static_cast<std::uint16_t>(depth + 1);
      begin = same;
    }
  }
}

/// Rows are as wide as the keys have different bytes: about a hundred.
void KeySet::build_classes() {
  for (const auto byte : edges_)
    if (classes_[byte] == 0) classes_[byte] = static_cast<std::uint16_t>(width_++);
}

void KeySet::build_row(State shallow) {
  const auto row = rows_.begin() + static_cast<std::ptrdiff_t>(shallow * width_);
  const Node& node = nodes_[shallow];
  if (shallow != kRoot)
    std::copy_n(rows_.begin() + static_cast<std::ptrdiff_t>(node.fail * width_), width_, row);
  for (std::uint32_t i = 0; i < node.edges; ++i)
    row[classes_[edges_[node.first_edge + i]]] = node.first_child + i;
}

/// Calls `see(key, begin)` for every place until it answers false.
template <class See>
void KeySet::scan(std::string_view text, See see) const {
  State state = kRoot;
  for (std::size_t i = 0; i < text.size(); ++i) {
    state = step(state, static_cast<unsigned char>(text[i]));
    for (State hit = hits_[state]; hit != kRoot; hit = hits_[nodes_[hit].fail]) {
      const auto begin = i + 1 - nodes_[hit].depth;
      if (!is_joined(text, begin, i + 1) && !see(nodes_[hit].key, begin)) return;
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
