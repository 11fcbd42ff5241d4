#include "page/walk.h"

#include <algorithm>

#include "page/ascii.h"
#include "page/script_signs.h"
#include "page/tags.h"
#include "page/undo.h"

namespace oit::page {
namespace {

constexpr std::size_t kHeadingBytes = 480;  // about 160 Thai letters
constexpr std::size_t kListHeadingBytes = 360;
constexpr std::size_t kMaxScripts = 200;
constexpr std::size_t kFewLinks = 5;                       // of a page that a script may yet fill
constexpr std::size_t kNoLetters = 50, kFewLetters = 120;  // "Loading …", "enable JavaScript"

/// The text of `node` and its children.
std::string text_of(const GumboNode& node) {
  std::string text;
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type == GUMBO_NODE_TEXT) text += child.v.text.text;
    for (unsigned j = 0; is_element(child) && j < child.v.element.children.length; ++j) {
      const auto& inner = *static_cast<const GumboNode*>(child.v.element.children.data[j]);
      if (inner.type == GUMBO_NODE_TEXT) text += inner.v.text.text;
    }
  }
  return text;
}

/// A template whose content a browser shows: the shadow tree of the element it stands in.
bool is_shadow(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEMPLATE &&
         gumbo_get_attribute(&node.v.element.attributes, "shadowrootmode") != nullptr;
}

/// An element for content that holds nothing, or only words that say it is being loaded.
bool is_hollow(const GumboElement& element) {
  constexpr std::array kHolders{GUMBO_TAG_NAV,     GUMBO_TAG_DIV,  GUMBO_TAG_UL,
                                GUMBO_TAG_SECTION, GUMBO_TAG_MAIN, GUMBO_TAG_TBODY};
  if (std::ranges::find(kHolders, element.tag) == kHolders.end()) return false;
  if (element.children.length == 0) return true;
  if (element.children.length > 1) return false;
  const auto& only = *static_cast<const GumboNode*>(element.children.data[0]);
  if (only.type == GUMBO_NODE_WHITESPACE) return true;
  return only.type == GUMBO_NODE_TEXT && says_loading(only.v.text.text);
}

}  // namespace

Walk::Walk(model::Page& page, std::string_view source, const PageLimits& limits,
           AddressCache& addresses, WalkChoices choices)
    : page_(page), source_(source), limits_(limits), addresses_(addresses), choices_(choices) {
  scopes_.emplace_back();
}

std::string_view Walk::text_from(std::size_t begin) const {
  std::string_view text = sink_.text;
  text.remove_prefix(std::min(begin, text.size()));
  // A border's newline, a gap, or the bar between two cells may come before an element's words.
  while (!text.empty() && (text[0] == '\n' || text[0] == ' ' || text.starts_with("| ")))
    text.remove_prefix(1);
  return text;
}

void Walk::run(const GumboNode& root) {
  enter(root);
  while (!frames_.empty()) {
    Frame& top = frames_.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child < children.length) {
      enter(*static_cast<const GumboNode*>(children.data[top.next_child++]));
    } else {
      leave(top);
      frames_.pop_back();
    }
  }
  finish();
}

void Walk::enter(const GumboNode& node) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) return text_node(node);
  if (node.type == GUMBO_NODE_WHITESPACE) return sink_.gap();
  if (!is_element(node) && !is_shadow(node)) return;
  if (static_cast<int>(frames_.size()) >= limits_.depth) return;
  frames_.push_back(Frame{.node = &node, .text_begin = 0, .before = place_});
  enter_element(node, frames_.back());
}

void Walk::text_node(const GumboNode& node) {
  if (place_.hidden) return;
  place_.text.in_link = place_.link >= 0;
  sink_.add(node.v.text.text, place_.text);
}

/// Ends the block and, when it stood alone like a heading, remembers it as one.
void Walk::border(int container_depth) {
  if (!sink_.border()) return;
  model::Block& block = sink_.blocks.back();
  const BlockNote& note = sink_.notes.back();
  const std::size_t size = block.end - block.begin;
  if (block.kind == model::BlockKind::heading || block.kind == model::BlockKind::row ||
      block.in_menu || size > kHeadingBytes || size < 4)
    return;
  const bool is_bold = note.bold_bytes + 1 >= size && block.kind != model::BlockKind::item;
  if (!(note.titled || is_bold) || block.link_bytes * 2 > size) return;
  block.kind = block.kind == model::BlockKind::caption ? block.kind : model::BlockKind::heading;
  block.level = 6;
  headings_.push(note.titled ? Headings::kBoxTitle : Headings::kBold, {block.begin, block.end},
                 container_depth, content_links_);
}

