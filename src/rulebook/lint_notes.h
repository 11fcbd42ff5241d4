#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rulebook/lint.h"

namespace oit::rulebook {

/// Collects findings and looks up the lines they are about.
class LintNotes {
 public:
  explicit LintNotes(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Notes `message` about the place in `file` where `words` stand; both sides of a quote count.
  void error(const std::string& file, std::string_view words, std::string message);
  void warning(const std::string& file, std::string_view words, std::string message);

  /// All findings, by file and line.
  std::vector<LintFinding> take();

 private:
  void note(bool is_error, const std::string& file, std::string_view words, std::string message);
  int line_of(const std::string& file, std::string_view words);

  std::filesystem::path folder_;
  std::map<std::string, std::string> contents_;
  std::vector<LintFinding> findings_;
};

/// "topics/contact.toml".
std::string file_of(const model::Topic& topic);

/// What is wrong with single topics, and with several taken together.
void lint_topics(const model::Rulebook& rulebook, LintNotes& notes);

/// Titles, names, leads and samples that the matcher gives to another topic or to none.
void lint_matching(const model::Rulebook& rulebook, const match::TopicMatcher& matcher,
                   LintNotes& notes);

/// What is wrong with the lists of years.
void lint_years(const model::Rulebook& rulebook, LintNotes& notes);

/// What is wrong with word lists whose entries have a form of their own.
void lint_words(const model::Rulebook& rulebook, LintNotes& notes);

}  // namespace oit::rulebook
