#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "model/rulebook.h"
#include "text/dates.h"

namespace oit::cli {

/// The rulebooks of a run, each loaded once. What it hands out lives as long as the shelf.
class RuleShelf {
 public:
  /// The run's own rulebook is `id`, or for "" the newest for `as_of`. Errors: bad_rulebook.
  static Result<RuleShelf> open(const std::string& id, text::Day as_of);

  /// The rulebook `id`, an id or a file; "" is the run's own. Errors: bad_rulebook.
  Result<const model::Rulebook*> find(const std::string& id);

  const model::Rulebook& own() const { return *by_id_.at("").get(); }

  /// All that were asked for, by the names they were asked for with.
  std::map<std::string, const model::Rulebook*> all() const;

 private:
  std::filesystem::path folder_;
  std::map<std::string, std::shared_ptr<const model::Rulebook>> by_id_;
};

}  // namespace oit::cli
