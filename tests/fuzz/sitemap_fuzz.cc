// Any sitemap: the limits hold, and every address has a length we accept.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "net/sitemap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const oit::net::SitemapLimits limits{.inflated_bytes = 100'000, .entries = 20, .url_bytes = 200};
  const auto map = oit::net::read_sitemap(text, limits);
  OIT_CHECK(map.pages.size() + map.nested.size() <= limits.entries);
  for (const auto& page : map.pages)
    OIT_CHECK(!page.url.empty() && page.url.size() <= limits.url_bytes);
  for (const auto& nested : map.nested)
    OIT_CHECK(!nested.empty() && nested.size() <= limits.url_bytes);
  return 0;
}
