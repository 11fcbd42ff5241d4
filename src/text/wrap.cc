#include "text/wrap.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "base/check.h"
#include "text/width.h"

namespace oit::text {
namespace {

/// Opening an iterator loads rules and the dictionary; each thread keeps one.
icu::BreakIterator& thread_lines() {
  thread_local const std::unique_ptr<icu::BreakIterator> lines = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createLineInstance(icu::Locale("th"), status));
    OIT_CHECK(U_SUCCESS(status));
    return made;
  }();
  return *lines;
}

/// The byte offsets after which a line may end; the last is the size.
std::vector<std::size_t> line_edges(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UText, decltype(&utext_close)> text(
      utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status),
      &utext_close);
  icu::BreakIterator& lines = thread_lines();
  lines.setText(text.get(), status);
  OIT_CHECK(U_SUCCESS(status));
  std::vector<std::size_t> edges;
  lines.first();
  for (auto at = lines.next(); at != icu::BreakIterator::DONE; at = lines.next())
    edges.push_back(static_cast<std::size_t>(at));
  return edges;
}

/// True inside an address: no line ends there.
bool is_in_address(std::string_view utf8, std::size_t edge) {
  if (edge == 0 || edge >= utf8.size() || utf8[edge - 1] == ' ') return false;
  const auto space = utf8.rfind(' ', edge - 1);
  const auto begin = space == std::string_view::npos ? 0 : space + 1;
  const auto end = std::min(utf8.find(' ', edge), utf8.size());
  return utf8.substr(begin, end - begin).find("://") != std::string_view::npos;
}

/// True before a sign that parts a list or a path: a line ends with it and never begins so.
bool is_before_mark(std::string_view utf8, std::size_t edge) {
  const auto rest = utf8.substr(edge);
  return rest.starts_with("· ") || rest.starts_with("› ") || rest.starts_with("> ");
}

std::string_view without_end_spaces(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<std::string> wrap(std::string_view utf8, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t from = 0;
  for (const auto edge : line_edges(utf8)) {
    if (is_in_address(utf8, edge) || is_before_mark(utf8, edge)) continue;
    const auto word = utf8.substr(from, edge - from);
    from = edge;
    if (!line.empty() && display_width(line) + display_width(without_end_spaces(word)) > width) {
      lines.emplace_back(without_end_spaces(line));
      line.clear();
    }
    line += word;
  }
  lines.emplace_back(without_end_spaces(line));
  return lines;
}

}  // namespace oit::text
