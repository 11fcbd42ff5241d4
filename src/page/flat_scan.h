#pragma once
#include <string_view>

#include "model/page.h"
#include "page/walk.h"

namespace oit::page {

/// Finds the addresses of links and frames in `html` without a tree, for pages the parser had to
/// give up: target and label only, at most `limit`; more are counted as dropped.
void scan_links(std::string_view html, std::size_t limit, AddressCache& addresses,
                model::Page& page);

}  // namespace oit::page
