#include "page/class_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "page/ascii.h"

namespace oit::page {
namespace {

/// Words a class or id token is made of, as bits.
enum Meaning : std::uint32_t {
  kMenu = 1U << 0U,    // says menu by itself
  kNoMenu = 1U << 1U,  // takes that back: "has-sidebar", "nav-tabs"
  kTitle = 1U << 2U,
  kHead = 1U << 3U,  // a title when it heads a box
  kBox = 1U << 4U,
  kPanel = 1U << 5U,
  kToggle = 1U << 6U,
  kSub = 1U << 7U,
  kMain = 1U << 8U,
  kWidget = 1U << 9U,
  kTab = 1U << 10U,
  kDrop = 1U << 11U,
};

struct Word {
  std::string_view text;
  std::uint32_t meaning;
};

constexpr std::array kWords = std::to_array<Word>({
    {"accordion", kToggle},
    {"active", kNoMenu},
    {"article", kMain},
    {"bar", 0},
    {"body", kNoMenu},
    {"box", kBox},
    {"breadcrumb", kMenu},
    {"breadcrumbs", kMenu},
    {"btn", 0},
    {"card", kBox},
    {"children", kSub},
    {"collapse", kPanel | kNoMenu},
    {"collapsible", kToggle},
    {"content", kMain | kNoMenu},
    {"contents", kMain | kNoMenu},
    {"drop", kDrop},
    {"dropdown", kDrop},
    {"fixed", kNoMenu},
    {"foot", 0},
    {"footer", kMenu},
    {"has", kNoMenu},
    {"head", kHead},
    {"header", kHead},
    {"heading", kTitle},
    {"headline", kTitle},
    {"item", kBox},
    {"layout", kNoMenu},
    {"leftmenu", kMenu},
    {"link", kNoMenu},
    {"livechat", kWidget},
    {"main", kMain},
    {"mainmenu", kMenu},
    {"mainnav", kMenu},
    {"mega", 0},
    {"megamenu", kMenu | kSub},
    {"menu", kMenu},
    {"menubar", kMenu},
    {"menus", kMenu},
    {"nav", kMenu},
    {"navbar", kMenu},
    {"navi", kMenu},
    {"navigation", kMenu},
    {"navmenu", kMenu},
    {"no", kNoMenu},
    {"open", kNoMenu},
    {"page", kNoMenu},
    {"pane", kPanel},
    {"panel", kBox | kPanel},
    {"pills", kTab | kNoMenu},
    {"post", kBox},
    {"rightmenu", kMenu},
    {"sidebar", kMenu},
    {"sidemenu", kMenu},
    {"sidenav", kMenu},
    {"sub", kSub},
    {"subject", kTitle},
    {"submenu", kMenu | kSub},
    {"tab", kTab | kNoMenu},
    {"tabcontent", kPanel},
    {"tabs", kTab | kNoMenu},
    {"tawk", kWidget},
    {"title", kTitle},
    {"toggle", kToggle | kNoMenu},
    {"topbar", kMenu},
    {"topic", kTitle},
    {"topmenu", kMenu},
    {"topnav", kMenu},
    {"with", kNoMenu},
    {"without", kNoMenu},
    {"wrapper", 0},
});

constexpr bool kSorted = std::ranges::is_sorted(kWords, {}, &Word::text);
static_assert(kSorted);

std::uint32_t meaning_of(std::string_view word) {
  const auto* found = std::ranges::lower_bound(kWords, word, {}, &Word::text);
  return found != kWords.end() && found->text == word ? found->meaning : 0;
}

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// One token read word by word.
struct Token {
  std::uint32_t meanings = 0;
  int words = 0;
  std::uint32_t last = 0;

