#include <algorithm>
#include <array>
#include <string>

#include "model/fetch.h"

namespace oit::model {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view bytes;
  std::size_t at;
  BodyKind kind;
};

/// Formats that a fixed string at a fixed place settles.
constexpr std::array<Magic, 26> kMagic{{
    {"\x89PNG\r\n\x1A\n"sv, 0, BodyKind::image},
    {"\xFF\xD8\xFF"sv, 0, BodyKind::image},
    {"GIF8"sv, 0, BodyKind::image},
    {"II*\0"sv, 0, BodyKind::image},
    {"MM\0*"sv, 0, BodyKind::image},
    {"WEBPVP"sv, 8, BodyKind::image},
    {"\0\0\1\0"sv, 0, BodyKind::image},
    {"ftypheic"sv, 4, BodyKind::image},
    {"ftypmif1"sv, 4, BodyKind::image},
    {"ftypavif"sv, 4, BodyKind::image},
    {"ftyp"sv, 4, BodyKind::video},
    {"\x1A\x45\xDF\xA3"sv, 0, BodyKind::video},
    {"FLV\1"sv, 0, BodyKind::video},
    {"AVI LIST"sv, 8, BodyKind::video},
    {"OggS\0"sv, 0, BodyKind::video},
    {"\0\0\1\xBA"sv, 0, BodyKind::video},
    {"\0\0\1\xB3"sv, 0, BodyKind::video},
    {"\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, 0, BodyKind::video},
    {"{\\rtf"sv, 0, BodyKind::word},
    {"Rar!\x1A\x07"sv, 0, BodyKind::archive},
    {"7z\xBC\xAF\x27\x1C"sv, 0, BodyKind::archive},
    {"\x1F\x8B\x08"sv, 0, BodyKind::archive},
    {"BZh"sv, 0, BodyKind::archive},
    {"\xFD"
     "7zXZ\0"sv,
     0, BodyKind::archive},
    {"ustar"sv, 257, BodyKind::archive},
    {"PK\5\6"sv, 0, BodyKind::archive},
}};

/// Elements a page without doctype begins with; a tag out of this list is some other XML.
constexpr std::array kHtmlTags{
    "a"sv,      "article"sv,  "b"sv,     "base"sv,   "body"sv,     "br"sv,      "button"sv,
    "center"sv, "div"sv,      "font"sv,  "form"sv,   "frameset"sv, "h1"sv,      "h2"sv,
    "h3"sv,     "h4"sv,       "head"sv,  "hr"sv,     "html"sv,     "i"sv,       "iframe"sv,
    "img"sv,    "input"sv,    "li"sv,    "link"sv,   "main"sv,     "marquee"sv, "meta"sv,
    "nav"sv,    "noscript"sv, "ol"sv,    "p"sv,      "pre"sv,      "script"sv,  "section"sv,
    "span"sv,   "strong"sv,   "style"sv, "table"sv,  "tbody"sv,    "td"sv,      "title"sv,
    "tr"sv,     "u"sv,        "ul"sv,    "header"sv,
};

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// What a declared media type says about a container whose bytes say only "office".
BodyKind office_kind(std::string_view type, BodyKind otherwise) {
  if (contains(type, "excel") || contains(type, "spreadsheet")) return BodyKind::spreadsheet;
  if (contains(type, "powerpoint") || contains(type, "presentation")) return BodyKind::presentation;
  if (contains(type, "word") || contains(type, "opendocument.text")) return BodyKind::word;
  return otherwise;
}

BodyKind zip_kind(std::string_view head, std::string_view type) {
  if (contains(head, "word/")) return BodyKind::word;
  if (contains(head, "xl/")) return BodyKind::spreadsheet;
  if (contains(head, "ppt/")) return BodyKind::presentation;
  if (contains(head, "opendocument.")) return office_kind(head, BodyKind::word);
  const bool is_office = contains(head, "[Content_Types].xml") || contains(head, "_rels/.rels");
  return office_kind(type, is_office ? BodyKind::word : BodyKind::archive);
}

/// An OLE2 file's stream names stand in UTF-16LE, usually far behind the head.
BodyKind ole_kind(std::string_view head, std::string_view type) {
  const auto has_stream = [head](std::string_view name) {
    std::string wide;
    for (const char c : name) wide.append({c, '\0'});
    return contains(head, wide);
  };
  if (has_stream("WordDocument")) return BodyKind::word;
  if (has_stream("Workbook")) return BodyKind::spreadsheet;
  if (has_stream("PowerPoint")) return BodyKind::presentation;
  return office_kind(type, BodyKind::word);
}

/// `text`, in lower case, from its first tag on that is no comment; empty when text comes first.
std::string_view first_tag(std::string_view text) {
  for (;;) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    if (!text.starts_with("<!--")) return text.starts_with('<') ? text : std::string_view();
    const auto end = text.find("-->");
    if (end == std::string_view::npos) return text;  // one comment fills the head: a page's habit
    text.remove_prefix(end + 3);
  }
}

