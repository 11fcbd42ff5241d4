#pragma once
#include <string_view>

#include "crawl/word_lists.h"
#include "match/drive_form.h"
#include "model/facts.h"
#include "model/fetch.h"
#include "model/page.h"

namespace oit::crawl {

/// What the answer of a drive means that is no HTML page: the file's bytes, or how asking failed.
model::DriveAnswer read_drive(const match::DriveWay& way, const model::PageFacts& facts);

/// What the HTML `body`, read as `page`, means. `entries`: links of it that lead to files or
/// folders of a drive.
model::DriveAnswer read_drive_page(const match::DriveWay& way, const model::PageFacts& facts,
                                   const model::Page& page, std::string_view body,
                                   std::size_t entries, const WordLists& words);

/// The address behind "download anyway" on `page`: a link, or a form with its hidden fields. Empty
/// when there is none at the drive or the hosts that give its files' bytes.
url::Url confirmed_address(const match::DriveWay& way, const model::Page& page);

}  // namespace oit::crawl
