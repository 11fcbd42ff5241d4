#include "text/quote.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "text/graphemes.h"
#include "text/repair.h"

namespace oit::text {
namespace {
constexpr std::string_view kEllipsis = "…";

/// NormalText, and for each of its bytes the place in the original it stands for.
class LocatedSink {
 public:
  struct Saved {
    std::size_t size;
    bool space;
  };

  void put(char32_t c, std::size_t at) {
    if (c == ' ') {
      space_ = !text.empty();
      return;
    }
    if (space_) text += ' ';
    space_ = false;
    append_char(text, c);
    origin.resize(text.size(), at);
  }
  Saved save() const { return {text.size(), space_}; }
  void back(Saved saved) {
    text.resize(saved.size);
    origin.resize(saved.size);
    space_ = saved.space;
  }

  std::string text;
  std::vector<std::size_t> origin;

 private:
  bool space_ = false;
};

/// The nearest place at or before `at` where a character of UTF-8 starts.
std::size_t character_start(std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  for (int back = 0; back < 3 && at > 0 && at < text.size() && is_continuation(text[at]); ++back)
    --at;
  return at;
}

/// The index of the character that holds byte `at`.
std::size_t character_at(const std::vector<std::size_t>& edges, std::size_t at) {
  const auto after = std::ranges::upper_bound(edges, at);
  return static_cast<std::size_t>(after - edges.begin()) - 1;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}
/// A part of a text as people see it, and where its characters are.
struct Window {
  std::size_t from = 0, to = 0;  // bytes of the original
  LocatedSink sink;
  std::vector<std::size_t> edges;

  std::size_t place(std::size_t at) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(sink.origin, at - from) -
                                    sink.origin.begin());
  }
};

Window read_window(std::string_view original, std::size_t from, std::size_t to) {
  Window window;
  window.from = character_start(original, from);
  window.to = character_start(original, std::min(original.size(), to));
  repair_each(original.substr(window.from, window.to - window.from), window.sink);
  window.edges = grapheme_edges(window.sink.text);
  return window;
}
}  // namespace

std::string cut_quote(std::string_view original, std::size_t begin, std::size_t end,
                      std::size_t max_chars) {
  begin = std::min(begin, original.size());
  end = std::clamp(end, begin, original.size());
  // Only a window is read, so that a long page costs no more than a short one: a character in the
  // reader's sense seldom takes more than 12 bytes, and mostly 3 to 6.
  const std::size_t reach = max_chars * 12 + 64, near = max_chars * 2 + 64;
  auto window =
      read_window(original, begin - std::min(begin, near), std::min(end + near, begin + 2 * reach));
  const auto spare = [&](std::size_t at) { return character_at(window.edges, window.place(at)); };
  const std::size_t read = window.edges.size() - 1;
  const bool cut_before = window.from > 0, cut_after = window.to < original.size();
  const bool short_before = cut_before && spare(begin) <= max_chars / 2;
  const bool short_after = cut_after && read <= spare(std::min(end, window.to)) + max_chars / 2 + 1;
  const bool too_few = (cut_before || cut_after) && read < max_chars;
  if (short_before || short_after || too_few)
    window = read_window(original, begin - std::min(begin, reach), begin + 2 * reach);
  const auto& [from, to, sink, edges] = window;
  const std::size_t chars = edges.size() - 1;
  const std::size_t length = std::min(chars, max_chars);
  if (length == 0) return std::string(original.empty() ? "" : kEllipsis);
  const std::size_t first = character_at(edges, window.place(begin));
  const std::size_t last = character_at(edges, window.place(std::min(end, to)));
  const std::size_t inside = std::min(last - first, length);
  const std::size_t start =
      std::min(first - std::min(first, (length - inside) / 2), chars - length);
  std::string out;
  if (start > 0 || from > 0) out += kEllipsis;
  out +=
      trim(std::string_view(sink.text).substr(edges[start], edges[start + length] - edges[start]));
  if (start + length < chars || to < original.size()) out += kEllipsis;
  return out;
}

}  // namespace oit::text
