// Any bytes from a reading child, in pieces of any size: the parent survives and keeps its limits.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "doc/frames.h"
#include "text/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  oit::doc::FrameCollector collector(1000, 5, 1'000'000);
  const std::size_t first = bytes.empty() ? 0 : static_cast<unsigned char>(bytes[0]);
  const std::size_t step = 1 + first % 50;
  while (!bytes.empty() && collector.take(bytes.substr(0, step)))
    bytes.remove_prefix(std::min(step, bytes.size()));
  const auto document = collector.finish(size % 7 == 0);
  OIT_CHECK(document.pages.size() <= 5);
  OIT_CHECK(document.page_count >= 0);
  for (const auto& page : document.pages)
    OIT_CHECK(page.size() <= 3000 && oit::text::is_valid_utf8(page));
  OIT_CHECK(oit::text::is_valid_utf8(document.title) && oit::text::is_valid_utf8(document.why));
  return 0;
}
