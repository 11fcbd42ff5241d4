#include <algorithm>
#include <array>

#include "base/find_text.h"
#include "page/ascii.h"
#include "page/prescan.h"
#include "page/script_address.h"
#include "page/script_signs.h"
#include "page/undo.h"
#include "page/walk.h"

namespace oit::page {
namespace {

constexpr std::size_t kMaxImages = 1000, kMaxScripts = 200, kMaxKnown = 4096;
constexpr std::size_t kScriptPdfs = 3;     // that one viewer or script shows
constexpr std::size_t kPagePictures = 60;  // that a script turns over
constexpr std::size_t kEmptyPageLetters = 200;
constexpr int kRenews = 30;  // seconds after which a page is rather renewed than left

/// A place on the page itself, or nothing at all.
bool is_nowhere(std::string_view href) {
  href = trim(href);
  return href.empty() || href == "#" || href == "#!" || href == "#/" || href == "##";
}

bool is_same_path(const url::Url& one, const url::Url& other) {
  return one.origin() == other.origin() && one.path() == other.path();
}

bool is_script(std::string_view href) { return starts_with_word(trim(href), "javascript:"); }

std::string_view first_of(std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values)
    if (!trim(value).empty()) return value;
  return {};
}

}  // namespace

const url::Url* AddressCache::resolve(const url::Url& base, std::string_view href,
                                      bool keep_route) {
  if (known_.size() >= kMaxKnown) known_.clear();
  href = trim(href);
  key_.clear();
  const bool is_absolute = starts_with_word(href, "http://") || starts_with_word(href, "https://");
  const bool is_rooted = href.starts_with('/') && !href.starts_with("//");
  if (!is_absolute) {
    if (is_rooted) {
      key_ += base.scheme();
      key_ += base.host();
      key_ += std::to_string(base.port());
    } else {
      key_ += base.text();
    }
    key_ += ' ';
  }
  key_ += href;
  if (keep_route) key_ += ' ';
  const auto [at, is_new] = known_.try_emplace(key_);
  if (is_new) {
    auto resolved = url::Url::resolve(base, href);
    at->second.is_good = resolved.has_value();
    if (const auto mark = href.find('#'); resolved && keep_route && mark != href.npos)
      if (auto routed = url::Url::with_route(*resolved, href.substr(mark)))
        resolved = std::move(routed);
    if (resolved) at->second.url = std::move(resolved.value());
  }
  return at->second.is_good ? &at->second.url : nullptr;
}

int Walk::add_link(std::string_view href, model::LinkSource source, std::string_view label) {
  const url::Url* target = addresses_.resolve(page_.base, href, choices_.keep_routes);
  if (target == nullptr) return -1;
  if (page_.links.size() >= limits_.links) {
    ++page_.dropped_links;
    return -1;
  }
  model::Link& link = page_.links.emplace_back();
  link.target = *target;
  link.source = source;
  link.in_menu = place_.text.in_menu;
  content_links_ += link.in_menu ? 0U : 1U;
  link.label = one_line(label);
  link.heading = headings_.joined(sink_.text, place_.heading_floor);
  link.accordion = panels_.joined();
  LinkNote& note = link_notes_.emplace_back();
  note.serial = sink_.serial();
  note.block = sink_.next_block();
  note.scope = place_.text.scope;
  if (place_.table >= 0) {
    const TableGrid& grid = tables_[static_cast<std::size_t>(place_.table)];
    if (grid.is_data()) {
      link.column = grid.column(sink_.text);
      note.lead = grid.spanning(sink_.text);
    }
  }
  return static_cast<int>(page_.links.size() - 1);
}

int Walk::add_dead_link(model::LinkSource source) {
  const int link = add_link(page_.url.text(), source);
  if (link >= 0) page_.links[static_cast<std::size_t>(link)].dead = true;
  return link;
}

/// "/#contact", but neither "/#" nor the routes of a script ("/#/contact").
bool names_part(std::string_view href) {
  const auto at = trim(href).find('#');
  if (at == std::string_view::npos) return false;
  const auto part = trim(href).substr(at + 1);
  return !part.empty() && part[0] != '/' && part[0] != '!';
}

