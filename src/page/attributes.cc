#include "page/attributes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/find_text.h"
#include "page/ascii.h"

namespace oit::page {
namespace {

using Member = std::string_view Attributes::*;
using Entry = std::pair<std::string_view, Member>;

constexpr auto kNames = [] {
  std::array<Entry, 51> names{{
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
      {"data-lineid", &Attributes::data_lineid},
      {"data-link", &Attributes::data_link},
      {"data-ng-app", &Attributes::app_root},
      {"data-original", &Attributes::data_src},
      {"data-reactroot", &Attributes::app_root},
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
      {"ng-app", &Attributes::app_root},
      {"ng-version", &Attributes::app_root},
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
      {"v-cloak", &Attributes::app_root},
      {"value", &Attributes::value},
      {"width", &Attributes::width},
      {"x-data", &Attributes::app_root},
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

/// Names of attributes in which viewers are told what to show.
bool tells_viewers(std::string_view name) {
  return name.starts_with("data-") || name == "source" || name == "file" || name == "pdf";
}

}  // namespace

Attributes read_attributes(const GumboElement& element) {
  Attributes attributes;
  for (unsigned i = 0; i < element.attributes.length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
    const std::string_view name = attribute->name;
    if (name.empty() || name[0] < 'a' || name[0] > 'z') continue;
    const auto letter = static_cast<std::size_t>(name[0] - 'a');
    std::size_t at = kFirst[letter];
    while (at < kFirst[letter + 1] && kNames[at].first != name) ++at;
    if (at < kFirst[letter + 1])
      attributes.*kNames[at].second = attribute->value;
    else if (attributes.holds_pdf.data() == nullptr && tells_viewers(name) &&
             has_text(attribute->value, ".pdf"))
      attributes.holds_pdf = attribute->value;
  }
  return attributes;
}

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

bool is_tag(const GumboNode& node, GumboTag tag) {
  return is_element(node) && node.v.element.tag == tag;
}

std::string_view first_of_set(const GumboNode& node) {
  const auto* set = gumbo_get_attribute(&node.v.element.attributes, "srcset");
  if (set == nullptr) return {};
  const auto first = trim(std::string_view(set->value));
  return first.substr(0, first.find_first_of(" ,\t\n"));
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
