#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "model/page.h"
#include "url/url.h"

namespace oit::page {

struct PageLimits {
  std::size_t arena_bytes = std::size_t{96} << 20;
  std::chrono::milliseconds cpu{250};
  std::size_t links = 5000;
  int depth = 512;
};

/// Reads HTML into a Page. Owns the parser's arena, which is reused page after page: one reader per
/// worker thread. No input is an error; a page that hits a limit comes back with `stop` set and the
/// links a flat scan of its bytes found.
class PageReader {
 public:
  explicit PageReader(PageLimits limits = {});
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  /// `bytes` as received; `declared_charset` from the Content-Type header, may be empty. With
  /// `keep_routes` links to "#/plan" lead to a page of their own (url::Url::with_route): only a
  /// browser can follow them.
  model::Page read(std::string_view bytes, std::string_view declared_charset, const url::Url& url,
                   bool keep_routes = false);

 private:
  struct Arena;
  PageLimits limits_;
  std::unique_ptr<Arena> arena_;
};

}  // namespace oit::page
