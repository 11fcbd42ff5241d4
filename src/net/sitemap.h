#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oit::net {

/// One address of a sitemap.
struct SitemapEntry {
  std::string url;            ///< as written, not resolved
  std::string last_modified;  ///< as written, W3C date format; may be empty
};

/// What a sitemap file lists.
struct Sitemap {
  std::vector<SitemapEntry> pages;
  std::vector<std::string> nested;  ///< further sitemaps of a sitemap index, as written
  bool truncated = false;           ///< more than the limits allow, or broken behind what was read
};

struct SitemapLimits {
  std::size_t inflated_bytes = std::size_t{50} << 20;  ///< the protocol's own limit
  std::size_t entries = 50'000;
  std::size_t url_bytes = 2'083;
};

/// Reads `bytes`: a urlset, a sitemap index, an RSS or Atom feed, a text file with an address per
/// line, each plain or gzipped. A document type declaration is refused: the sitemap is then empty.
/// Broken XML gives what stands before the break. Never fails. Any thread.
/// Source: sitemaps.org protocol 0.9.
Sitemap read_sitemap(std::string_view bytes, const SitemapLimits& limits = {});

}  // namespace oit::net
