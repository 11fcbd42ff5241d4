#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/rulebook.h"

namespace oit::match {

/// Every phrase a rulebook looks for in contents (proofs, component words, the lists "nil" and
/// "attached"), numbered, so that facts can carry numbers and `audit` can ask for them by word.
/// Pure function of the rulebook.
class PhraseTable {
 public:
  explicit PhraseTable(const model::Rulebook& rulebook);

  /// The phrases in number order, {fy} replaced and spellings expanded; several expansions of one
  /// phrase share its number through `number_of_row`.
  const std::vector<std::string>& rows() const { return rows_; }
  std::uint32_t number_of_row(std::size_t row) const { return number_of_row_[row]; }

  /// The number of `phrase` as the rule file writes it; every proof, component word and word of
  /// "nil" has one.
  std::uint32_t number(std::string_view phrase) const;

  /// The topics of whose components phrase `number` is a word.
  const std::vector<model::TopicIndex>& asked_by(std::uint32_t number) const {
    return asked_by_[number];
  }

 private:
  std::vector<std::string> rows_;
  std::vector<std::uint32_t> number_of_row_;
  std::vector<std::vector<model::TopicIndex>> asked_by_;  // of each number
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
};

}  // namespace oit::match
