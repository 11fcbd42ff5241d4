#include "doc/text_pages.h"

#include <algorithm>
#include <utility>

#include "text/thai.h"
#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr std::size_t kFewSigns = 20;  // page numbers and stamps beside pictures

bool is_sign(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || ((c | 0x20U) >= 'a' && (c | 0x20U) <= 'z');
  return c >= 0xC0 && c != text::kReplacement && !(c >= 0x2000 && c < 0x2C00);
}

/// `line` without controls and white space at its ends; letters and digits are counted.
std::string clean(std::string_view line, std::size_t& signs) {
  std::string out;
  out.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const text::ReadChar read = text::read_char(line, at);
    at += read.size;
    const char32_t c = read.c < 0x20 || read.c == 0xA0 ? U' ' : read.c;
    if (c == ' ' && out.empty()) continue;
    signs += is_sign(c) ? 1U : 0U;
    text::append_char(out, c);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

model::Document ended(model::DocumentOutcome outcome, std::string why) {
  model::Document document;
  document.outcome = outcome;
  document.why = std::move(why);
  return document;
}

void TextPages::begin_page() {
  ++page_count_;
  if (pages_left_ == 0) return;
  --pages_left_;
  pages_.emplace_back();
}

void TextPages::append(std::string_view line) {
  std::size_t signs = 0;
  const std::string text = clean(line, signs);
  if (text.empty()) return;
  if (page_count_ == 0) begin_page();
  if (static_cast<std::size_t>(page_count_) > pages_.size()) return;  // beyond the pages kept
  if (is_full_ || text.size() + 1 > text_left_) {
    is_full_ = true;
    return;
  }
  signs_ += signs;
  text_left_ -= text.size() + 1;
  std::string& page = pages_.back();
  if (!page.empty()) page += '\n';
  page += text;
}

void TextPages::add_line(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    append(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void TextPages::add_row(const std::vector<std::string>& cells) {
  const auto is_blank = [](const std::string& cell) {
    return cell.find_first_not_of(" \t\r\n") == std::string::npos;
  };
  std::size_t count = cells.size();
  while (count > 0 && is_blank(cells[count - 1])) --count;
  std::string line;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) line += " | ";
    std::size_t signs = 0;
    std::string cell = cells[i];
    std::ranges::replace(cell, '\n', ' ');
    line += clean(cell, signs);
  }
  append(line);
}

model::Document TextPages::take() {
  if (is_full_) return ended(model::DocumentOutcome::too_costly, "stopped at the limit of text");
  model::Document document;
  document.outcome = model::DocumentOutcome::ok;
  document.page_count = page_count_;
  document.pages = std::exchange(pages_, {});
  return document;
}

void note_unread(model::Document& document, std::string_view why) {
  using enum model::DocumentOutcome;
  if (why.empty() || (document.outcome != ok && document.outcome != empty)) return;
  if (document.outcome == empty) document.outcome = too_costly;
  document.why = why;
}

void judge_contents(model::Document& document, std::size_t signs, bool has_pictures) {
  if (document.outcome != model::DocumentOutcome::ok) return;
  if (signs < kFewSigns && has_pictures) {
    document.outcome = model::DocumentOutcome::image_only;
    document.why = "pictures without text";
  } else if (signs == 0) {
    document.outcome = model::DocumentOutcome::empty;
    document.why = "nothing in it";
  }
}

}  // namespace oit::doc