bool is_html_tag(std::string_view tag) {
  if (tag.starts_with("<!--") || tag.starts_with("<!doctype html")) return true;
  tag.remove_prefix(std::min<std::size_t>(tag.size(), tag.starts_with("</") ? 2 : 1));
  const auto end = std::min(tag.find_first_of(" \t\r\n\f/>"), tag.size());
  return std::ranges::find(kHtmlTags, tag.substr(0, end)) != kHtmlTags.end();
}

/// A document that begins with an XML declaration or an unknown element.
BodyKind xml_kind(std::string_view text) {
  if (contains(text, "<html") || contains(text, "<!doctype html")) return BodyKind::html;
  if (contains(text, "progid=\"word.document\"")) return BodyKind::word;
  if (contains(text, "progid=\"excel.sheet\"")) return BodyKind::spreadsheet;
  return contains(text, "<svg") ? BodyKind::image : BodyKind::xml;
}

bool is_binary(std::string_view head) {
  return std::ranges::any_of(head, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && !is_space(c) && byte != 0x1B && byte != 0x0B && byte != 0x1A;
  });
}

BodyKind text_kind(std::string_view head, std::string_view type) {
  const std::string text = lower(head);
  const auto tag = first_tag(text);
  const bool says_html = contains(type, "html");
  if (!tag.empty() && is_html_tag(tag)) return BodyKind::html;
  if (tag.starts_with("<?xml") || tag.starts_with("<!doctype")) return xml_kind(tag);
  if (says_html) return BodyKind::html;
  if (is_binary(head)) {
    if (type.starts_with("image/")) return BodyKind::image;
    return type.starts_with("video/") ? BodyKind::video : BodyKind::other;
  }
  const bool is_code = contains(type, "javascript") || contains(type, "json") ||
                       contains(type, "css");  // text about tags is no page
  if (!is_code &&
      (contains(text, "<html") || contains(text, "<!doctype html") || contains(text, "<body")))
    return BodyKind::html;
  const bool has_element = tag.size() > 1 && tag[1] >= 'a' && tag[1] <= 'z';
  if (contains(type, "xml") || (has_element && !is_code)) return xml_kind(text);
  return BodyKind::text;
}

/// The ASCII of UTF-16 bytes, enough to see tags; other characters become spaces.
std::string narrowed(std::string_view wide, bool big_endian) {
  std::string out;
  for (std::size_t at = 0; at + 1 < wide.size(); at += 2) {
    const char high = wide[big_endian ? at : at + 1];
    const char low = wide[big_endian ? at + 1 : at];
    out += high == 0 ? low : '?';
  }
  return out;
}

}  // namespace

BodyKind sniff(std::string_view head, std::string_view content_type) {
  if (head.empty()) return BodyKind::none;
  const std::string type = lower(content_type);
  for (const auto& magic : kMagic)
    if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes)) return magic.kind;
  if (head.starts_with("PK\3\4")) return zip_kind(head, type);
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return ole_kind(head, type);
  if (head.starts_with("BM") && is_binary(head)) return BodyKind::image;
  if (const auto at = head.substr(0, 1024).find("%PDF-"); at != std::string_view::npos) {
    const auto before = lower(head.substr(0, at));  // a page may tell of "%PDF-"; warnings may lead
    if (!contains(before, "<html") && !contains(before, "<!doctype")) return BodyKind::pdf;
  }
  if (head.starts_with("\xFF\xFE")) return text_kind(narrowed(head.substr(2), false), type);
  if (head.starts_with("\xFE\xFF")) return text_kind(narrowed(head.substr(2), true), type);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  return text_kind(head, type);
}

}  // namespace oit::model
