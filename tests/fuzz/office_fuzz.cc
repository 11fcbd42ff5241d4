// Any bytes as an office file, archive, old sheet's directory or text: read in this very process,
// as in a child. Nothing crashes, text keeps its limit and is UTF-8 once it is taken.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "doc/contents.h"
#include "doc/number_format.h"
#include "doc/ole.h"
#include "doc/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's interface
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  oit::doc::DocumentLimits limits;
  limits.text_bytes = 100'000;
  limits.pages = 20;
  const bool is_pdf = bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
  if (!is_pdf) {  // another library's business
    const auto document = oit::doc::read_contents(bytes, -1, limits);
    std::size_t text = 0;
    for (const auto& page : document.pages) text += page.size();
    OIT_CHECK(document.pages.size() <= 20 || document.outcome != oit::model::DocumentOutcome::ok);
    OIT_CHECK(text <= 4 * limits.text_bytes);
  }
  (void)oit::doc::read_ole(bytes, -1, limits);
  (void)oit::doc::read_antiword_text(bytes);
  (void)oit::doc::write_number(45021.25, oit::doc::read_format(bytes.substr(0, 100)),
                               size % 2 == 0);
  (void)oit::doc::write_iso_day(bytes);
  return 0;
}
