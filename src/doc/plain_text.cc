#include "doc/plain_text.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "doc/text_pages.h"
#include "text/charset.h"

namespace oit::doc {
namespace {

constexpr std::size_t kLooked = 20;   // lines that show what parts records
constexpr std::size_t kFewLines = 2;  // fewer are no table

/// The next record of `rest`: its cells, quotes undone. Source: RFC 4180.
std::vector<std::string> next_record(std::string_view& rest, char mark) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    if (is_quoted) {
      if (c != '"')
        cells.back() += c;
      else if (at + 1 < rest.size() && rest[at + 1] == '"')
        cells.back() += rest[++at];
      else
        is_quoted = false;
    } else if (c == '"' && cells.back().empty()) {
      is_quoted = true;
    } else if (c == mark) {
      cells.emplace_back();
    } else if (c == '\n') {
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return cells;
}

/// Whether nearly all of the first records have the same number of cells, several.
bool parts_records(std::string_view text, char mark) {
  std::vector<std::size_t> counts;
  while (!text.empty() && counts.size() < kLooked) {
    const auto cells = next_record(text, mark);
    if (cells.size() > 1 || !cells[0].empty()) counts.push_back(cells.size());
  }
  if (counts.size() < kFewLines) return false;
  std::size_t alike = 0;
  const std::size_t usual = *std::ranges::max_element(counts, {}, [&](std::size_t count) {
    return count < 2 ? 0 : std::ranges::count(counts, count);
  });
  if (usual < (mark == ',' ? 3U : 2U)) return false;  // prose has commas, too
  for (const auto count : counts) alike += count == usual ? 1U : 0U;
  return alike >= kFewLines && alike * 10 >= counts.size() * 7;
}

DocumentLimits no_limits() {
  DocumentLimits limits;
  limits.text_bytes = std::numeric_limits<std::size_t>::max() / 2;
  return limits;
}

model::Document blank() { return ended(model::DocumentOutcome::empty, "nothing in it"); }

}  // namespace

model::Document read_plain_text(std::string_view bytes, std::string_view declared_charset) {
  std::string utf8 = text::decode(bytes, declared_charset).utf8;
  if (utf8.find_first_not_of(" \t\r\n") == std::string::npos) return blank();
  for (const char mark : {'\t', ';', ','}) {
    if (!parts_records(utf8, mark)) continue;
    TextPages pages(no_limits());
    for (std::string_view rest = utf8; !rest.empty();) pages.add_row(next_record(rest, mark));
    return pages.take();
  }
  model::Document document;
  document.outcome = model::DocumentOutcome::ok;
  document.page_count = 1;
  document.pages.push_back(std::move(utf8));
  return document;
}

model::Document read_antiword_text(std::string_view utf8) {
  TextPages pages(no_limits());
  while (!utf8.empty()) {
    const std::size_t end = std::min(utf8.find('\n'), utf8.size());
    std::string_view line = utf8.substr(0, end);
    utf8.remove_prefix(std::min(end + 1, utf8.size()));
    if (!line.starts_with('|') || !line.ends_with('|') || line.size() < 2) {
      pages.add_line(line);
      continue;
    }
    line = line.substr(1, line.size() - 2);
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t bar = std::min(line.find('|', at), line.size());
      cells.emplace_back(line.substr(at, bar - at));
      at = bar + 1;
    }
    pages.add_row(cells);
  }
  const std::size_t signs = pages.signs();
  auto document = pages.take();
  judge_contents(document, signs, false);
  return document;
}

}  // namespace oit::doc
