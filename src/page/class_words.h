#pragma once
#include <cstdint>
#include <string_view>

namespace oit::page {

/// What the class and id of an element say about it. Sites name things in English in hundreds of
/// ways; only the words themselves, parted by '-', '_' and capitals, are looked at.
struct ClassWords {
  bool menu = false;     ///< menu, nav, sidebar, footer, breadcrumb …
  bool title = false;    ///< title, topic, headline, card-header, panel-heading …
  bool item = false;     ///< card, panel, item, post …: a box about one thing
  bool step = false;     ///< accordion-item: a title with what it opens
  bool panel = false;    ///< collapse, tab-pane, accordion-body …: may open and close
  bool tabs = false;     ///< tabs, nav-pills: a row of openers
  bool toggle = false;   ///< accordion, collapsible, dropdown-toggle …: opens something
  bool submenu = false;  ///< dropdown-menu, submenu, children
  bool main = false;     ///< main, content, article
  bool widget = false;   ///< chat boxes, messengers and viewers of papers
};

ClassWords read_class_words(std::string_view cls, std::string_view id);

/// Whether an inline style hides the element from people.
bool hides(std::string_view style);

/// Whether an inline style draws text like a heading: bold, or 18 pixels and more.
bool looks_like_heading(std::string_view style);

}  // namespace oit::page
