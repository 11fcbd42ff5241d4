#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "match/key_set.h"
#include "match/phrase_finder.h"
#include "model/rulebook.h"

namespace oit::crawl {

/// One word list of rules/words.toml, ready to be asked. All keys are match keys
/// (text::make_match_key). Any thread.
class WordList {
 public:
  explicit WordList(const std::vector<std::string>& words);

  /// True when a word stands anywhere in `key`.
  bool has(std::string_view key) const { return finder_.has_any(key); }

  /// The first word in `key`, as half-open bytes of the key; {0, 0} when there is none.
  std::pair<std::size_t, std::size_t> find(std::string_view key) const;

  /// Every place of a word in `key` as half-open bytes, in order; of words that overlap the one
  /// that begins first, and of those the longest.
  std::vector<std::pair<std::size_t, std::size_t>> places(std::string_view key) const;

  /// Whether the first place of some word holds all of bytes [begin, end) of `key`, and more.
  bool covers(std::string_view key, std::size_t begin, std::size_t end) const;

  /// True when `key` is one of the words and nothing else but digits and spaces.
  bool is(std::string_view key) const;

  /// True when `key` holds one word or several, and nothing else but digits and spaces.
  bool is_made_of(std::string_view key) const;

  /// True when `key`, digits and spaces left out, ends in a word and has `more` bytes before it.
  bool ends(std::string_view key, std::size_t more) const;

  /// The entry `address` (any case) contains as it is written; empty when there is none.
  std::string_view fragment_in(std::string_view address) const;
  bool in_address(std::string_view address) const { return !fragment_in(address).empty(); }

  /// The words as the rule file writes them.
  const std::vector<std::string>& raw() const { return raw_; }

  /// Where the words stand in `utf8` as they are written, by word and then in order.
  std::vector<match::KeySet::Found> places_in(std::string_view utf8) const;

 private:
  match::PhraseFinder finder_;
  std::unordered_set<std::string> whole_;
  std::size_t longest_ = 0;  ///< of `whole_`
  std::vector<std::string> fragments_;
  std::vector<std::string> raw_;
  match::KeySet written_;
};

/// The word lists of rules/words.toml by name. A list the rule files do not have is empty. Any
/// thread.
class WordLists {
 public:
  explicit WordLists(const model::Rulebook& rulebook);

  /// Lives as long as this.
  const WordList& list(std::string_view name) const;

  /// The same questions, asked by name; see WordList.
  bool has(std::string_view name, std::string_view key) const { return list(name).has(key); }
  bool is(std::string_view name, std::string_view key) const { return list(name).is(key); }
  bool in_address(std::string_view name, std::string_view address) const {
    return list(name).in_address(address);
  }
  std::pair<std::size_t, std::size_t> find(std::string_view name, std::string_view key) const {
    return list(name).find(key);
  }
  std::string fragment_in(std::string_view name, std::string_view address) const {
    return std::string(list(name).fragment_in(address));
  }
  const std::vector<std::string>& raw(std::string_view name) const { return list(name).raw(); }

 private:
  WordList empty_{{}};
  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const {
      return std::hash<std::string_view>()(name);
    }
  };
  std::unordered_map<std::string, WordList, NameHash, std::equal_to<>> lists_;
};

/// `key` without ASCII digits and spaces.
std::string without_numbers(std::string_view key);

}  // namespace oit::crawl
