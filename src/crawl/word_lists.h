#pragma once
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "match/phrase_finder.h"
#include "model/rulebook.h"

namespace oit::crawl {

/// The word lists of rules/words.toml, ready to be asked. One object per worker. A list the rule
/// files do not have is empty. All keys are match keys (text::make_match_key).
class WordLists {
 public:
  explicit WordLists(const model::Rulebook& rulebook);

  /// True when a word of `list` stands anywhere in `key`.
  bool has(std::string_view list, std::string_view key) const;

  /// The first word of `list` in `key`, as half-open bytes of the key; {0, 0} when there is none.
  std::pair<std::size_t, std::size_t> find(std::string_view list, std::string_view key) const;

  /// True when `key` is one of the words and nothing else but digits and spaces.
  bool is(std::string_view list, std::string_view key) const;

  /// True when `address` (any case) contains an entry of `list` as it is written.
  bool in_address(std::string_view list, std::string_view address) const;

  /// The words of `list` as the rule file writes them.
  const std::vector<std::string>& raw(std::string_view list) const;

  /// The entry of `list` that `address` contains; empty when there is none.
  std::string fragment_in(std::string_view list, std::string_view address) const;

 private:
  struct Words {
    explicit Words(const std::vector<std::string>& words);
    match::PhraseFinder finder;
    std::set<std::string, std::less<>> whole;
    std::vector<std::string> fragments;
    std::vector<std::string> raw;
  };
  const Words* words(std::string_view list) const;
  std::map<std::string, std::unique_ptr<Words>, std::less<>> lists_;
};

/// `key` without ASCII digits and spaces.
std::string without_numbers(std::string_view key);

}  // namespace oit::crawl
