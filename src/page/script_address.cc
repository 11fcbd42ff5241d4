#include "page/script_address.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "page/ascii.h"
#include "url/url.h"

namespace oit::page {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::array<std::string_view, 18> kDocuments = {
    ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods",
    ".zip", ".rar", ".7z",   ".csv", ".rtf",  ".jpg", ".jpeg", ".png", ".txt"};
constexpr std::array<std::string_view, 11> kPages = {
    ".php", ".html", ".htm", ".asp", ".aspx", ".jsp", ".do", ".cfm", ".shtml", ".cgi", ".ashx"};
constexpr std::array<std::string_view, 3> kJumps = {"location", "window.open", "open("};
constexpr std::size_t kMaxCode = 20'000;

/// A string literal and where the code goes on behind it.
struct Literal {
  std::string_view text;
  std::size_t begin = npos, end = npos;
};

Literal next_literal(std::string_view code, std::size_t from) {
  const std::size_t quote = code.find_first_of("'\"`", from);
  if (quote == npos) return {};
  const std::size_t end = code.find(code[quote], quote + 1);
  if (end == npos) return {};
  return {trim(code.substr(quote + 1, end - quote - 1)), quote, end + 1};
}

/// A literal that is glued to something else is only a part of an address.
bool is_whole(std::string_view code, const Literal& literal) {
  const std::string_view after = trim(code.substr(literal.end));
  const std::string_view before = trim(code.substr(0, literal.begin));
  return !after.starts_with('+') && !before.ends_with('+') && literal.text.find("${") == npos;
}

bool is_clean(std::string_view text) {
  return !text.empty() && text.size() < 2084 && text.find_first_of("<>{}\n\\") == npos;
}

std::string_view path_of(std::string_view address) {
  return address.substr(0, address.find_first_of("?#"));
}

/// Only punctuation that leads from the jump to its literal: "= ", ".href=", ".replace(".
bool leads_on(std::string_view between) {
  between = trim(between);
  for (const std::string_view word : {".href", ".replace", ".assign"})
    if (between.starts_with(word)) between = trim(between.substr(word.size()));
  return between == "=" || between == "(" || between.empty();
}

}  // namespace

bool names_document(std::string_view address) {
  const std::string_view path = path_of(address);
  return std::ranges::any_of(kDocuments, [&](auto end) { return ends_with_word(path, end); });
}

bool looks_like_address(std::string_view text) {
  if (!is_clean(text) || text.find(' ') != npos) return false;
  if (starts_with_word(text, "http://") || starts_with_word(text, "https://")) return true;
  if (text.size() > 1 && (text.starts_with('/') || text.starts_with("./"))) return true;
  if (text.starts_with("../") || text.starts_with('?')) return text.size() > 3;
  const std::string_view path = path_of(text);
  return names_document(text) ||
         std::ranges::any_of(kPages, [&](auto end) { return ends_with_word(path, end); });
}

std::string_view script_address(std::string_view code) {
  code = code.substr(0, kMaxCode);
  for (const std::string_view jump : kJumps) {
    for (std::size_t at = code.find(jump); at != npos; at = code.find(jump, at + 1)) {
      const std::size_t from = at + jump.size();
      const Literal literal = next_literal(code, from);
      if (literal.begin == npos) break;
      if (!leads_on(code.substr(from, literal.begin - from))) continue;
      if (is_clean(literal.text) && !literal.text.starts_with('#') && is_whole(code, literal) &&
          !starts_with_word(literal.text, "javascript:"))
        return literal.text;
    }
  }
  return {};
}

std::string script_route(std::string_view code) {
  constexpr std::string_view kHash = "location.hash";
  code = code.substr(0, kMaxCode);
  const auto at = code.find(kHash);
  if (at == npos) return {};
  const Literal literal = next_literal(code, at + kHash.size());
  if (literal.begin == npos || !is_clean(literal.text) || !is_whole(code, literal)) return {};
  const auto between = code.substr(at + kHash.size(), literal.begin - at - kHash.size());
  auto route = literal.text;
  if (route.starts_with('#')) route.remove_prefix(1);
  const bool is_route = route.starts_with('/') || route.starts_with('!');
  return is_route && trim(between) == "=" ? std::string(route) : std::string();
}

std::string_view literal_address(std::string_view code) {
  code = code.substr(0, kMaxCode);
  for (Literal next = next_literal(code, 0); next.begin != npos;
       next = next_literal(code, next.end))
    if (looks_like_address(next.text) && is_whole(code, next)) return next.text;
  return {};
}

std::vector<std::string_view> id_literals(std::string_view code) {
  std::vector<std::string_view> ids;
  code = code.substr(0, kMaxCode);
  for (Literal next = next_literal(code, 0); next.begin != npos && ids.size() < 8;
       next = next_literal(code, next.end)) {
    std::string_view id = next.text;
    if (id.starts_with('#')) id.remove_prefix(1);
    if (!id.empty() && id.size() < 80 && id.find_first_of(" ()<>=;,") == npos) ids.push_back(id);
  }
  return ids;
}

std::vector<std::string_view> absolute_literals(std::string_view code, std::size_t limit) {
  std::vector<std::string_view> found;
  for (std::size_t at = code.find("//"); at != npos && found.size() < limit;
       at = code.find("//", at + 2)) {
    std::size_t begin = at;
    for (const std::string_view scheme : {"http:", "https:"})
      if (code.substr(0, at).ends_with(scheme)) begin = at - scheme.size();
    if (begin == 0 || (code[begin - 1] != '"' && code[begin - 1] != '\'')) continue;
    const std::size_t end = code.find(code[begin - 1], begin);
    if (end == npos || end - begin > 300 || end - at < 6) continue;
    const std::string_view text = code.substr(begin, end - begin);
    if (is_clean(text) && text.find(' ') == npos) found.push_back(text);
  }
  return found;
}

