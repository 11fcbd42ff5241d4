#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "match/key_set.h"
#include "model/rulebook.h"

namespace oit::match {

/// Gives phrases in the forms they are seen in. Any thread.
class Expander {
 public:
  /// `rulebook` outlives it.
  explicit Expander(const model::Rulebook& rulebook);

  /// `phrase` with {fy} and {fy-1} replaced by the chosen year's B.E. digits and every known
  /// misspelling added: at most 32 forms, the right one first, then those that differ least.
  std::vector<std::string> expand(std::string_view phrase) const;

 private:
  const model::Rulebook& rulebook_;
  KeySet right_;  ///< the right words of all spellings
};

}  // namespace oit::match