/// "/pdfjs/web/viewer.html?file=…", but not "/download.php?file=…": that sends the file itself.
bool is_viewer(std::string_view href) {
  const auto program = href.substr(0, href.find('?'));
  static constexpr std::string_view kViewers[] = {"viewer", "gview", "pdfjs", "pdf.js",
                                                  "officeapps"};
  return std::ranges::any_of(kViewers, [&](auto name) { return has_text(program, name); });
}

/// A viewer is not what its visitors come for: the link is to the document it shows, whose address
/// is relative to the viewer's. What only may be a viewer keeps its link, and its document has one.
int Walk::add_viewable(std::string_view href, model::LinkSource source, std::string_view label) {
  const bool is_sure = is_viewer(href);
  const std::string shown =
      href.find('?') == std::string_view::npos ? std::string() : viewed_address(href, is_sure);
  if (shown.empty()) return add_link(href, source, label);
  if (is_sure)
    if (const url::Url* viewer = addresses_.resolve(page_.base, href); viewer != nullptr)
      if (const auto document = url::Url::resolve(*viewer, shown))
        return add_link(document->text(), source, label);
  const int link = add_link(href, source, label);
  add_link(shown, model::LinkSource::embed);
  return link;
}

/// Where `code` leads when it is clicked: a jump, a route on a page whose routes are followed, else
/// the first literal that could be an address, whatever its function makes of it.
int Walk::add_script_link(std::string_view code) {
  if (const auto address = script_address(code); !address.empty())
    return add_link(address, model::LinkSource::script);
  if (const auto route = script_route(code); !route.empty())
    return choices_.keep_routes ? add_link("#" + route, model::LinkSource::script) : -1;
  const auto guess = literal_address(code);
  const int link = guess.empty() ? -1 : add_link(guess, model::LinkSource::script);
  if (link >= 0) page_.links[static_cast<std::size_t>(link)].guessed = true;
  return link;
}

bool Walk::opens_something(const GumboNode& node, const Attributes& a) const {
  if (is_given(a.data_toggle) || is_given(a.bs_toggle) || is_given(a.aria_expanded) ||
      is_given(a.aria_haspopup) || is_given(a.aria_controls) || is_given(a.bs_target) ||
      a.data_target.size() > 1 || same_word(a.role, "tab"))
    return true;
  if (const GumboNode* next = next_element(node);
      next != nullptr && (is_tag(*next, GUMBO_TAG_UL) || is_tag(*next, GUMBO_TAG_OL)))
    return true;
  return !a.cls.empty() && read_class_words(a.cls, {}).toggle;
}

void Walk::enter_anchor(const GumboNode& node, const Attributes& a, Frame& frame) {
  if (last_link_end_ == sink_.text.size() && last_link_end_ > 0) sink_.gap();
  const std::string_view script = first_of({a.onclick, a.onmousedown});
  int link = -1;
  if (is_script(a.href)) {
    link = add_script_link(trim(a.href).substr(11));
    if (link < 0) link = add_script_link(script);
  } else if (is_given(a.href) && !is_nowhere(a.href) &&
             (!trim(a.href).starts_with('#') || leads_by_route(a.href))) {
    link = add_viewable(a.href, model::LinkSource::anchor);
    if (link >= 0) page_.links[static_cast<std::size_t>(link)].part = names_part(a.href);
  } else {
    link = add_script_link(script);
  }
  const std::string_view data = first_of({a.data_href, a.data_url, a.data_link, a.data_src});
  if (link < 0 && looks_like_address(trim(data))) link = add_link(data, model::LinkSource::data);
  if (link < 0 && !is_given(a.href) && looks_like_address(trim(a.holds_pdf)))
    link = add_link(a.holds_pdf, model::LinkSource::data);
  const bool leads_nowhere = is_nowhere(a.href) || is_script(a.href);
  if (link < 0 && is_given(a.href) && leads_nowhere && place_.opener < 0 &&
      !opens_something(node, a)) {
    link = add_dead_link(model::LinkSource::anchor);
    if (link >= 0 && (posts_back(a.href) || posts_back(script)))
      page_.links[static_cast<std::size_t>(link)].post_back = true;
    if (link >= 0 && !script.empty())
      toggles_.emplace_back(static_cast<std::size_t>(link), id_literals(script));
  }
  if (link < 0) return;
  frame.undo |= kUndoLink;
  frame.text_begin = sink_.text.size();
  place_.link = link;
  link_fallbacks_.resize(page_.links.size());
  link_fallbacks_[static_cast<std::size_t>(link)] = first_of({a.title, a.aria_label});
}

