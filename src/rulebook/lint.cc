#include "rulebook/lint.h"

#include <algorithm>
#include <tuple>

#include "base/file.h"
#include "rulebook/lint_notes.h"

namespace oit::rulebook {

std::string file_of(const model::Topic& topic) { return "topics/" + topic.id + ".toml"; }

int LintNotes::line_of(const std::string& file, std::string_view words) {
  const auto [entry, is_new] = contents_.try_emplace(file);
  if (is_new)
    if (auto bytes = read_file(folder_ / file)) entry->second = std::move(*bytes);
  const std::string_view content = entry->second;
  auto at = content.find('"' + std::string(words) + '"');
  if (at == std::string_view::npos) at = content.find(words);
  if (words.empty() || at == std::string_view::npos) return 0;
  return 1 + static_cast<int>(std::ranges::count(content.substr(0, at), '\n'));
}

void LintNotes::note(bool is_error, const std::string& file, std::string_view words,
                     std::string message) {
  findings_.push_back({is_error, file, line_of(file, words), std::move(message)});
}

void LintNotes::error(const std::string& file, std::string_view words, std::string message) {
  note(true, file, words, std::move(message));
}

void LintNotes::warning(const std::string& file, std::string_view words, std::string message) {
  note(false, file, words, std::move(message));
}

std::vector<LintFinding> LintNotes::take() {
  std::ranges::stable_sort(findings_, [](const LintFinding& a, const LintFinding& b) {
    return std::tie(a.file, a.line) < std::tie(b.file, b.line);
  });
  return std::move(findings_);
}

std::vector<LintFinding> lint(const model::Rulebook& rulebook,
                              const std::filesystem::path& folder) {
  LintNotes notes(folder);
  lint_topics(rulebook, notes);
  lint_matching(rulebook, match::TopicMatcher(rulebook), notes);
  lint_years(rulebook, notes);
  lint_words(rulebook, notes);
  return notes.take();
}

}  // namespace oit::rulebook
