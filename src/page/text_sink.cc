#include "page/text_sink.h"

#include <array>

#include "page/ascii.h"
#include "text/repair.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::page {
namespace {

/// Bytes at which copying must stop and look: white space, controls and the lead bytes under which
/// Unicode keeps its spaces and invisible characters.
constexpr auto kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t c = 0; c <= 0x20; ++c) special[c] = true;
  for (const std::size_t c : {0x7FU, 0xC2U, 0xE2U, 0xE3U, 0xEFU}) special[c] = true;
  return special;
}();

bool is_special(char c) { return kSpecial[static_cast<unsigned char>(c)]; }

bool is_gap(char32_t c) {
  return c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

}  // namespace

void TextSink::open(const TextPlace& place) {
  if (!text.empty()) text += '\n';
  is_open_ = true;
  begin_ = text.size();
  block_ = model::Block{};
  block_.begin = begin_;
  block_.kind = place.kind;
  block_.level = place.level;
  block_.in_menu = place.in_menu;
  note_ = BlockNote{.serial = serial_, .scope = place.scope, .titled = place.titled};
  pending_ = 0;
}

void TextSink::count(std::size_t bytes, const TextPlace& place) {
  if (place.in_link) block_.link_bytes += bytes;
  if (place.bold) note_.bold_bytes += bytes;
}

void TextSink::start_word(const TextPlace& place) {
  if (!is_open_) {
    open(place);
  } else if (pending_ != 0) {
    const std::string_view between = pending_ == 1 ? " " : " | ";
    text += between;
    count(between.size(), place);
    pending_ = 0;
  }
}

void TextSink::add(std::string_view source, const TextPlace& place) {
  std::size_t at = 0;
  while (at < source.size()) {
    std::size_t end = at;
    while (end < source.size() && !is_special(source[end])) ++end;
    if (end == at) {
      const text::ReadChar read = text::read_char(source, at);
      if (is_gap(read.c) || is_invisible(read.c)) {
        if (is_gap(read.c)) gap();
        at += read.size;
        continue;
      }
      end = at + read.size;
    }
    start_word(place);
    text.append(source, at, end - at);
    count(end - at, place);
    at = end;
  }
}

bool TextSink::border() {
  ++serial_;
  pending_ = 0;
  if (!is_open_) return false;
  is_open_ = false;
  block_.end = text.size();
  blocks.push_back(block_);
  notes.push_back(note_);
  return true;
}

namespace {

/// Whether one_line() would only copy: no character to look at but single spaces inside.
bool is_one_line(std::string_view source) {
  if (source.empty() || source.front() == ' ' || source.back() == ' ') return false;
  for (std::size_t i = 0; i < source.size(); ++i)
    if (is_special(source[i]) && (source[i] != ' ' || source[i + 1] == ' ')) return false;
  return true;
}

}  // namespace

std::string one_line(std::string_view source, std::size_t max_chars) {
  if (source.size() <= max_chars && is_one_line(source)) return std::string(source);
  TextSink sink;
  std::size_t chars = 0, end = 0;
  while (end < source.size() && chars < max_chars) {
    ++end;
    while (end < source.size() && text::is_continuation(source[end])) ++end;
    ++chars;
  }
  sink.add(source.substr(0, end), {});
  return std::move(sink.text);
}

std::size_t count_letters(std::string_view source) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < source.size();) {
    if (const int low = text::thai_at(source, at); low >= 0) {
      const auto kind = text::thai_kind(text::kThaiFirst + static_cast<unsigned>(low));
      letters += kind == text::ThaiKind::consonant ? 1U : 0U;
      at += 3;
      continue;
    }
    const text::ReadChar read = text::read_char(source, at);
    at += read.size;
    if (read.c < 0x80) {
      letters += is_letter(static_cast<char>(read.c)) ? 1U : 0U;
    } else {
      const bool is_letter_range = read.c >= 0xC0 && (read.c < 0x2000 || read.c >= 0x3040);
      letters += is_letter_range && read.c != text::kReplacement ? 1U : 0U;
    }
  }
  return letters;
}

}  // namespace oit::page
