#include "page/flat_scan.h"

#include <algorithm>
#include <string>

#include "page/ascii.h"

namespace oit::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t kMaxTag = 4000, kMaxLabel = 900;

struct Kind {
  std::string_view tag, attribute;
  model::LinkSource source;
};

constexpr Kind kKinds[] = {{"a", "href", model::LinkSource::anchor},
                           {"area", "href", model::LinkSource::area},
                           {"frame", "src", model::LinkSource::frame},
                           {"iframe", "src", model::LinkSource::iframe}};

const Kind* kind_of(std::string_view after_bracket) {
  for (const Kind& kind : kKinds)
    if (starts_with_word(after_bracket, kind.tag) && after_bracket.size() > kind.tag.size() &&
        is_space(after_bracket[kind.tag.size()]))
      return &kind;
  return nullptr;
}

std::string_view value_of(std::string_view tag, std::string_view name) {
  for (std::size_t at = find_word(tag, name); at != npos; at = find_word(tag, name, at + 1)) {
    std::string_view rest = trim(tag.substr(at + name.size()));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (rest.empty()) return {};
    if (rest[0] == '"' || rest[0] == '\'') return rest.substr(1, rest.find(rest[0], 1) - 1);
    return rest.substr(0, rest.find_first_of(" \t\n\r\f>"));
  }
  return {};
}

std::string without_entities(std::string_view address) {
  std::string plain(address);
  for (std::size_t at = plain.find("&amp;"); at != std::string::npos;
       at = plain.find("&amp;", at + 1))
    plain.erase(at + 1, 4);
  return plain;
}

/// The words up to the link's end tag, tags left out.
std::string label_at(std::string_view html) {
  html = html.substr(0, kMaxLabel);
  html = html.substr(0, find_word(html, "</a"));
  std::string words;
  while (!html.empty()) {
    const std::size_t open = html.find('<');
    words += html.substr(0, open);
    if (open == npos) break;
    const std::size_t close = html.find('>', open);
    if (close == npos) break;
    html.remove_prefix(close + 1);
  }
  return one_line(words);
}

}  // namespace

void scan_links(std::string_view html, std::size_t limit, AddressCache& addresses,
                model::Page& page) {
  for (std::size_t at = html.find('<'); at != npos; at = html.find('<', at + 1)) {
    const std::string_view rest = html.substr(at + 1, kMaxTag);
    const Kind* kind = kind_of(rest);
    if (kind == nullptr) continue;
    const std::string_view tag = rest.substr(0, rest.find('>'));
    const std::string href = without_entities(value_of(tag, kind->attribute));
    if (href.empty() || href.starts_with('#')) continue;
    if (page.links.size() >= limit) {
      ++page.dropped_links;
      continue;
    }
    const url::Url* target = addresses.resolve(page.base, href);
    if (target == nullptr) continue;
    model::Link& link = page.links.emplace_back();
    link.target = *target;
    link.source = kind->source;
    if (kind->source == model::LinkSource::anchor && tag.size() < rest.size())
      link.label = label_at(html.substr(at + 2 + tag.size()));
    link.row = link.label;
  }
}

}  // namespace oit::page