namespace {

/// A literal of JSON or a script as it is meant: "\/" is "/", "\u0e41" a letter.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
    } else if (text[at + 1] == 'u' && at + 6 <= text.size()) {
      unsigned code = 0;
      std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
      if (code < 0x80) {
        out += static_cast<char>(code);
      } else {
        if (code >= 0x800) out += static_cast<char>(0xE0 | (code >> 12U));
        out +=
            static_cast<char>(code >= 0x800 ? 0x80 | ((code >> 6U) & 0x3FU) : 0xC0 | (code >> 6U));
        out += static_cast<char>(0x80 | (code & 0x3FU));
      }
      at += 5;
    } else {
      out += text[++at];
    }
  }
  return out;
}

/// What base64 stands for, up to the first byte that is none.
std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const unsigned value = 'A' <= c && c <= 'Z'   ? static_cast<unsigned>(c - 'A')
                           : 'a' <= c && c <= 'z' ? static_cast<unsigned>(c - 'a') + 26U
                           : '0' <= c && c <= '9' ? static_cast<unsigned>(c - '0') + 52U
                           : c == '+'             ? 62U
                           : c == '/'             ? 63U
                                                  : 64U;
    if (value > 63U) break;
    bits = (bits << 6U) | value;
    if ((count += 6) >= 8)
      out += static_cast<char>((bits >> static_cast<unsigned>(count -= 8)) & 0xFFU);
  }
  return out;
}

constexpr std::string_view kJsonInBase64 = "eyJ";  // {"
constexpr std::size_t kShortestJson = 40;

void add_pdfs(std::string_view code, std::size_t limit, bool may_decode,
              std::vector<std::string>& found) {
  if (code.find(".pdf") == npos && code.find(".PDF") == npos && code.find(kJsonInBase64) == npos)
    return;
  for (std::size_t quote = code.find_first_of("'\"`"); quote != npos && found.size() < limit;) {
    std::size_t end = quote + 1;
    while (end < code.size() && code[end] != code[quote]) end += code[end] == '\\' ? 2U : 1U;
    if (end >= code.size()) return;
    const auto raw = code.substr(quote + 1, end - quote - 1);
    if (may_decode && raw.size() >= kShortestJson && raw.starts_with(kJsonInBase64)) {
      add_pdfs(from_base64(raw), limit, false, found);
    } else if (raw.size() < 2084 && ends_with_word(path_of(raw), ".pdf")) {
      auto text = unescaped(raw);
      const Literal literal{raw, quote, end + 1};
      const bool is_new = std::ranges::find(found, text) == found.end();
      if (is_new && looks_like_address(text) && is_whole(code, literal))
        found.push_back(std::move(text));
    }
    quote = code.find_first_of("'\"`", end + 1);
  }
}

}  // namespace

std::vector<std::string> pdf_literals(std::string_view code, std::size_t limit) {
  std::vector<std::string> found;
  add_pdfs(code, limit, true, found);
  return found;
}

namespace {

bool names_picture(std::string_view address) {
  constexpr std::array<std::string_view, 4> kPictures = {".jpg", ".jpeg", ".png", ".webp"};
  return std::ranges::any_of(kPictures,
                             [&](auto end) { return ends_with_word(path_of(address), end); });
}

/// Equal but for their numbers.
bool is_next_page(std::string_view one, std::string_view other) {
  const auto without_digits = [](std::string_view text) {
    std::string out(text);
    std::erase_if(out, [](char c) { return '0' <= c && c <= '9'; });
    return out;
  };
  return one != other && without_digits(one) == without_digits(other);
}

}  // namespace

std::vector<std::string> page_pictures(std::string_view code, std::size_t limit) {
  std::vector<std::string> found;
  std::string before;  // the literal just passed, when it is a picture
  std::size_t end = 0;
  for (Literal next = next_literal(code, 0); next.begin != npos && found.size() < limit;
       next = next_literal(code, next.end)) {
    const bool is_beside = trim(code.substr(end, next.begin - end)) == ",";
    std::string address =
        is_clean(next.text) || next.text.find('\\') != npos ? unescaped(next.text) : std::string();
    if (!names_picture(address) || !looks_like_address(address)) address.clear();
    if (is_beside && !address.empty() && is_next_page(before, address)) {
      if (found.empty() || found.back() != before) found.push_back(before);
      found.push_back(address);
    }
    before = std::move(address);
    end = next.end;
  }
  return found;
}

bool posts_back(std::string_view code) {
  const bool posts = code.find("__doPostBack(") != npos || code.find("DoPostBack") != npos ||
                     code.find(".submit(") != npos;
  return posts && code.find("Sort$") == npos;
}

std::string viewed_address(std::string_view address, bool any) {
  const std::size_t query = address.find('?');
  if (query == npos) return {};
  for (const std::string_view name : {"file=", "url=", "src=", "pdf=", "doc="}) {
    std::size_t at = address.find(name, query + 1);
    while (at != npos && address[at - 1] != '?' && address[at - 1] != '&')
      at = address.find(name, at + 1);
    if (at == npos) continue;
    const std::size_t from = at + name.size();
    const std::size_t end = std::min(address.find_first_of("&#", from), address.size());
    std::string value = url::decode_percent(address.substr(from, end - from));
    if ((any ? looks_like_address(value) : names_document(value)) &&
        value.find_first_of("<>\"") == std::string::npos)
      return value;
  }
  return {};
}

}  // namespace oit::page
