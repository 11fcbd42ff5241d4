#pragma once
#include <vector>

#include "crawl/page_facts.h"
#include "crawl/word_lists.h"
#include "model/facts.h"
#include "model/page.h"

namespace oit::crawl {

/// The pictures in the content of a page that shows them and says next to nothing, in its order;
/// none of any other page.
std::vector<url::Url> find_pictures(const model::Page& page, const PageZones& zones,
                                    const WordLists& words, const model::PageFacts& facts);

}  // namespace oit::crawl
