#include "crawl/signals.h"

#include <algorithm>

#include "base/drop_repeats.h"
#include "base/find_text.h"
#include "match/contact_patterns.h"
#include "match/drive_form.h"
#include "match/known_host.h"
#include "text/dates.h"
#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kFew = 5, kSome = 12;
constexpr int kIconPixels = 48;

template <class T>
void keep(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.resize(most);
}

void read_widgets(const model::Page& page, const WordLists& words, model::Signals& out) {
  for (const auto& script : page.scripts) {
    if (words.in_address("share_buttons", script)) continue;
    if (words.in_address("chat_scripts", script)) {
      out.widgets.push_back(script);
      if (out.chat_quote.empty()) out.chat_quote = script;
    }
    const bool is_class = script.find_first_of("/.") == std::string::npos;
    if (is_class && words.in_address("viewer_classes", script)) out.widgets.push_back(script);
    if (words.in_address("map_embeds", script) && out.map_quote.empty()) out.map_quote = script;
  }
}

void read_links(std::string_view home, const std::vector<model::LinkFact>& links,
                const model::Rulebook& rulebook, const WordLists& words, model::Signals& out) {
  const auto is_file = [&](const url::Url& target) {
    return looks_like_file(target) || words.in_address("download_handlers", target.text());
  };
  for (const auto& fact : links) {
    const auto& link = fact.link;
    if (link.dead) continue;
    if (link.target.host() == home) {  // accounts, maps and portals are elsewhere
      if (!link.in_menu && is_file(link.target)) ++out.documents;
      continue;
    }
    const auto& address = link.target.text();
    if (out.map_quote.empty() && words.in_address("map_embeds", address)) out.map_quote = address;
    const bool in_drive = match::drive_way(rulebook, link.target).has_value();
    if (!link.in_menu && (in_drive || looks_like_file(link.target))) ++out.documents;
    if (words.in_address("share_buttons", address)) continue;
    if (words.in_address("other_agencies", link.label)) continue;
    const auto* host = match::known_host(rulebook, link.target);
    if (host == nullptr) continue;
    if ((host->kind == "social" || host->kind == "video") &&
        match::is_account(*host, link.target) && link.source != model::LinkSource::iframe)
      out.social.push_back(link.target);
    if (host->kind == "chat" && match::is_account(*host, link.target) && out.chat_quote.empty())
      out.chat_quote = address;
    if (host->kind == "portal" || host->kind == "form" || host->kind == "survey")
      out.portal_links.push_back(address);
  }
  std::ranges::sort(out.social);
  drop_repeats(out.social);
}

/// A board is known by its program's address or by the words of its form.
void read_board(const model::Page& page, const WordLists& words, model::Signals& out) {
  if (words.in_address("board_addresses", page.url.text())) out.board_quote = page.url.text();
  if (out.forms == 0) return;
  for (const auto& form : page.forms)
    if (!form.in_menu && words.has("board_words", text::make_match_key(form.text, false).bytes))
      out.board_quote = form.text.substr(0, 120);
}

/// A map drawn as a picture counts when its words say so.
void read_images(const model::Page& page, const std::vector<bool>& is_content,
                 const WordLists& words, model::Signals& out) {
  for (std::size_t i = 0; i < page.images.size(); ++i) {
    const auto& image = page.images[i];
    if (!is_content[i] || is_decoration(image, words)) continue;
    ++out.content_images;
    const auto key = text::make_match_key(image.alt, false).bytes;
    if (out.map_quote.empty() && words.has("map_words", key)) out.map_quote = image.alt;
  }
}

}  // namespace

bool is_decoration(const model::Image& image, const WordLists& words) {
  return (image.width > 0 && image.width < kIconPixels) ||
         (image.height > 0 && image.height < kIconPixels) ||
         words.in_address("decoration_images", image.source);
}

std::string_view view_whole_am(std::string_view utf8, std::string& repaired) {
  constexpr std::string_view kNikhahit = "\u0E4D";  // half of a ำ typed in two
  if (!has_text(utf8, kNikhahit)) return utf8;
  return repaired = text::normalise(utf8);
}

std::string with_whole_am(const std::string& utf8) {
  std::string repaired;
  return std::string(view_whole_am(utf8, repaired));
}

bool looks_like_file(const url::Url& target) {
  static constexpr std::string_view kEndings[] = {".pdf",  ".doc", ".docx", ".xls", ".xlsx", ".ppt",
                                                  ".pptx", ".zip", ".rar",  ".odt", ".ods"};
  std::string path(target.path());
  std::ranges::transform(path, path.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return std::ranges::any_of(kEndings, [&](auto end) { return path.ends_with(end); }) ||
         path.find("download") != std::string::npos;
}

void read_forms(const model::Page& page, model::Signals& out) {
  std::size_t largest = 0;
  for (const auto& form : page.forms) {
    if (form.passwords > 0) {
      out.login_form = out.login_form || !form.in_menu;
      continue;
    }
    const int fields = form.text_fields + form.text_areas + form.files + form.choices;
    if (form.is_search || fields == 0 || (fields == 1 && form.text_areas == 0)) continue;
    if (form.in_menu && form.text_areas == 0) continue;
    ++out.forms;
    if (form.text.size() + 1 > largest) {
      largest = form.text.size() + 1;
      out.form_text = form.text;
    }
  }
}

void read_signals(const model::Page& page, const PageZones& zones,
                  const std::vector<model::LinkFact>& links, const model::Rulebook& rulebook,
                  const WordLists& words, model::Signals& out) {
  out.phones = find_phones(page.text, words);  // also of the footer: the page does show it
  out.emails = match::find_emails(page.text);
  if (!out.phones.empty()) out.content_contacts = find_phones(zones.content, words);
  if (!out.emails.empty())
    for (auto& email : match::find_emails(zones.content))
      out.content_contacts.push_back(std::move(email));
  for (const auto& fact : links)
    if (out.emails.empty() && fact.link.label.find('@') != std::string::npos)
      out.emails = match::find_emails(fact.link.label);
  std::string whole;
  out.address_quote = find_address(view_whole_am(page.text, whole), words);
  out.person_quotes = find_persons(view_whole_am(zones.content, whole), words);
  out.persons = static_cast<int>(out.person_quotes.size());
  for (const auto& table : page.tables) {
    const bool is_block = table.first_block < zones.is_content.size();
    if (table.in_menu || (is_block && !zones.is_content[table.first_block])) continue;
    ++out.tables;
    out.table_rows += table.rows;
    if (table.columns > 1 && table.rows > 1 && table.filled == 0) ++out.blank_tables;
  }
  read_widgets(page, words, out);
  read_board(page, words, out);
  read_links(page.url.host(), links, rulebook, words, out);
  read_images(page, zones.image_is_content, words, out);
  keep(out.phones, kFew), keep(out.emails, kFew), keep(out.content_contacts, kFew),
      keep(out.person_quotes, kSome);
  keep(out.social, kSome), keep(out.portal_links, kSome);
}

}  // namespace oit::crawl
