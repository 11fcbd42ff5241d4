#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oit::match {

/// Many literal keys looked for in one pass over a text: the automaton of Aho and Corasick (1975)
/// over one-byte Thai. Never changes once built, so any number of threads may share one. RE2::Set,
/// once warm, is up to twice as fast (tests/bench/match_bench.cc), but says only which keys occur:
/// each would have to be looked for again, and its states, built while it runs behind a lock, fill
/// the memory of a page rich in keys.
class KeySet {
 public:
  /// The indexes of `keys` are what find() gives; of equal keys any one, of empty ones none.
  explicit KeySet(std::vector<std::string> keys);

  /// A key that occurs, and where.
  struct Found {
    std::uint32_t key = 0;
    std::uint32_t at = 0;
    bool operator==(const Found&) const = default;
  };

  /// Every place of every key in `text` (itself a key), ordered by (key, place), into `found`. An
  /// end that is an ASCII letter or digit must not touch another of its kind: "ita" is not in
  /// "digital", "6" not in "16". Of a text with more than a million places the first million count.
  void find(std::string_view text, std::vector<Found>& found) const;

  /// True when any key occurs in `text`.
  bool has_any(std::string_view text) const;

  const std::string& key(std::size_t index) const { return keys_[index]; }
  std::size_t size() const { return keys_.size(); }

 private:
  using State = std::uint32_t;
  static constexpr State kRoot = 0;
  static constexpr std::uint32_t kNoKey = UINT32_MAX;

  /// States are numbered level by level, so a state's children follow each other and end where the
  /// next state's begin.
  struct Node {
    State first_child = 0;
    State fail = 0;
    State hit = 0;  ///< this state, or the nearest it fails to, where a key ends
  };

  void build();
  void build_trie();
  void build_classes();
  void build_row(State shallow);
  State child(State state, unsigned char byte) const;
  State step(State state, unsigned char byte) const;
  template <class See>
  void scan(std::string_view text, See see) const;

  std::vector<std::string> keys_;
  std::vector<Node> nodes_;           // of the states, and one more behind the last
  std::vector<unsigned char> edges_;  // of each state: the byte that leads to it from its parent
  std::vector<std::uint32_t> ends_;   // of each state: the key that ends there, or kNoKey
  std::vector<char> hits_;            // of each state: whether its Node::hit is no root
  std::array<std::uint16_t, 256> classes_{};  // of bytes: 0 for those in no key
  std::size_t width_ = 1;                     // classes there are
  std::vector<State> rows_;  // of the shallow states: the next state for each class
  State shallow_ = 0;        // states below this have a row
};

/// Where `key` occurs in `text` at or after `from`; npos if nowhere. The ends as at KeySet::find.
std::size_t find_key(std::string_view text, std::string_view key, std::size_t from = 0);

}  // namespace oit::match
