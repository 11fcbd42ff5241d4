#include "crawl/text_layer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/find_text.h"
#include "crawl/dated.h"
#include "text/text_layer.h"

namespace oit::crawl {
namespace {

std::string join(const std::vector<std::string>& pages) {
  std::string all;
  for (const auto& page : pages) all.append(page).push_back('\f');
  return all;
}

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

bool is_garbled(const std::string& text) { return !text::find_garbling(text).empty(); }

/// Too little text for what may stand on the pages: numbers and stamps on pictures.
bool has_hardly_any(const model::Document& document) {
  constexpr std::size_t kLettersPerPage = 20;
  std::size_t letters = 0;
  for (const auto& page : document.pages) letters += count_letters(page);
  return letters < kLettersPerPage * document.pages.size();
}

/// Most pages' text layer is no writing, or that of all pages together, each too short to tell: the
/// document is to be looked at, not read. Of a document whose other pages can be read, such pages
/// say nothing.
bool is_mostly_garbled(model::Document& document) {
  auto& pages = document.pages;
  const auto garbled = std::ranges::count_if(pages, is_garbled);
  const auto blank = std::ranges::count_if(pages, &std::string::empty);
  if (garbled * 2 > static_cast<std::ptrdiff_t>(pages.size()) - blank) return true;
  if (is_garbled(join(pages))) return true;
  if (garbled == 0) return false;
  for (auto& page : pages)
    if (is_garbled(page)) page.clear();
  return has_hardly_any(document);
}

}  // namespace

/// The whole document decides, a page may be too short to tell.
void repair_layer(model::Document& document) {
  const auto all = join(document.pages);
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
  if (document.outcome != model::DocumentOutcome::ok || !is_mostly_garbled(document)) return;
  document.outcome = model::DocumentOutcome::image_only;
  document.why = "the text layer is garbled";
}

}  // namespace oit::crawl
