#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawl/word_lists.h"
#include "model/facts.h"
#include "model/page.h"

namespace oit::crawl {

/// Telephone numbers of Thailand as written in `utf8`: 0 and 8 or 9 more digits, parted by spaces,
/// hyphens or dots, Thai digits too; "+66" and the rest. Hot lines of four digits are none: most
/// belong to somebody else.
std::vector<std::string> find_phones(std::string_view utf8);

/// E-mail addresses in `utf8`, also written "name[at]example.go.th".
std::vector<std::string> find_emails(std::string_view utf8);

/// Persons' names: a title (list person_titles: นาย นาง นางสาว …) with a given and a family name;
/// words of list person_posts ("นายกเทศมนตรี") begin like a title and are none.
std::vector<std::string> find_persons(std::string_view utf8, const WordLists& words);

/// The words of a postal address in `utf8`: village or road, sub-district, district, province or
/// post code, at least three of them within 300 bytes; empty when there is none.
std::string find_address(std::string_view utf8, const WordLists& words);

/// Everything of `page` that checks ask about. `is_content[i]` tells whether block i is content and
/// no menu; `content` is the text of those blocks.
/// `image_is_content` says the same of the images.
model::Signals read_signals(const model::Page& page, const std::vector<bool>& is_content,
                            const std::vector<bool>& image_is_content, std::string_view content,
                            const model::Rulebook& rulebook, const WordLists& words);

}  // namespace oit::crawl
