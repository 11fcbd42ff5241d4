#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/compact.h"
#include "url/url.h"

namespace oit::model {

/// Where in the source a link was found.
enum class LinkSource : std::uint8_t {
  anchor,
  area,
  frame,
  iframe,
  object,
  embed,
  refresh,
  script,
  form,
  data,
  image,
  option,
  sitemap,
  declared,
  canonical,
  qr  ///< a code in a picture
};

std::string_view name_of(LinkSource source);

/// One way off a page, with every word a reader would see around it. All text is UTF-8 as people
/// see it, white space collapsed, at most 300 characters each.
struct Link {
  url::Url target;
  std::string label;  ///< the link's own words: text, or alt, title, aria-label of what is inside
  CompactText row;    ///< the table row, list item, card or block it stands in, its label included;
                      ///< for links that stand alone after a block of text, that block's text
  CompactText column;     ///< header of its table column; empty outside tables with headers
  CompactText accordion;  ///< title of the accordion, tab or <details> that encloses it, outermost
                          ///< first, joined by " › "
  CompactText heading;    ///< headings above it, outermost first, joined by " › "
  LinkSource source = LinkSource::anchor;
  bool in_menu = false;  ///< in nav, header, footer, aside or an element that says it is a menu
  bool part = false;     ///< to a part of the page its target is ("/#contact")
  bool dead = false;  ///< "#", "javascript:void(0)" or an empty href: `target` is the page itself
  bool post_back = false;   ///< dead for who only follows links: it sends a form with POST
  bool guessed = false;     ///< an address that a script's own function may make something else of
  std::uint32_t block = 0;  ///< index of the Block it stands in
};

enum class BlockKind : std::uint8_t { heading, paragraph, item, row, caption, other };

/// A run of text between block-level borders.
struct Block {
  std::size_t begin = 0, end = 0;  ///< half-open bytes of Page::text
  BlockKind kind = BlockKind::other;
  int level = 0;               ///< 1..6 for headings, else 0
  bool in_menu = false;        ///< as Link::in_menu
  std::size_t link_bytes = 0;  ///< how much of it stands inside links
  bool unfilled = false;       ///< a row that only names what others of its table tell figures of
};

struct Image {
  std::string source;  ///< address as written, at most 300 bytes; data: addresses are dropped
  std::string alt;
  int width = 0, height = 0;  ///< attributes; 0 when not given
  bool in_menu = false;
  bool in_link = false;
  std::uint32_t block = 0;
};

struct Form {
  url::Url action;
  std::string text;  ///< labels, placeholders, names and button words, at most 600 characters
  int text_fields = 0, text_areas = 0, files = 0, passwords = 0, choices = 0;
  std::string hidden;      ///< its hidden fields as a query, at most 2,000 bytes
  bool is_search = false;  ///< a search or newsletter box: one text field and nothing to write in
  bool in_menu = false;
};

struct Table {
  std::string header;  ///< header cells joined by " | ", at most 600 characters
  int rows = 0;        ///< data rows, header not counted
  int columns = 0;
  int filled = 0;  ///< data cells that say something, the first of each row not counted
  std::uint32_t first_block = 0;
  bool in_menu = false;
};

/// Why reading stopped early.
enum class ParseStop : std::uint8_t { none, memory, time };

/// An HTML page as a reader meets it.
struct Page {
  url::Url url;   ///< final address
  url::Url base;  ///< base element or `url`
  std::string charset;
  bool mojibake_repaired = false;
  std::string title;
  std::string description;
  std::string text;  ///< all visible text, blocks parted by '\n'
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<Image> images;
  std::vector<Form> forms;
  std::vector<Table> tables;
  bool unread = false;  ///< its content holds what is not read: a picture or paper within its own
                        ///< source, a canvas, a check for robots, what a script shows no browser of
                        ///< ours
  std::vector<std::string> scripts;  ///< addresses of scripts and ids of widgets, at most 200
  url::Url refresh;                  ///< meta refresh or script redirect of an otherwise empty page
  int refresh_seconds = -1;          ///< -1: none
  bool is_frameset = false;
  bool needs_script = false;  ///< almost no text, but scripts and a place they fill, or templates
  bool draws = false;         ///< a script in it asks for content, or writes links into it
  bool lacks_menu = false;    ///< its menu is an empty element that a script of the site fills
  ParseStop stop = ParseStop::none;
  std::size_t dropped_links = 0;  ///< beyond the limit of links per page
};

}  // namespace oit::model
