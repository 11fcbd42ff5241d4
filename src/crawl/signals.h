#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawl/page_facts.h"
#include "crawl/word_lists.h"
#include "model/facts.h"
#include "model/page.h"

namespace oit::crawl {

/// Telephone numbers in `utf8` as match::phone_places() knows them, at most 20; none under a fax's
/// name alone (lists fax_words, phone_words).
std::vector<std::string> find_phones(std::string_view utf8, const WordLists& words);

/// Persons' names: a title (list person_titles: นาย นาง นางสาว …) with a given and a family name;
/// words of list person_posts ("นายกเทศมนตรี") begin like a title and are none.
std::vector<std::string> find_persons(std::string_view utf8, const WordLists& words);

/// The words of a postal address in `utf8`: village or road, sub-district, district, province or
/// post code, at least three of them within 300 bytes, village, road or post code among them; empty
/// when there is none.
std::string find_address(std::string_view utf8, const WordLists& words);

/// `utf8` repaired where it needs to be for addresses and names: most texts are as they stand.
std::string with_whole_am(const std::string& utf8);

/// As with_whole_am(), of a text that is long: no copy unless one is needed; `repaired` then holds
/// it.
std::string_view view_whole_am(std::string_view utf8, std::string& repaired);

/// True for the address of a file to open: a document's ending, or a download handler's address.
bool looks_like_file(const url::Url& target);

/// An icon, a line, a counter: no picture that shows anything.
bool is_decoration(const model::Image& image, const WordLists& words);

/// The forms of `page`: whether one can write in it, and whether it asks to sign in.
void read_forms(const model::Page& page, model::Signals& out);

/// Everything else of `page` that checks ask about; `links` are its links.
void read_signals(const model::Page& page, const PageZones& zones,
                  const std::vector<model::LinkFact>& links, const model::Rulebook& rulebook,
                  const WordLists& words, model::Signals& out);

}  // namespace oit::crawl
