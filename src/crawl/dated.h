#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawl/word_lists.h"
#include "model/facts.h"

namespace oit::crawl {

/// The periods `text` names, with the words around the first as a quote.
model::DatedText read_dated(std::string_view text);

/// Adds the periods of `text` to `to`, at most `most` mentions in all.
void add_dated(std::string_view text, model::DatedText& to, std::size_t most = 60);

/// The days in `text` that stand right after a word of list signing_words ("ประกาศ ณ วันที่").
model::DatedText read_signing(std::string_view text, const WordLists& words);

/// True when `line` names a range, half, quarter, month or round, as table heads and captions do.
bool names_stretch(std::string_view line);

/// The numbers in `text`, line by line, that are no part of a date, do not number their line and
/// are no page number; a dash between words counts as the figure it stands for. At most 40 are
/// counted.
int count_figures(std::string_view text);

/// Letters and digits of `utf8`: code points that are no space, control or ASCII punctuation.
std::size_t count_letters(std::string_view utf8);

}  // namespace oit::crawl
