#pragma once
#include <span>
#include <string>
#include <string_view>

#include "url/url.h"

namespace oit::render {

/// What is done with a request of a drawn page.
enum class Treatment {
  ask,      ///< in its turn
  picture,  ///< answered with an empty picture, so that scripts that wait for it go on
  refuse
};

/// What to do with a request for `url` of the protocol's resource `type` ("Script", "XHR" …). Only
/// what may bring text or links is asked for: no media, fonts, pictures, frames (the crawl reads
/// those itself), and nothing of `counters`: domains, with all below them, that only count visitors
/// or show advertising.
Treatment treatment_of(std::string_view type, bool is_main_frame, const url::Url& url,
                       std::span<const std::string> counters);

/// Whether a request of this type may hold the page's content back: streams and beacons may not.
bool is_awaited(std::string_view type);

}  // namespace oit::render
