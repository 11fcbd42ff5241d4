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

/// Gives months, quarters and halves without a year the year that `fiscal_year` (B.E.) gives them.
void infer_years(model::DatedText& dated, int fiscal_year);

/// The one fiscal or bare year `dated` names outside the names of laws; 0 when none or several.
int only_year(const model::DatedText& dated);

/// Letters and digits of `utf8`: code points that are no space, control or ASCII punctuation.
std::size_t count_letters(std::string_view utf8);

}  // namespace oit::crawl
