#pragma once
#include <string_view>

#include "crawl/word_lists.h"
#include "model/facts.h"

namespace oit::crawl {

/// Fills rows_done and rows_undone from the lines of `content` that say how a task stands.
void read_standing(std::string_view content, const WordLists& words, model::PageFacts& facts);

/// Fills amounts, rows_settled and rows_open from the numbers in `content`, one row or line of text
/// a line, in any digits.
void read_amounts(std::string_view content, model::PageFacts& facts);

}  // namespace oit::crawl
