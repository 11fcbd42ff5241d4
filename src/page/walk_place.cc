#include "page/ascii.h"
#include "page/undo.h"
#include "page/walk.h"

namespace oit::page {
namespace {

constexpr int kSearchNodes = 4000;  // a menu is smaller

}  // namespace

void Walk::enter_panel(const GumboNode& node, const Attributes& attributes, const ClassWords& words,
                       Frame& frame) {
  if (&node == sibling_panel_) {
    sibling_panel_ = nullptr;
    if (!panels_.has_opener(attributes.id)) {
      panels_.push(std::move(sibling_title_));
      frame.undo |= kUndoPanel | kUndoClosed;
      return;
    }
  }
  if ((frame.undo & kUndoPanel) != 0 || has_word(attributes.cls, "navbar-collapse")) return;
  const bool looks = words.panel || same_word(attributes.role, "tabpanel") ||
                     same_word(attributes.role, "region") || hides(attributes.style) ||
                     is_given(attributes.hidden);
  if (panels_.enter(attributes.id, attributes.aria_labelledby, looks))
    frame.undo |= kUndoPanel | kUndoClosed;
}

/// Hidden text counts when something on the page can show it.
bool Walk::reads_hidden(const GumboNode& node, const Attributes& attributes,
                        const ClassWords& words) {
  if (place_.text.in_menu || words.panel || words.submenu || words.toggle) return true;
  if (&node == sibling_panel_ || panels_.has_opener(attributes.id)) return true;
  if (!attributes.id.empty() && attributes.id.size() < 60) {
    const std::string id(attributes.id);
    for (const std::string& use : {"#" + id, "('" + id + "'", "(\"" + id + "\"", "'" + id + "')"})
      if (source_.find(use) != std::string_view::npos) return true;
  }
  const std::string_view cls = trim(attributes.cls);
  const std::string_view first = cls.substr(0, cls.find(' '));
  return !first.empty() && first.size() < 60 &&
         source_.find("." + std::string(first)) != std::string_view::npos;
}

bool Walk::holds_main(const GumboNode& node) const {
  const GumboNode* at = &node;
  for (int nodes = 0; nodes < kSearchNodes; ++nodes) {
    if (is_element(*at) && at->v.element.children.length > 0) {
      at = static_cast<const GumboNode*>(at->v.element.children.data[0]);
    } else {
      while (at != &node && at->index_within_parent + 1 >= at->parent->v.element.children.length)
        at = at->parent;
      if (at == &node) return false;
      at = static_cast<const GumboNode*>(
          at->parent->v.element.children.data[at->index_within_parent + 1]);
    }
    if (!is_element(*at)) continue;
    const GumboTag tag = at->v.element.tag;
    if (tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_H1) return true;
    if (const GumboAttribute* id = gumbo_get_attribute(&at->v.element.attributes, "id");
        id != nullptr && (same_word(id->value, "content") || same_word(id->value, "main")))
      return true;
  }
  return true;  // too much for a menu
}

bool Walk::is_menu(const GumboNode& node, const Attributes& attributes,
                   const ClassWords& words) const {
  if (place_.text.in_menu) return false;
  const GumboTag tag = node.v.element.tag;
  if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_FOOTER)
    return !(tag == GUMBO_TAG_FOOTER && place_.in_main);
  for (const std::string_view role : {"navigation", "banner", "contentinfo", "search"})
    if (same_word(attributes.role, role)) return role == "navigation" || !holds_main(node);
  if (tag == GUMBO_TAG_ASIDE) return !holds_main(node);
  if (tag == GUMBO_TAG_HEADER) {
    for (const Frame& frame : frames_)
      if (frame.node != &node &&
          (is_tag(*frame.node, GUMBO_TAG_ARTICLE) || is_tag(*frame.node, GUMBO_TAG_MAIN) ||
           is_tag(*frame.node, GUMBO_TAG_SECTION)))
        return false;
    return !place_.in_main;
  }
  if (!words.menu || tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_ARTICLE ||
      tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_LI || tag == GUMBO_TAG_P)
    return false;
  return !holds_main(node);
}

}  // namespace oit::page
