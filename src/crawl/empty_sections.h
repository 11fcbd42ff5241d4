#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawl/word_lists.h"
#include "model/facts.h"
#include "model/page.h"

namespace oit::crawl {

/// Parts of `page` that say only that there is nothing: a heading, or a short line, with "ไม่มีข้อมูล"
/// (list empty_section) or "ยังไม่ได้ดำเนินการ" (list not_yet_done) right below it, or a row or entry
/// that ends with the former, or an entry with either behind a bracket, colon or dash.
/// `is_content[i]` tells whether block i is content, `says_empty` whether such words stand anywhere
/// in the content: where they do not, only the other blocks are looked at. `phrases` stays empty.
/// At most 24.
std::vector<model::EmptySection> find_empty_sections(const model::Page& page,
                                                     const std::vector<bool>& is_content,
                                                     bool says_empty, const WordLists& words);

/// The same in the lines of a document's text: below lines that begin with a number, and in remarks
/// that say what is lacking.
std::vector<model::EmptySection> find_empty_sections(std::string_view lines,
                                                     const WordLists& words);

/// The rows of an index that hold no link and state a nil (list nil), at most 20.
std::vector<model::NilRow> find_nil_rows(const model::Page& page,
                                         const std::vector<bool>& is_content,
                                         const WordLists& words);

}  // namespace oit::crawl
