// Any robots.txt: reading ends soon, and the answer for a path does not depend on how it is
// escaped.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "net/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const oit::net::Robots robots(text, "oitcheck");
  OIT_CHECK(robots.allows("/robots.txt"));
  OIT_CHECK(robots.allows("/abc") == robots.allows("/%61bc"));
  OIT_CHECK(robots.allows("/\xE0\xB8\x81") == robots.allows("/%e0%b8%81"));
  OIT_CHECK(!robots.forbids_all() || !robots.allows("/any"));
  OIT_CHECK(robots.crawl_delay().count() >= 0);
  static_cast<void>(robots.allows(text.substr(0, 2'000)));
  return 0;
}
