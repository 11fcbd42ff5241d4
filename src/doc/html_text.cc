#include "doc/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "text/charset.h"
#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr std::array<std::string_view, 18> kBlocks{"p",  "div", "br", "tr", "li",    "ul",
                                                   "ol", "h1",  "h2", "h3", "h4",    "h5",
                                                   "h6", "dt",  "dd", "hr", "table", "title"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kEntities{
    {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}}};

/// The name in a tag's text, "/TD class=x" → "td", without its slash.
std::string name_of_tag(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  std::string name(tag.substr(0, std::min(tag.find_first_of(" \t\r\n/"), tag.size())));
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

/// Where the element that begins at `at` ends, for one whose text is no text.
std::size_t end_of_element(std::string_view html, std::size_t at, std::string_view name) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
    if (name_of_tag(html.substr(at + 1, name.size() + 2)).starts_with(name)) return at;
  return html.size();
}

/// Appends what "&name;" at the start of `rest` stands for; bytes taken, 0 when it is none.
std::size_t take_entity(std::string_view rest, std::string& out) {
  constexpr std::size_t kLongest = 10;
  const std::size_t end = rest.substr(0, kLongest).find(';');
  if (end == std::string_view::npos) return 0;
  const std::string_view name = rest.substr(1, end - 1);
  if (name.starts_with('#')) {
    const bool is_hex = name.size() > 1 && (name[1] | 0x20) == 'x';
    const auto digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number, is_hex ? 16 : 10);
    const bool is_char = number >= ' ' && number < 0x110000 && (number & 0x1FF800U) != 0xD800U;
    if (is_char) text::append_char(out, number);
    return is_char ? end + 1 : 0;
  }
  const auto* const known =
      std::ranges::find(kEntities, name, [](const auto& e) { return e.first; });
  if (known == kEntities.end()) return 0;
  out += known->second;
  return end + 1;
}

void add_mark(const std::string& name, bool is_end, std::string& out) {
  if (name == "td" || name == "th") {
    if (is_end) out += " | ";
  } else if (std::ranges::find(kBlocks, name) != kBlocks.end()) {
    out += '\n';
  }
}

}  // namespace

std::string read_html_text(std::string_view bytes) {
  const std::string html = text::decode(bytes, {}).utf8;
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    const std::string_view rest = std::string_view(html).substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = html.find("-->", at);
      at = end == std::string::npos ? html.size() : end + 3;
    } else if (rest.front() == '<') {
      const std::size_t end = std::min(html.find('>', at), html.size() - 1);
      const std::string_view tag = rest.substr(1, end - at - 1 + (html[end] == '>' ? 0 : 1));
      const std::string name = name_of_tag(tag);
      add_mark(name, tag.starts_with('/'), out);
      at = end + 1;
      const bool is_silent = name == "script" || name == "style";
      if (is_silent && !tag.starts_with('/')) at = end_of_element(html, at, name);
    } else if (const std::size_t taken = rest.front() == '&' ? take_entity(rest, out) : 0;
               taken > 0) {
      at += taken;
    } else {
      const char c = rest.front();
      out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
      ++at;
    }
  }
  return out;
}

}  // namespace oit::doc
