#pragma once
#include <gumbo.h>

#include <string_view>

namespace oit::page {

/// The attributes of one element that mean something to the walk. An absent one has a null data
/// pointer; views live as long as the tree. `holds_pdf` is the value of an attribute by which
/// viewers are told what they show ("source", "data-pdf-url", options in JSON).
struct Attributes {
  std::string_view action, alt, app_root, aria_controls, aria_expanded, aria_haspopup, aria_label,
      aria_labelledby, bs_target, bs_toggle, charset, cls, colspan, content, data, data_href,
      data_lineid, data_link, data_src, data_target, data_toggle, data_url, face_size, height,
      hidden, href, holds_pdf, http_equiv, id, method, name, onchange, onclick, onmousedown,
      placeholder, property, rel, role, rowspan, size, src, style, title, type, value, width;
};

Attributes read_attributes(const GumboElement& element);

/// Whether the attribute was given, perhaps without a value.
constexpr bool is_given(std::string_view attribute) { return attribute.data() != nullptr; }

/// The first address of the element's `srcset`; empty when it has none.
std::string_view first_of_set(const GumboNode& node);

/// The next sibling of `node` that is an element, or null.
const GumboNode* next_element(const GumboNode& node);

bool is_element(const GumboNode& node);
bool is_tag(const GumboNode& node, GumboTag tag);

}  // namespace oit::page
