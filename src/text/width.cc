#include "text/width.h"

#include <unicode/uchar.h>

#include "text/graphemes.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {
constexpr std::string_view kEllipsis = "…";

std::size_t columns(char32_t c) {
  if (c >= 0x20 && c < 0x7F) return 1;
  const auto code = static_cast<UChar32>(c);
  const auto mask = U_GET_GC_MASK(code);
  if ((mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) != 0) return 0;
  const int wide = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_FULLWIDTH || wide == U_EA_WIDE ? 2 : 1;
}

bool is_unsafe(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  return u_charType(code) == U_CONTROL_CHAR || u_charType(code) == U_FORMAT_CHAR;
}

bool is_break(char32_t c) {
  return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}
}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const ReadChar read = read_char(utf8, i);
    width += columns(read.c);
    i += read.size;
  }
  return width;
}

std::string pad_to(std::string_view utf8, std::size_t width) {
  std::string out(utf8);
  if (const std::size_t have = display_width(utf8); have < width) out.append(width - have, ' ');
  return out;
}

std::string fit_to(std::string_view utf8, std::size_t width) {
  if (display_width(utf8) <= width) return std::string(utf8);
  if (width == 0) return {};
  const auto edges = grapheme_edges(utf8);
  std::size_t used = 0;
  std::size_t cut = 0;
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
    used += display_width(utf8.substr(edges[i], edges[i + 1] - edges[i]));
    if (used + 1 > width) break;
    cut = edges[i + 1];
  }
  return std::string(utf8.substr(0, cut)).append(kEllipsis);
}

std::string printable(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    const ReadChar read = read_char(utf8, i);
    if (is_break(read.c))
      out += ' ';
    else if (!is_unsafe(read.c))
      append_char(out, read.c);
    i += read.size;
  }
  return out;
}

std::string thai_digits(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (const char c : utf8) {
    if (c >= '0' && c <= '9')
      append_char(out, kThaiZero + static_cast<char32_t>(c - '0'));
    else
      out += c;
  }
  return out;
}

}  // namespace oit::text
