#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "model/rulebook.h"

namespace oit::report {

/// The words that speak for an item: its title, and names and lead words of its topic; longest
/// first. `rules` may be null.
std::vector<std::string> matched_words(const model::Finding& finding, const model::Rulebook* rules);

/// `text` as markup, each place where one of `words` (longest first) stands in a <mark>. A word is
/// not marked where the mark would part a letter from its vowel or tone.
std::string highlight(std::string_view text, const std::vector<std::string>& words);

}  // namespace oit::report