/// "#/plan" on a page whose routes are followed.
bool Walk::leads_by_route(std::string_view href) const {
  href = trim(href);
  return choices_.keep_routes && (href.starts_with("#/") || href.starts_with("#!"));
}

/// Buttons, cells and boxes that act as links, and whatever opens a panel.
void Walk::enter_clickable(const GumboNode& node, const Attributes& a, Frame& frame) {
  start_opener(node, a, frame);
  const GumboTag tag = node.v.element.tag;
  if (tag == GUMBO_TAG_A || tag == GUMBO_TAG_IMG || place_.link >= 0) return;
  if (tag == GUMBO_TAG_IFRAME || tag == GUMBO_TAG_FRAME || tag == GUMBO_TAG_BODY) return;
  int link = -1;
  if (!a.onclick.empty()) link = add_script_link(a.onclick);
  const std::string_view data = first_of({a.data_href, a.data_url, a.data_link});
  if (link < 0 && looks_like_address(trim(data))) link = add_link(data, model::LinkSource::data);
  if (link < 0) return;
  frame.undo |= kUndoLink;
  frame.text_begin = sink_.text.size();
  place_.link = link;
  link_fallbacks_.resize(page_.links.size());
  link_fallbacks_[static_cast<std::size_t>(link)] = first_of({a.title, a.aria_label});
}

void Walk::start_opener(const GumboNode& node, const Attributes& a, Frame& frame) {
  const std::string_view href = trim(a.href);
  const bool is_fragment = href.size() > 1 && href[0] == '#' && href[1] != '!' && href[1] != '/';
  const bool is_toggle = is_given(a.data_toggle) || is_given(a.bs_toggle) ||
                         same_word(a.role, "tab") || is_given(a.aria_controls);
  std::vector<std::string_view> scripted;
  if (!a.onclick.empty() && (frame.undo & kUndoLink) == 0) scripted = id_literals(a.onclick);
  const GumboTag tag = node.v.element.tag;
  const GumboNode* next = nullptr;
  if (tag == GUMBO_TAG_BUTTON || (!a.cls.empty() && read_class_words(a.cls, {}).toggle))
    next = next_element(node);
  const bool has_sibling = next != nullptr && is_tag(*next, GUMBO_TAG_DIV) && [&] {
    const Attributes panel = read_attributes(next->v.element);
    const ClassWords words = read_class_words(panel.cls, {});
    return (words.panel && !words.tabs) || hides(panel.style);
  }();
  if (!is_fragment && !is_toggle && scripted.empty() && !has_sibling && a.data_target.empty() &&
      a.bs_target.empty())
    return;
  const std::size_t opener = panels_.new_opener();
  place_.opener = static_cast<int>(opener);
  frame.undo |= kUndoOpener;
  if (is_fragment) panels_.open(href, opener, !is_toggle);
  for (const std::string_view id : {a.data_target, a.bs_target, a.aria_controls})
    if (!id.empty()) panels_.open(id, opener, false);
  for (const std::string_view id : scripted) panels_.open(id, opener, false);
  if (!a.id.empty()) panels_.name_opener(a.id, opener);
  if (has_sibling) {
    sibling_panel_ = next;
    frame.undo |= kUndoSibling;
  }
}

void Walk::leave_link(Frame& frame) {
  const auto at = static_cast<std::size_t>(place_.link);
  model::Link& link = page_.links[at];
  const std::string_view text = text_from(frame.text_begin);
  std::string label = one_line(text.substr(0, 1200));
  if (label.empty() && at < link_fallbacks_.size()) label = one_line(link_fallbacks_[at]);
  if (!label.empty()) link.label = std::move(label);
  LinkNote& note = link_notes_[at];
  if (note.block < sink_.blocks.size()) {  // its text began behind a border inside it
    if (sink_.blocks[note.block].begin >= frame.text_begin)
      note.serial = sink_.notes[note.block].serial;
  } else if (sink_.is_open() && sink_.begin_of_open() >= frame.text_begin) {
    note.serial = sink_.serial();
  }
  last_link_end_ = sink_.text.size();
}

