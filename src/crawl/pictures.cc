#include "crawl/pictures.h"

#include <algorithm>

#include "crawl/signals.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kFewLetters = 120;  // of a page; more say what it is about
constexpr std::size_t kMost = 12;

}  // namespace

std::vector<url::Url> find_pictures(const model::Page& page, const PageZones& zones,
                                    const WordLists& words, const model::PageFacts& facts) {
  std::vector<url::Url> pictures;
  if (facts.content_letters >= kFewLetters || facts.signals.forms > 0) return pictures;
  for (std::size_t i = 0; i < page.images.size() && pictures.size() < kMost; ++i) {
    const auto& image = page.images[i];
    if (!zones.image_is_content[i] || is_decoration(image, words)) continue;
    auto address = url::Url::resolve(page.base, image.source);
    if (!address ||
        !(url::is_same_site(*address, page.url) || url::is_sibling_host(*address, page.url)))
      continue;
    if (std::ranges::find(pictures, *address) == pictures.end())
      pictures.push_back(std::move(*address));
  }
  return pictures;
}

}  // namespace oit::crawl