  void take(std::string_view word) {
    while (!word.empty() && is_digit(word.back())) word.remove_suffix(1);
    if (word.empty()) return;
    last = meaning_of(word);
    meanings |= last;
    ++words;
  }
};

Token read_token(std::string_view text) {
  Token token;
  std::array<char, 16> word{};
  std::size_t size = 0;
  const auto finish = [&] {
    if (size > 0 && size <= word.size()) token.take({word.data(), size});
    if (size > word.size()) ++token.words;
    size = 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '-' || c == '_' || c == ':') {
      finish();
      continue;
    }
    if (is_upper(c) && i > 0 && !is_upper(text[i - 1])) finish();
    if (size < word.size()) word[size] = lower(c);
    ++size;
  }
  finish();
  return token;
}

/// Boxes that viewers of papers fill; an icon of a PDF is none.
bool shows_papers(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kViewers = {
      "flipbook", "flip-book", "flip_book",  "dflip",
      "pdfemb",   "pdfobject", "pdf-viewer", "pdfviewer"};
  return text.starts_with("_df_") || std::ranges::any_of(kViewers, [&](auto viewer) {
           return text.find(viewer) != std::string_view::npos;
         });
}

void judge(std::string_view text, ClassWords& words) {
  const Token token = read_token(text);
  const std::uint32_t m = token.meanings;
  const auto has = [m](std::uint32_t bits) { return (m & bits) != 0; };
  words.submenu |= (has(kSub) && token.words <= 2) || (has(kDrop) && has(kMenu));
  words.menu |= has(kMenu) && !has(kNoMenu) && !has(kDrop);
  words.tabs |= has(kTab);
  words.title |=
      (token.last & kTitle) != 0 || (token.words > 1 && has(kHead) && has(kBox | kToggle));
  words.item |= (token.last & kBox) != 0 && !has(kMenu | kHead | kTab | kDrop | kToggle);
  words.step |= (token.last & kBox) != 0 && has(kToggle);
  words.panel |= has(kPanel | kTab) || (has(kTab | kToggle) && has(kMain)) || text == "panel";
  words.toggle |= has(kToggle) && !has(kBox | kHead | kMain);
  words.main |= (m & kMain) != 0 && token.words <= 2 && !has(kPanel | kToggle | kTab | kMenu);
  words.widget |= has(kWidget) || has_word(text, "chat") || has_word(text, "messenger") ||
                  text.starts_with("fb-") || text.starts_with("line-it") || shows_papers(text);
}

/// `style` in lower case without white space.
std::string squeeze(std::string_view style) {
  std::string squeezed;
  for (const char c : style)
    if (!is_space(c)) squeezed += lower(c);
  return squeezed;
}

}  // namespace

ClassWords read_class_words(std::string_view cls, std::string_view id) {
  ClassWords words;
  if (id.size() < 64) judge(id, words);
  cls = cls.substr(0, 400);
  while (!(cls = trim(cls)).empty()) {
    const std::size_t end = std::min(cls.find_first_of(" \t\n\r\f"), cls.size());
    if (end < 64) judge(cls.substr(0, end), words);
    cls.remove_prefix(end);
  }
  words.menu &= !words.tabs;  // "nav nav-tabs" belongs to the content
  return words;
}

bool hides(std::string_view style) {
  if (style.empty()) return false;
  const std::string text = squeeze(style.substr(0, 1000));
  for (const std::string_view way : {"display:none", "visibility:hidden", "left:-999", "top:-999",
                                     "text-indent:-999", "left:-1000", "top:-1000"})
    if (text.find(way) != std::string::npos) return true;
  return false;
}

bool looks_like_heading(std::string_view style) {
  if (style.empty()) return false;
  const std::string text = squeeze(style.substr(0, 1000));
  for (const std::string_view way : {"font-weight:bold", "font-weight:6", "font-weight:7",
                                     "font-weight:8", "font-size:x-large", "font-size:xx-large"})
    if (text.find(way) != std::string::npos) return true;
  const std::size_t at = text.find("font-size:");
  if (at == std::string::npos) return false;
  const std::string_view size = std::string_view(text).substr(at + 10);
  const int number = read_number(size, 1000);
  const std::string_view unit =
      size.substr(std::min(size.find_first_not_of("0123456789."), size.size()));
  if (unit.starts_with("px")) return number >= 18;
  if (unit.starts_with("pt")) return number >= 16;
  return unit.starts_with("%") ? number >= 125
                               : (unit.starts_with("em") || unit.starts_with("rem")) && number >= 2;
}

}  // namespace oit::page
