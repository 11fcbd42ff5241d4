#include "report/markup.h"

#include <cstdint>

#include "base/sha256.h"
#include "report/clean.h"
#include "text/mask.h"

namespace oit::report {
namespace {

constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::uint32_t nibble(char hex) {
  return static_cast<std::uint32_t>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

/// Hexadecimal digits as base64: three of them are twelve bits, two characters.
std::string base64_of_hex(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 3) {
    std::uint32_t bits = 0;
    for (std::size_t j = i; j < i + 3; ++j)
      bits = bits << 4 | (j < hex.size() ? nibble(hex[j]) : 0);
    out += kBase64[bits >> 6];
    if (i + 2 <= hex.size()) out += kBase64[bits & 0x3F];
  }
  while (out.size() % 4 != 0) out += '=';
  return out;
}

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string element(std::string_view name, std::string_view attributes, std::string_view content) {
  std::string out = "<";
  out.append(name);
  if (!attributes.empty()) out.append(" ").append(attributes);
  return out.append(">").append(content).append("</").append(name).append(">");
}

std::string link_to(std::string_view address) {
  const auto shown = escape(text::mask_personal(readable_address(address), false));
  if (!is_web_address(address)) return element("span", "class=\"url\"", shown);
  return element(
      "a", "class=\"url\" rel=\"noopener noreferrer nofollow\" href=\"" + escape(address) + '"',
      shown);
}

std::string style_source(std::string_view style) {
  return "'sha256-" + base64_of_hex(sha256_hex(style)) + "'";
}

}  // namespace oit::report