bool Walk::is_skipped(const GumboNode& node, const Attributes& attributes) {
  const GumboElement& element = node.v.element;
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML)
    return element.tag_namespace == GUMBO_NAMESPACE_SVG && element.tag != GUMBO_TAG_A &&
           element.tag != GUMBO_TAG_SVG;
  switch (element.tag) {
    case GUMBO_TAG_SCRIPT:
      if (!attributes.src.empty()) {
        if (page_.scripts.size() < kMaxScripts && attributes.src.size() <= 300)
          page_.scripts.emplace_back(attributes.src);
        checks_for_robots_ = checks_for_robots_ || checks_for_robots(attributes.src);
      } else {
        inline_script(node);
      }
      return true;
    case GUMBO_TAG_NOSCRIPT:
      saw_noscript_ = true;
      wants_script_ = wants_script_ || asks_for_script(text_of(node));
      return !choices_.with_noscript;
    case GUMBO_TAG_HEAD:
      return false;
    case GUMBO_TAG_TEMPLATE:
      return !is_shadow(node);
    case GUMBO_TAG_CANVAS:
      note_unread();
      return false;
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_NOEMBED:
      return true;
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_META:
    case GUMBO_TAG_LINK:
    case GUMBO_TAG_BASE:
      head_element(node, attributes);
      return true;
    case GUMBO_TAG_SELECT:
      select(node, attributes);
      return true;
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
      form_control(node, attributes);
      return true;
    case GUMBO_TAG_SOURCE:
      if (attributes.src.empty()) picture_source_ = first_of_set(node);
      return false;
    case GUMBO_TAG_IMG:
      image(node, attributes);
      picture_source_ = {};
      return false;
    default:
      return false;
  }
}

void Walk::enter_element(const GumboNode& node, Frame& frame) {
  const Attributes attributes = read_attributes(node.v.element);
  frame.text_begin = sink_.text.size();
  if (is_skipped(node, attributes)) {
    frame.next_child = node.v.element.children.length;
    return;
  }
  if (!attributes.id.empty()) ids_.insert(attributes.id);
  saw_app_root_ = saw_app_root_ || is_given(attributes.app_root) ||
                  (!attributes.id.empty() && names_app_root(attributes.id));
  const ClassWords words = words_of(attributes);
  if (words.widget) note_widget(attributes, words);
  if ((is_given(attributes.hidden) || hides(attributes.style)) &&
      !reads_hidden(node, attributes, words)) {
    frame.next_child = node.v.element.children.length;
    return;
  }
  if (is_block(node.v.element.tag)) {
    enter_block(node, attributes, words, frame);
  } else {
    enter_inline(node, attributes, frame);
  }
  enter_panel(node, attributes, words, frame);
  enter_clickable(node, attributes, frame);
  if (is_given(attributes.holds_pdf)) shown_by_script(attributes);
  if (words.title && node.v.element.tag != GUMBO_TAG_BODY && !place_.text.in_menu)
    place_.text.titled = true;
  if (!place_.text.bold && looks_like_heading(attributes.style)) place_.text.bold = true;
}

/// The same few classes stand on hundreds of elements of a page.
ClassWords Walk::words_of(const Attributes& attributes) {
  if (!attributes.id.empty()) return read_class_words(attributes.cls, attributes.id);
  if (attributes.cls.empty()) return {};
  const auto [known, is_new] = class_words_.try_emplace(attributes.cls);
  if (is_new) known->second = read_class_words(attributes.cls, {});
  return known->second;
}

void Walk::note_widget(const Attributes& attributes, const ClassWords&) {
  // LINE draws buttons that share a page and buttons that add a friend by the same class.
  if (!attributes.data_lineid.empty() && attributes.data_lineid.size() <= 100 &&
      page_.scripts.size() < kMaxScripts)
    page_.scripts.push_back("line-friend " + std::string(attributes.data_lineid));
  for (const std::string_view name : {attributes.id, attributes.cls})
    if (!name.empty() && name.size() <= 300 && page_.scripts.size() < kMaxScripts)
      page_.scripts.emplace_back(name);
}

void Walk::open_scope(Frame& frame, ScopeKind kind) {
  frame.undo |= kUndoScope;
  Scope scope;
  scope.parent = place_.text.scope;
  scope.kind = kind;
  scope.first_block = sink_.next_block();
  if (kind == ScopeKind::detail) scope.lead = term_;
  place_.text.scope = static_cast<std::uint32_t>(scopes_.size());
  scopes_.push_back(scope);
}

