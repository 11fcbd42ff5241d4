#include "crawl/text_layer.h"

#include <algorithm>
#include <string>

#include "base/find_text.h"
#include "crawl/dated.h"
#include "text/text_layer.h"

namespace oit::crawl {
namespace {

/// Scanners' programs leave their name on pages that are pictures, and nothing else.
bool is_scan(const model::Document& document) {
  constexpr std::size_t kMarkLetters = 30;  // of a page: "Scanned with CamScanner"
  if (document.outcome != model::DocumentOutcome::ok || document.pages.empty()) return false;
  std::size_t letters = 0;
  for (const auto& page : document.pages) {
    letters += count_letters(page);
    if (has_text(page, "\xE0\xB8") && !has_text(page, "สแกน")) return false;  // Thai text
  }
  return letters <= kMarkLetters * document.pages.size();
}

/// Most pages' text layer is no writing: the document is to be looked at, not read.
bool is_garbled(const model::Document& document) {
  const auto garbled = std::ranges::count_if(
      document.pages, [](const auto& page) { return !text::find_garbling(page).empty(); });
  const auto blank = std::ranges::count_if(document.pages, &std::string::empty);
  return garbled * 2 > static_cast<std::ptrdiff_t>(document.pages.size()) - blank;
}

}  // namespace

/// The whole document decides, a page may be too short to tell.
void repair_layer(model::Document& document) {
  std::string all;
  for (const auto& page : document.pages) all.append(page).push_back('\f');
  const auto repaired = text::repair_layer(all);
  if (repaired == all) return;
  std::size_t at = 0;
  for (auto& page : document.pages) {
    const auto end = repaired.find('\f', at);
    page = repaired.substr(at, end - at);
    at = end + 1;
  }
}

void distrust_layer(model::Document& document) {
  if (is_scan(document)) document.outcome = model::DocumentOutcome::image_only;
  if (document.outcome != model::DocumentOutcome::ok || !is_garbled(document)) return;
  document.outcome = model::DocumentOutcome::image_only;
  document.why = "the text layer is garbled";
}

}  // namespace oit::crawl
