#include "page/read_page.h"

#include "page/flat_scan.h"
#include "page/parser.h"
#include "page/prescan.h"
#include "page/walk.h"
#include "text/charset.h"

namespace oit::page {

struct PageReader::Arena {
  explicit Arena(const PageLimits& limits) : parser(limits.arena_bytes, limits.cpu) {}
  Parser parser;
  AddressCache addresses;
};

PageReader::PageReader(PageLimits limits)
    : limits_(limits), arena_(std::make_unique<Arena>(limits)) {}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

model::Page PageReader::read(std::string_view bytes, std::string_view declared_charset,
                             const url::Url& url, bool keep_routes) {
  const auto blank = [&] {
    model::Page page;
    page.url = page.base = url;
    return page;
  };
  const std::string_view declared =
      declared_charset.empty() ? prescan_charset(bytes) : declared_charset;
  text::Decoded decoded = text::decode(bytes, declared);
  drop_ballast(decoded.utf8);
  model::Page page = blank();
  if (const GumboOutput* tree = arena_->parser.parse(decoded.utf8)) {
    Walk walk(page, decoded.utf8, limits_, arena_->addresses, {false, keep_routes});
    walk.run(*tree->root);
    if (walk.wants_noscript()) {
      page = blank();
      Walk(page, decoded.utf8, limits_, arena_->addresses, {true, keep_routes}).run(*tree->root);
    }
  } else {
    page.stop = arena_->parser.stop();
    scan_links(decoded.utf8, limits_.links, arena_->addresses, page);
  }
  arena_->parser.reset();
  page.charset = std::move(decoded.charset);
  page.mojibake_repaired = decoded.mojibake_repaired;
  return page;
}

}  // namespace oit::page
