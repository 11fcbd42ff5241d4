#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "match/topic_matcher.h"
#include "model/rulebook.h"

namespace oit::rulebook {

/// Something in the rule files that loads but is wrong or unwise.
struct LintFinding {
  bool is_error = true;  ///< false: worth a look, but nothing breaks
  std::string file;      ///< relative to the rules folder, "topics/contact.toml"
  int line = 0;          ///< where the words in question stand; 0 if nowhere in particular
  std::string message;   ///< one English sentence

  bool operator==(const LintFinding&) const = default;
};

/// What is wrong with `rulebook`, which was loaded from `folder` (read again for line numbers
/// only). Ordered by file, then line.
std::vector<LintFinding> lint(const model::Rulebook& rulebook, const std::filesystem::path& folder);

/// A sample of a topic file that the matcher does not answer as it should.
struct SampleFailure {
  const model::Topic* topic = nullptr;
  const model::Sample* sample = nullptr;
  std::string found;  ///< id of the topic the label names; "-" for none
};

/// Runs every sample of every topic. A sample that matches must name its own topic alone or first,
/// or beside another that the chosen year needs for the same item;
/// one that does not must not name it at all, and what its `is` says if it says so.
std::vector<SampleFailure> run_samples(const model::Rulebook& rulebook,
                                       const match::TopicMatcher& matcher);

}  // namespace oit::rulebook
