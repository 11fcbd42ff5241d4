#include "page/attributes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace oit::page {
namespace {

using Member = std::string_view Attributes::*;
using Entry = std::pair<std::string_view, Member>;

constexpr auto kNames = [] {
  std::array<Entry, 44> names{{
      {"action", &Attributes::action},
      {"alt", &Attributes::alt},
      {"aria-controls", &Attributes::aria_controls},
      {"aria-expanded", &Attributes::aria_expanded},
      {"aria-haspopup", &Attributes::aria_haspopup},
      {"aria-label", &Attributes::aria_label},
      {"aria-labelledby", &Attributes::aria_labelledby},
      {"charset", &Attributes::charset},
      {"class", &Attributes::cls},
      {"colspan", &Attributes::colspan},
      {"content", &Attributes::content},
      {"data", &Attributes::data},
      {"data-bs-target", &Attributes::bs_target},
      {"data-bs-toggle", &Attributes::bs_toggle},
      {"data-href", &Attributes::data_href},
      {"data-link", &Attributes::data_link},
      {"data-original", &Attributes::data_src},
      {"data-src", &Attributes::data_src},
      {"data-target", &Attributes::data_target},
      {"data-toggle", &Attributes::data_toggle},
      {"data-url", &Attributes::data_url},
      {"height", &Attributes::height},
      {"hidden", &Attributes::hidden},
      {"href", &Attributes::href},
      {"http-equiv", &Attributes::http_equiv},
      {"id", &Attributes::id},
      {"method", &Attributes::method},
      {"name", &Attributes::name},
      {"onchange", &Attributes::onchange},
      {"onclick", &Attributes::onclick},
      {"onmousedown", &Attributes::onmousedown},
      {"placeholder", &Attributes::placeholder},
      {"property", &Attributes::property},
      {"rel", &Attributes::rel},
      {"role", &Attributes::role},
      {"rowspan", &Attributes::rowspan},
      {"size", &Attributes::size},
      {"src", &Attributes::src},
      {"style", &Attributes::style},
      {"title", &Attributes::title},
      {"type", &Attributes::type},
      {"value", &Attributes::value},
      {"width", &Attributes::width},
      {"xlink:href", &Attributes::href},
  }};
  return names;
}();

/// First entry of each letter in kNames, which is sorted.
constexpr auto kFirst = [] {
  std::array<unsigned char, 27> first{};
  for (std::size_t letter = 0; letter < first.size(); ++letter) {
    std::size_t at = 0;
    while (at < kNames.size() && static_cast<std::size_t>(kNames[at].first[0] - 'a') < letter) ++at;
    first[letter] = static_cast<unsigned char>(at);
  }
  return first;
}();

}  // namespace

Attributes read_attributes(const GumboElement& element) {
  Attributes attributes;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string_view name = attribute->name;
    if (name.empty() || name[0] < 'a' || name[0] > 'z') continue;
    const auto letter = static_cast<std::size_t>(name[0] - 'a');
    for (std::size_t at = kFirst[letter]; at < kFirst[letter + 1]; ++at)
      if (kNames[at].first == name) {
        attributes.*kNames[at].second = attribute->value;
        break;
      }
  }
  return attributes;
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

bool is_tag(const GumboNode& node, GumboTag tag) {
  return is_element(node) && node.v.element.tag == tag;
}

const GumboNode* next_element(const GumboNode& node) {
  if (node.parent == nullptr || !is_element(*node.parent)) return nullptr;
  const GumboVector& siblings = node.parent->v.element.children;
  for (std::size_t i = node.index_within_parent + 1; i < siblings.length; ++i) {
    const auto* sibling = static_cast<const GumboNode*>(siblings.data[i]);
    if (is_element(*sibling)) return sibling;
  }
  return nullptr;
}

}  // namespace oit::page
