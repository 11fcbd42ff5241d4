#include "page/prescan.h"

#include <algorithm>
#include <cstring>

#include "base/find_text.h"
#include "page/ascii.h"

namespace oit::page {
namespace {

constexpr std::size_t kPrescanBytes = 4096;
constexpr std::size_t kLongData = 1024;
constexpr std::size_t kPaperData = 8'000;  // in base64, of a page photographed or scanned

bool is_value_end(char c) { return c == '"' || c == '\'' || c == '>' || c == ';' || is_space(c); }

/// The value after "charset" at `at` in `tag`, when there is an equals sign.
std::string_view value_after(std::string_view tag, std::size_t at) {
  std::string_view rest = trim(tag.substr(at));
  if (!rest.starts_with('=')) return {};
  rest = trim(rest.substr(1));
  if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
  rest = trim(rest);
  const auto* end = std::find_if(rest.begin(), rest.end(), is_value_end);
  return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
}

/// Where the address that starts at `from` ends: at the quote or bracket that opened it.
std::size_t end_of_data(const std::string& html, std::size_t from) {
  const char opener = from > 0 ? html[from - 1] : ' ';
  if (opener == '"' || opener == '\'') return std::min(html.find(opener, from), html.size());
  return std::min(html.find_first_of(opener == '(' ? ")" : " \t\n>", from), html.size());
}

}  // namespace

std::string_view prescan_charset(std::string_view bytes) {
  bytes = bytes.substr(0, kPrescanBytes);
  for (std::size_t at = find_word(bytes, "<meta"); at != std::string_view::npos;
       at = find_word(bytes, "<meta", at + 1)) {
    const std::string_view tag = bytes.substr(at, bytes.find('>', at) - at);
    constexpr std::string_view kWord = "charset";
    const std::size_t word = find_word(tag, kWord);
    if (word == std::string_view::npos) continue;
    if (const auto name = value_after(tag, word + kWord.size()); !name.empty()) return name;
  }
  return {};
}

void drop_ballast(std::string& html) {
  if (std::memchr(html.data(), '\0', html.size()) != nullptr) std::erase(html, '\0');
  constexpr std::string_view kScheme = "data:";
  std::size_t read = 0, write = 0;
  for (std::size_t at = find_text(html, kScheme); at != std::string::npos;
       at = find_text(html, kScheme, at + 1)) {
    if (at < read) continue;
    const std::size_t end = end_of_data(html, at);
    if (end - at <= kLongData) continue;
    const std::size_t kept = at + kScheme.size() - read;
    std::memmove(html.data() + write, html.data() + read, kept);
    write += kept;
    if (end - at >= kPaperData) html[write++] = kLargeData.back();
    read = end;
    at = end > 0 ? end - 1 : 0;
  }
  if (read == 0) return;
  std::memmove(html.data() + write, html.data() + read, html.size() - read);
  html.resize(write + html.size() - read);
}

}  // namespace oit::page
