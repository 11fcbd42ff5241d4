#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "crawl/facts_reader.h"
#include "crawl/word_lists.h"
#include "model/page.h"

namespace oit::crawl {

/// The pictures of `page` that may be a QR code: roughly square as far as the page says, and called
/// so by their file's name, their own words or those beside them. At most 8.
std::vector<CodePicture> find_qr_pictures(const model::Page& page, const WordLists& words);

/// The web address a code holds; nothing for other texts ("WIFI:S:…", a telephone number).
std::optional<url::Url> code_address(std::string_view text);

}  // namespace oit::crawl
