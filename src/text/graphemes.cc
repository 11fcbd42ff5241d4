#include "text/graphemes.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "base/check.h"

namespace oit::text {
namespace {
/// Opening an iterator loads rules; each thread keeps one.
icu::BreakIterator& thread_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale("th"), status));
    OIT_CHECK(U_SUCCESS(status));
    return made;
  }();
  return *breaks;
}
}  // namespace

std::vector<std::size_t> grapheme_edges(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> text(
      utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status),
      &utext_close);
  icu::BreakIterator& breaks = thread_breaks();
  breaks.setText(text.get(), status);
  OIT_CHECK(U_SUCCESS(status));
  std::vector<std::size_t> edges;
  for (auto at = breaks.first(); at != icu::BreakIterator::DONE; at = breaks.next())
    edges.push_back(static_cast<std::size_t>(at));
  return edges;
}

}  // namespace oit::text
