#include <algorithm>

#include "page/ascii.h"
#include "page/script_address.h"
#include "page/undo.h"
#include "page/walk.h"

namespace oit::page {
namespace {

constexpr std::size_t kMaxForms = 100, kFormBytes = 1800;
constexpr std::size_t kHiddenField = 300, kHiddenFields = 1000;
constexpr unsigned kMaxOptions = 400;

/// The text of the first text child; options hold nothing else.
std::string_view own_text(const GumboNode& node) {
  const GumboVector& children = node.v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type == GUMBO_NODE_TEXT) return child.v.text.text;
  }
  return {};
}

void escape(std::string_view text, std::string& out) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || c == '~';
    if (is_plain)
      out += c;
    else
      out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
  }
}

/// "name=value" of a hidden field; what a server keeps of its page in one (__VIEWSTATE) is no part
/// of an address.
void add_hidden(const Attributes& attributes, std::string& query) {
  if (attributes.name.empty() || attributes.name.size() + attributes.value.size() > kHiddenField ||
      query.size() > kHiddenFields)
    return;
  if (!query.empty()) query += '&';
  escape(attributes.name, query);
  query += '=';
  escape(attributes.value, query);
}

}  // namespace

void Walk::enter_form(const Attributes& attributes, Frame& frame) {
  border(place_.block_depth);
  if (page_.forms.size() >= kMaxForms) return;
  model::Form form;
  if (const url::Url* action = addresses_.resolve(page_.base, attributes.action))
    form.action = *action;
  form.in_menu = place_.text.in_menu;
  place_.form = static_cast<int>(page_.forms.size());
  page_.forms.push_back(std::move(form));
  frame.undo |= kUndoForm;
  form_text(attributes.name.size() < 40 ? attributes.name : std::string_view());
}

void Walk::form_text(std::string_view words) {
  words = trim(words);
  if (place_.form < 0 || words.empty()) return;
  std::string& text = page_.forms[static_cast<std::size_t>(place_.form)].text;
  if (text.size() + words.size() > kFormBytes) return;
  if (!text.empty()) text += ' ';
  text += words;
}

void Walk::leave_form(const GumboNode& node) {
  border(place_.block_depth);
  model::Form& form = page_.forms[static_cast<std::size_t>(place_.form)];
  form.text = one_line(form.text, 600);
  form.is_search = form.text_fields == 1 && form.text_areas == 0 && form.files == 0 &&
                   form.passwords == 0 && form.choices <= 1;
  const Attributes attributes = read_attributes(node.v.element);
  const bool has_fields =
      form.text_fields + form.text_areas + form.files + form.passwords + form.choices > 0;
  if (!has_fields && !attributes.action.empty() && !same_word(attributes.method, "post") &&
      looks_like_address(attributes.action))
    add_link(attributes.action, model::LinkSource::form, form.text);
  // A button that sends what is hidden: a way on, but not for who follows links. Without words it
  // is no button: ASP.NET draws a form around the whole page.
  if (!has_fields && same_word(attributes.method, "post")) {
    std::string_view label = form.text;
    if (const auto name = trim(attributes.name); label.starts_with(name))
      label = trim(label.substr(name.size()));
    if (label.empty()) return;
    if (const int link = add_dead_link(model::LinkSource::form); link >= 0) {
      page_.links[static_cast<std::size_t>(link)].post_back = true;
      page_.links[static_cast<std::size_t>(link)].label = label;
    }
  }
}

void Walk::form_control(const GumboNode& node, const Attributes& attributes) {
  const bool is_area = node.v.element.tag == GUMBO_TAG_TEXTAREA;
  const std::string_view type = trim(attributes.type);
  const auto is = [type](std::string_view word) { return same_word(type, word); };
  const bool is_button = is("submit") || is("button") || is("image") || is("reset");
  if (is_button) {
    if (const int link = add_script_link(attributes.onclick); link >= 0)
      page_.links[static_cast<std::size_t>(link)].label = one_line(attributes.value);
    form_text(attributes.value.empty() ? attributes.alt : attributes.value);
  }
  if (place_.form >= 0 && is("hidden"))
    add_hidden(attributes, page_.forms[static_cast<std::size_t>(place_.form)].hidden);
  if (place_.form < 0 || is("hidden") || is_button) return;
  model::Form& form = page_.forms[static_cast<std::size_t>(place_.form)];
  if (is_area) {
    ++form.text_areas;
  } else if (is("file")) {
    ++form.files;
  } else if (is("password")) {
    ++form.passwords;
  } else if (is("checkbox") || is("radio")) {
    ++form.choices;
  } else {
    ++form.text_fields;
  }
  form_text(attributes.placeholder);
  form_text(attributes.aria_label);
  if (attributes.name.size() < 40) form_text(attributes.name);
}

/// Options are choices of a form, or a menu whose values are addresses.
void Walk::select(const GumboNode& node, const Attributes& attributes) {
  if (place_.form >= 0) ++page_.forms[static_cast<std::size_t>(place_.form)].choices;
  const GumboNode* at = &node;
  for (unsigned options = 0; options < kMaxOptions;) {
    if (is_element(*at) && at->v.element.children.length > 0) {
      at = static_cast<const GumboNode*>(at->v.element.children.data[0]);
    } else {
      while (at != &node && at->index_within_parent + 1 >= at->parent->v.element.children.length)
        at = at->parent;
      if (at == &node) return;
      at = static_cast<const GumboNode*>(
          at->parent->v.element.children.data[at->index_within_parent + 1]);
    }
    if (!is_tag(*at, GUMBO_TAG_OPTION)) continue;
    ++options;
    const Attributes option = read_attributes(at->v.element);
    const std::string_view label = own_text(*at);
    if (options <= 20) form_text(label);
    if (looks_like_address(trim(option.value)) &&
        (trim(option.value) != "/" || !attributes.onchange.empty()))
      add_link(option.value, model::LinkSource::option, label);
  }
}

}  // namespace oit::page