/// The PDF a viewer's element names, whatever its script makes of it.
void Walk::shown_by_script(const Attributes& a) {
  if (place_.link >= 0) return;
  const std::string_view value = trim(a.holds_pdf);
  if (looks_like_address(value)) {
    add_link(value, model::LinkSource::embed, a.title);
    return;
  }
  for (const auto& address : pdf_literals(value, kScriptPdfs))
    add_link(address, model::LinkSource::embed, a.title);
}

void Walk::note_unread() { page_.unread = page_.unread || !place_.text.in_menu; }

/// A picture a script will show: one page of many.
void Walk::add_image(std::string_view source) {
  if (page_.images.size() >= kMaxImages || source.size() > 300) return;
  if (std::ranges::find(page_.images, source, &model::Image::source) != page_.images.end()) return;
  model::Image image;
  image.source = source;
  image.in_menu = place_.text.in_menu;
  image.block = sink_.next_block();
  page_.images.push_back(std::move(image));
}

void Walk::image(const GumboNode& node, const Attributes& a) {
  const std::string_view words = first_of({a.alt, a.title, a.aria_label});
  if (place_.link >= 0 && !words.empty()) {
    const auto at = static_cast<std::size_t>(place_.link);
    link_fallbacks_.resize(std::max(link_fallbacks_.size(), at + 1));
    if (link_fallbacks_[at].size() < 300) {
      if (!link_fallbacks_[at].empty()) link_fallbacks_[at] += ' ';
      link_fallbacks_[at] += words;
    }
  }
  if (page_.images.size() >= kMaxImages) return;
  std::string_view source = trim(a.src);
  const bool is_paper = source == kLargeData;
  if (source.empty() || starts_with_word(source, "data:")) source = trim(a.data_src);
  if (source.empty()) source = first_of_set(node);
  if (source.empty()) source = picture_source_;
  if (source.empty() || starts_with_word(source, "data:")) {
    if (is_paper) note_unread();
    return;
  }
  model::Image image;
  image.source = source.substr(0, 300);
  image.alt = one_line(words);
  image.width = read_number(a.width, 100'000);
  image.height = read_number(a.height, 100'000);
  image.in_menu = place_.text.in_menu;
  image.in_link = place_.link >= 0;
  image.block = sink_.next_block();
  page_.images.push_back(std::move(image));
}

void Walk::embedded(const GumboNode& node, const Attributes& a) {
  using enum model::LinkSource;
  const GumboTag tag = node.v.element.tag;
  const model::LinkSource source = tag == GUMBO_TAG_FRAME    ? frame
                                   : tag == GUMBO_TAG_IFRAME ? iframe
                                   : tag == GUMBO_TAG_OBJECT ? object
                                                             : embed;
  const bool is_lazy = starts_with_word(trim(a.src), "about:");
  const std::string_view address = tag == GUMBO_TAG_OBJECT ? a.data
                                   : is_lazy               ? a.data_src
                                                           : first_of({a.src, a.data_src});
  const auto* own = gumbo_get_attribute(&node.v.element.attributes, "srcdoc");
  const bool is_within = starts_with_word(trim(address), "data:");
  if ((own != nullptr && !trim(own->value).empty()) || trim(address) == kLargeData) note_unread();
  if (trim(address).empty() || is_within || starts_with_word(trim(address), "about:")) return;
  add_viewable(address, source, first_of({a.title, a.name}));
  if (tag == GUMBO_TAG_IFRAME && page_.scripts.size() < kMaxScripts && address.size() <= 300)
    page_.scripts.emplace_back(trim(address));
}

void Walk::refresh(std::string_view content) {
  const std::size_t at = find_word(content, "url");
  const int seconds = read_number(content, 100'000);
  if (at == std::string_view::npos) return;
  std::string_view address = trim(content.substr(at + 3));
  if (!address.starts_with('=')) return;
  address = trim(address.substr(1));
  if (address.starts_with('"') || address.starts_with('\'')) {
    const char quote = address[0];
    address.remove_prefix(1);
    address = address.substr(0, address.find(quote));
  }
  const int link = add_link(address, model::LinkSource::refresh);
  if (link < 0) return;
  const url::Url& target = page_.links[static_cast<std::size_t>(link)].target;
  if (target == page_.url || (seconds >= kRenews && is_same_path(target, page_.url))) {
    // It only reloads itself, as pages with news and clocks do.
    page_.links.pop_back();
    link_notes_.pop_back();
    return;
  }
  page_.refresh = target;
  page_.refresh_seconds = seconds;
}

void Walk::inline_script(const GumboNode& node) {
  const GumboVector& children = node.v.element.children;
  if (children.length == 0) return;
  const auto& child = *static_cast<const GumboNode*>(children.data[0]);
  if (child.type != GUMBO_NODE_TEXT && child.type != GUMBO_NODE_CDATA) return;
  const std::string_view code = child.v.text.text;
  for (const std::string_view address : absolute_literals(code.substr(0, 100'000), 20))
    if (page_.scripts.size() < kMaxScripts) page_.scripts.emplace_back(address);
  page_.draws = page_.draws || draws_content(code.substr(0, 100'000));
  fills_ = fills_ || fills_page(code.substr(0, 100'000));
  if (reloads_page(code)) wants_script_ = fills_ = true;
  checks_for_robots_ = checks_for_robots_ || checks_for_robots(code.substr(0, 100'000));
  for (const auto& picture : page_pictures(code.substr(0, 100'000), kPagePictures))
    add_image(picture);
  for (const auto& address : pdf_literals(code.substr(0, 100'000), kScriptPdfs))
    add_link(address, model::LinkSource::embed);
  if (redirect_.empty()) redirect_ = script_address(code);
}

void Walk::head_element(const GumboNode& node, const Attributes& a) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_TITLE: {
      const GumboVector& children = node.v.element.children;
      if (!page_.title.empty() || children.length == 0) return;
      const auto& child = *static_cast<const GumboNode*>(children.data[0]);
      if (child.type == GUMBO_NODE_TEXT) page_.title = one_line(child.v.text.text);
      return;
    }
    case GUMBO_TAG_BASE: {
      if (trim(a.href).empty() || !(page_.base == page_.url)) return;
      auto base = url::Url::resolve(page_.url, a.href);
      if (base) page_.base = std::move(base.value());
      return;
    }
    case GUMBO_TAG_META:
      if (same_word(a.http_equiv, "refresh")) refresh(a.content);
      if (same_word(a.name, "description") ||
          (page_.description.empty() && same_word(a.property, "og:description")))
        page_.description = one_line(a.content);
      return;
    case GUMBO_TAG_LINK:
      if (same_word(trim(a.rel), "canonical")) add_link(a.href, model::LinkSource::canonical);
      return;
    default:
      return;
  }
}

void Walk::finish_links() {
  // A link that shows or hides a part of this page leads there and is no dead end.
  for (auto toggle = toggles_.rbegin(); toggle != toggles_.rend(); ++toggle) {
    const auto at = toggle->first;
    if (std::ranges::none_of(toggle->second, [&](auto id) { return ids_.contains(id); })) continue;
    page_.links.erase(page_.links.begin() + static_cast<std::ptrdiff_t>(at));
    link_notes_.erase(link_notes_.begin() + static_cast<std::ptrdiff_t>(at));
  }
  if (!redirect_.empty() && count_letters(page_.text) < kEmptyPageLetters) {
    headings_ = Headings();  // their text has moved into the page, and none stands above this
    const int link = add_link(redirect_, model::LinkSource::script);
    if (link >= 0 && page_.refresh.empty() &&
        !(page_.links[static_cast<std::size_t>(link)].target == page_.url)) {
      page_.refresh = page_.links[static_cast<std::size_t>(link)].target;
      page_.refresh_seconds = 0;
    }
  }
  find_rows(page_, sink_.notes, scopes_, link_notes_);
  for (model::Image& image : page_.images)
    if (image.block >= page_.blocks.size() && image.block > 0)
      image.block = page_.blocks.empty() ? 0 : static_cast<std::uint32_t>(page_.blocks.size() - 1);
}

}  // namespace oit::page
