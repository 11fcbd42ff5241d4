#pragma once
#include <gumbo.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/page.h"
#include "page/attributes.h"
#include "page/class_words.h"
#include "page/headings.h"
#include "page/panels.h"
#include "page/read_page.h"
#include "page/rows.h"
#include "page/tables.h"
#include "page/text_sink.h"
#include "url/url.h"

namespace oit::page {

/// Addresses already resolved: menus repeat on every page of a site.
class AddressCache {
 public:
  /// The resolved address, or null when `href` is none we can fetch.
  const url::Url* resolve(const url::Url& base, std::string_view href, bool keep_route = false);

 private:
  struct Known {
    url::Url url;
    bool is_good = false;
  };
  std::string key_;
  std::unordered_map<std::string, Known> known_;
};

/// What holds at a place of the tree and ends with the element that said it.
struct Place {
  TextPlace text;
  bool hidden = false;  ///< nothing of it is shown
  bool joined = false;  ///< in a heading, cell or label: inner borders are only gaps
  bool in_main = false;
  std::size_t heading_floor = 0;  ///< headings below this do not count
  int block_depth = 0;            ///< of the nearest block element
  int link = -1, form = -1, table = -1, opener = -1, image_link = -1;
};

/// One element on the way down, with what must be undone at its end.
struct Frame {
  const GumboNode* node = nullptr;
  unsigned next_child = 0;
  unsigned undo = 0;
  int rank = 0;  ///< of the heading it is, or 0
  std::size_t text_begin = 0;
  Place before;  ///< the place around the element
};

struct WalkChoices {
  bool with_noscript = false;  ///< reads what stands in <noscript>
  bool keep_routes = false;    ///< as PageReader::read
};

/// One walk over a parsed tree: no recursion, no strings for nodes; fills a Page.
class Walk {
 public:
  Walk(model::Page& page, std::string_view source, const PageLimits& limits,
       AddressCache& addresses, WalkChoices choices);

  void run(const GumboNode& root);

  /// The page had no text and a <noscript>: walking again with it would show more.
  bool wants_noscript() const;

 private:
  // walk.cc
  void enter(const GumboNode& node);
  void enter_element(const GumboNode& node, Frame& frame);
  void leave(Frame& frame);
  void leave_block(Frame& frame);
  void text_node(const GumboNode& node);
  void border(int container_depth);
  bool is_skipped(const GumboNode& node, const Attributes& attributes);
  void open_scope(Frame& frame, ScopeKind kind);
  void enter_block(const GumboNode& node, const Attributes& attributes, const ClassWords& words,
                   Frame& frame);
  void set_kind(GumboTag tag, const ClassWords& words, Frame& frame);
  void enter_inline(const GumboNode& node, const Attributes& attributes, Frame& frame);
  void list_heading();
  ClassWords words_of(const Attributes& attributes);
  void note_widget(const Attributes& attributes, const ClassWords& words);
  std::string_view text_from(std::size_t begin) const;
  bool needs_script() const;
  void finish();

  // walk_place.cc
  bool reads_hidden(const GumboNode& node, const Attributes& attributes, const ClassWords& words);
  bool is_menu(const GumboNode& node, const Attributes& attributes, const ClassWords& words) const;
  bool holds_main(const GumboNode& node) const;
  void enter_panel(const GumboNode& node, const Attributes& attributes, const ClassWords& words,
                   Frame& frame);

  // walk_table.cc
  void enter_table(const GumboNode& node, Frame& frame);
  bool enter_table_part(const GumboNode& node, const Attributes& attributes, Frame& frame);
  void leave_row(Frame& frame);
  bool shows_more(std::uint32_t block) const;
  void leave_cell(Frame& frame);
  void leave_table();

  // walk_links.cc
  void enter_anchor(const GumboNode& node, const Attributes& attributes, Frame& frame);
  void enter_clickable(const GumboNode& node, const Attributes& attributes, Frame& frame);
  void leave_link(Frame& frame);
  int add_link(std::string_view href, model::LinkSource source, std::string_view label = {});
  int add_dead_link(model::LinkSource source);
  int add_script_link(std::string_view code);
  int add_viewable(std::string_view href, model::LinkSource source, std::string_view label = {});
  void start_opener(const GumboNode& node, const Attributes& attributes, Frame& frame);
  bool leads_by_route(std::string_view href) const;
  bool opens_something(const GumboNode& node, const Attributes& attributes) const;
  void embedded(const GumboNode& node, const Attributes& attributes);
  void shown_by_script(const Attributes& attributes);
  void image(const GumboNode& node, const Attributes& attributes);
  void add_image(std::string_view source);
  void note_unread();
  void refresh(std::string_view content);
  void inline_script(const GumboNode& node);
  void head_element(const GumboNode& node, const Attributes& attributes);
  void finish_links();

  // walk_forms.cc
  void enter_form(const Attributes& attributes, Frame& frame);
  void leave_form(const GumboNode& node);
  void form_control(const GumboNode& node, const Attributes& attributes);
  void select(const GumboNode& node, const Attributes& attributes);
  void form_text(std::string_view words);

  model::Page& page_;
  std::string_view source_;
  const PageLimits& limits_;
  AddressCache& addresses_;
  WalkChoices choices_;
  bool saw_noscript_ = false, saw_empty_root_ = false;
  bool saw_hollow_ = false;    ///< an element with an id that holds nothing, or "loading"
  bool saw_app_root_ = false;  ///< what frameworks draw into, by its name
  bool wants_script_ = false;  ///< <noscript> says that nothing works without, or a script reloads
  bool fills_ = false;         ///< a script within the page puts something into it
  bool checks_for_robots_ = false;

  std::vector<Frame> frames_;
  Place place_;
  TextSink sink_;
  Headings headings_;
  Panels panels_;
  std::vector<Scope> scopes_;
  std::vector<TableGrid> tables_;
  std::vector<LinkNote> link_notes_;
  std::vector<RowPart> row_parts_;  ///< of the table row being walked
  std::size_t first_link_of_cell_ = 0;
  std::vector<std::string> link_fallbacks_;  ///< alt or title, used when a link has no text
  std::vector<std::uint32_t> image_serials_;
  std::vector<std::pair<std::size_t, std::vector<std::string_view>>> toggles_;  ///< link, ids
  std::unordered_set<std::string_view> ids_;
  std::unordered_map<std::string_view, ClassWords> class_words_;
  std::string column_, redirect_;
  const GumboNode* sibling_panel_ = nullptr;  ///< what the opener just left opens
  std::string sibling_title_;
  std::string_view picture_source_;  ///< of the <source> before an <img>
  Span term_;                        ///< the last <dt>
  std::size_t last_link_end_ = 0, content_links_ = 0;
};

}  // namespace oit::page
