// Any page: every index and offset of the Page holds, text is UTF-8, limits are kept.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "page/read_page.h"
#include "text/charset.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const auto url = oit::url::Url::parse("https://www.example.go.th/a/b.php?c=1").value();
  static oit::page::PageReader reader({.arena_bytes = std::size_t{8} << 20,
                                       .cpu = std::chrono::milliseconds(250),
                                       .links = 50,
                                       .depth = 64});
  const auto page = reader.read(bytes, "", url);
  OIT_CHECK(oit::text::is_valid_utf8(page.text));
  OIT_CHECK(page.links.size() <= 50);
  std::size_t end = 0;
  for (const auto& block : page.blocks) {
    OIT_CHECK(end <= block.begin && block.begin < block.end && block.end <= page.text.size());
    OIT_CHECK(block.link_bytes <= block.end - block.begin);
    end = block.end;
  }
  for (const auto& link : page.links) {
    OIT_CHECK(!link.target.empty());
    OIT_CHECK(link.block < page.blocks.size() || page.blocks.empty());
    for (const std::string_view words :
         {std::string_view(link.label), link.row.view(), link.heading.view(), link.accordion.view(),
          link.column.view()})
      OIT_CHECK(words.size() <= 1200 && oit::text::is_valid_utf8(words));
  }
  for (const auto& image : page.images)
    OIT_CHECK(image.block < page.blocks.size() || page.blocks.empty());
  for (const auto& table : page.tables) OIT_CHECK(table.rows >= 0 && table.header.size() <= 2400);
  return 0;
}