/// The words of a list item above the list inside it are that list's heading.
void Walk::list_heading() {
  if (frames_.size() < 2 || sink_.blocks.empty()) return;
  const std::uint32_t scope = place_.text.scope;
  if (scopes_[scope].kind != ScopeKind::item) return;
  const model::Block& block = sink_.blocks.back();
  if (sink_.notes.back().scope != scope || block.end - block.begin > kListHeadingBytes) return;
  headings_.push(Headings::kListItem, {block.begin, block.end}, place_.block_depth, content_links_);
}

/// What kind of block the element's own text will be, and what belongs together in it.
void Walk::set_kind(GumboTag tag, const ClassWords& words, Frame& frame) {
  using enum model::BlockKind;
  if (tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || (words.submenu && tag != GUMBO_TAG_LI))
    list_heading();
  if (tag == GUMBO_TAG_P) place_.text.kind = paragraph;
  if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DT || tag == GUMBO_TAG_DD) place_.text.kind = item;
  if (tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_FIGCAPTION) place_.text.kind = caption;
  if (tag == GUMBO_TAG_LI)
    open_scope(frame, ScopeKind::item);
  else if (tag == GUMBO_TAG_DD)
    open_scope(frame, ScopeKind::detail);
  else if (tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_FIGURE || tag == GUMBO_TAG_DETAILS ||
           (words.item && tag != GUMBO_TAG_BODY))
    open_scope(frame, ScopeKind::box);
  if (words.item || words.step) frame.undo |= kUndoClosed;
}

void Walk::enter_block(const GumboNode& node, const Attributes& attributes, const ClassWords& words,
                       Frame& frame) {
  const GumboTag tag = node.v.element.tag;
  const bool was_joined = place_.joined;
  if (was_joined) {
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
      sink_.bar();
    else
      sink_.gap();
  } else {
    border(place_.block_depth);
  }
  frame.undo |= kUndoBlock;
  if (is_menu(node, attributes, words)) {
    place_.text.in_menu = true;
    place_.heading_floor = headings_.size();  // the page's headings say nothing about its menus
  }
  if (tag == GUMBO_TAG_MAIN || words.main) place_.in_main = true;
  if (place_.text.in_menu && (tag == GUMBO_TAG_MAIN)) place_.text.in_menu = false;
  if (!was_joined) set_kind(tag, words, frame);
  place_.block_depth = static_cast<int>(frames_.size());
  if (const int rank = heading_rank(tag); rank > 0 && !was_joined) {
    frame.rank = rank;
    place_.joined = true;
    place_.text.kind =
        tag == GUMBO_TAG_CAPTION ? model::BlockKind::caption : model::BlockKind::heading;
    place_.text.level = std::min(rank, 6);
  }
  if (tag == GUMBO_TAG_SUMMARY || tag == GUMBO_TAG_DT) place_.joined = true;
  if (tag == GUMBO_TAG_DETAILS) {
    panels_.push({});
    frame.undo |= kUndoPanel;
  }
  if (tag == GUMBO_TAG_FRAMESET) page_.is_frameset = true;
  if (tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_FRAME) embedded(node, attributes);
  if (tag == GUMBO_TAG_TABLE) enter_table(node, frame);
  if (tag == GUMBO_TAG_TR || tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH)
    enter_table_part(node, attributes, frame);
  if (tag == GUMBO_TAG_DIV && !attributes.id.empty() && node.v.element.children.length == 0)
    saw_empty_root_ = true;
  if (!attributes.id.empty() && is_hollow(node.v.element)) {
    saw_hollow_ = true;
    page_.lacks_menu = page_.lacks_menu || tag == GUMBO_TAG_NAV;
  }
  if (tag == GUMBO_TAG_UNKNOWN && node.v.element.children.length < 2) saw_empty_root_ = true;
}

void Walk::enter_inline(const GumboNode& node, const Attributes& attributes, Frame& frame) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_BR:
      if (place_.joined || place_.link >= 0)
        sink_.gap();
      else
        border(place_.block_depth);
      break;
    case GUMBO_TAG_B:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_BIG:
      place_.text.bold = true;
      break;
    case GUMBO_TAG_FONT: {
      const std::string_view size = trim(attributes.size);
      if (size.starts_with('+') || read_number(size, 9) >= 4) place_.text.bold = true;
      break;
    }
    case GUMBO_TAG_A:
      enter_anchor(node, attributes, frame);
      break;
    case GUMBO_TAG_AREA:
      if (!attributes.href.empty())
        add_link(attributes.href, model::LinkSource::area,
                 attributes.alt.empty() ? attributes.title : attributes.alt);
      break;
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_EMBED:
      embedded(node, attributes);
      break;
    case GUMBO_TAG_FORM:
      enter_form(attributes, frame);
      break;
    case GUMBO_TAG_BUTTON:
      sink_.gap();
      break;
    default:
      break;
  }
}

