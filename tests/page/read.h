#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "page/read_page.h"

namespace oit::page {

inline const url::Url& address() {
  static const url::Url url = url::Url::parse("https://www.nongbua.go.th/ita/index.php").value();
  return url;
}

/// The page that `html` is, at address().
inline model::Page read(std::string_view html, std::string_view charset = "utf-8") {
  PageReader reader;
  return reader.read(html, charset, address());
}

/// The first link to an address that ends with `end`; a link without target if there is none.
inline model::Link link_to(const model::Page& page, std::string_view end) {
  const auto at = std::ranges::find_if(
      page.links, [end](const model::Link& link) { return link.target.text().ends_with(end); });
  return at == page.links.end() ? model::Link{} : *at;
}

inline std::string text_of(const model::Page& page, const model::Block& block) {
  return page.text.substr(block.begin, block.end - block.begin);
}

inline std::vector<std::string> targets(const model::Page& page) {
  std::vector<std::string> found;
  for (const model::Link& link : page.links)
    found.push_back(std::string(link.target.path()) +
                    (link.target.query().empty() ? "" : "?" + std::string(link.target.query())));
  return found;
}

}  // namespace oit::page
