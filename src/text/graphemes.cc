#include "text/graphemes.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "base/check.h"
#include "text/repair.h"
#include "text/thai.h"

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

/// The edges in a text of nothing but Thai and printable ASCII, where what Unicode's rules (UAX
/// #29) come to is short: no edge before a mark or ำ. Empty for any other text.
std::vector<std::size_t> simple_edges(std::string_view utf8) {
  std::vector<std::size_t> edges;
  edges.reserve(utf8.size() / 2 + 2);
  edges.push_back(0);
  for (std::size_t i = 0; i < utf8.size();) {
    const auto low = thai_at(utf8, i);
    if (low < 0) {
      if (utf8[i] < ' ' || utf8[i] > '~') return {};
      if (i > 0) edges.push_back(i);
      ++i;
      continue;
    }
    const auto kind = thai_kind(kThaiFirst + static_cast<char32_t>(low));
    if (i > 0 && !is_mark(kind) && kind != ThaiKind::am) edges.push_back(i);
    i += 3;
  }
  if (!utf8.empty()) edges.push_back(utf8.size());
  return edges;
}
}  // namespace

std::vector<std::size_t> grapheme_edges(std::string_view utf8) {
  if (auto edges = simple_edges(utf8); !edges.empty()) return edges;
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