void Walk::leave(Frame& frame) {
  const GumboTag tag = frame.node->v.element.tag;
  if ((frame.undo & kUndoCell) != 0) leave_cell(frame);
  if ((frame.undo & kUndoRow) != 0) leave_row(frame);
  if ((frame.undo & kUndoLink) != 0) leave_link(frame);
  if ((frame.undo & kUndoOpener) != 0) {
    std::string title = one_line(text_from(frame.text_begin), 160);
    if (title.empty()) {
      const Attributes attributes = read_attributes(frame.node->v.element);
      title =
          one_line(attributes.aria_label.empty() ? attributes.title : attributes.aria_label, 160);
    }
    if (sibling_panel_ != nullptr && (frame.undo & kUndoSibling) != 0) sibling_title_ = title;
    panels_.close_opener(static_cast<std::size_t>(place_.opener), std::move(title));
  }
  if (tag == GUMBO_TAG_SUMMARY) panels_.set_title(one_line(text_from(frame.text_begin), 160));
  if ((frame.undo & kUndoBlock) != 0) leave_block(frame);
  if (tag == GUMBO_TAG_DT)
    term_ = {sink_.text.size() - text_from(frame.text_begin).size(), sink_.text.size()};
  if ((frame.undo & kUndoTable) != 0) leave_table();
  if ((frame.undo & kUndoForm) != 0) leave_form(*frame.node);
  if ((frame.undo & kUndoScope) != 0) scopes_[place_.text.scope].end_block = sink_.next_block();
  if ((frame.undo & kUndoPanel) != 0) panels_.leave();
  if (tag == GUMBO_TAG_BUTTON) sink_.gap();
  if (tag == GUMBO_TAG_BUTTON || tag == GUMBO_TAG_LABEL || tag == GUMBO_TAG_LEGEND)
    form_text(text_from(frame.text_begin).substr(0, 300));
  place_ = frame.before;
}

void Walk::leave_block(Frame& frame) {
  const GumboTag tag = frame.node->v.element.tag;
  if (frame.before.joined) {
    sink_.gap();
    return;
  }
  const std::size_t blocks = sink_.blocks.size();
  border(frame.before.block_depth);
  if (frame.rank > 0 && sink_.blocks.size() > blocks) {
    const model::Block& block = sink_.blocks.back();
    if (block.end - block.begin <= 3 * kHeadingBytes)
      headings_.push(frame.rank, {block.begin, block.end}, frame.before.block_depth,
                     content_links_);
  }
  const bool closed = closes_headings(tag) || (frame.undo & kUndoClosed) != 0 ||
                      (place_.text.in_menu && !frame.before.text.in_menu);
  headings_.leave(static_cast<int>(frames_.size()), sink_.text.size(), content_links_, closed);
}

bool Walk::wants_noscript() const {
  return saw_noscript_ && !choices_.with_noscript && count_letters(page_.text) < 50;
}

void Walk::finish() {
  border(0);
  scopes_[0].end_block = sink_.next_block();
  page_.text = std::move(sink_.text);
  page_.blocks = std::move(sink_.blocks);
  finish_links();
  page_.needs_script = needs_script();
  // What a script of the site's own finds empty, by its id, it is there to fill.
  const bool fills = saw_hollow_ && std::ranges::any_of(page_.scripts, is_own_script);
  page_.lacks_menu = page_.lacks_menu && fills;
  page_.draws = (page_.draws || fills) && !page_.is_frameset;
  const bool is_wall = checks_for_robots_ && page_.links.size() < kFewLinks;  // no mere form's
  const bool is_undrawn = page_.needs_script && choices_.keep_routes;         // even so
  page_.unread = page_.unread || is_wall || is_undrawn;
}

/// What a browser without scripts shows of the page is not what it is for.
bool Walk::needs_script() const {
  if (page_.is_frameset || (page_.scripts.empty() && !page_.draws && !fills_)) return false;
  if (has_templates(page_.text)) return true;
  if (page_.links.size() >= kFewLinks) return false;
  const std::size_t letters = count_letters(std::string_view(page_.text).substr(0, 2000));
  if (letters < kNoLetters) return saw_empty_root_ || saw_app_root_ || page_.draws || wants_script_;
  return letters < kFewLetters && (saw_app_root_ || wants_script_);
}

}  // namespace oit::page
