#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "match/expand.h"

namespace oit::match {

/// The parts of a rulebook's phrases with the keys of all their spellings, worked out once for all
/// that look for them. One thread.
class PartForms {
 public:
  explicit PartForms(const model::Rulebook& rulebook) : expander_(rulebook) {}

  struct Form {
    std::string key;   ///< make_phrase_key() of the form
    std::string bare;  ///< the same without the prefix that makes a noun of a verb; may be empty
  };
  struct Part {
    std::string key;          ///< make_phrase_key() of the part as written
    std::vector<Form> forms;  ///< the first is the part itself, its year filled in
  };

  /// Lives as long as this.
  const Part& part(std::string_view written);

 private:
  Expander expander_;
  std::unordered_map<std::string, Part> parts_;
};

}  // namespace oit::match
