#include "net/header_fields.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "url/url.h"

namespace oit::net {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// The value of parameter `name` (lower case) in `field`, quotes and their escapes removed.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  auto at = field.find(';');
  while (at != std::string_view::npos) {
    field.remove_prefix(at + 1);
    const auto equals = field.find_first_of("=;");
    if (equals == std::string_view::npos) return std::nullopt;
    const bool is_wanted = field[equals] == '=' && lower(trim(field.substr(0, equals))) == name;
    field.remove_prefix(field[equals] == '=' ? equals + 1 : equals);
    field = field.substr(std::min(field.find_first_not_of(" \t"), field.size()));
    std::string value;
    std::size_t end = 0;
    if (field.starts_with('"')) {
      for (end = 1; end < field.size() && field[end] != '"'; ++end) {
        if (field[end] == '\\' && end + 1 < field.size()) ++end;
        value += field[end];
      }
    } else {
      end = std::min(field.find(';'), field.size());
      value = std::string(trim(field.substr(0, end)));
    }
    if (is_wanted) return value;
    at = field.find(';', std::min(end, field.size()));
  }
  return std::nullopt;
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0, count = 0;
  for (const char c : text) {
    const auto value = kDigits.find(c);
    if (value == std::string_view::npos) break;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFFU);
    }
  }
  return out;
}

std::string percent_escaped(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
  return out;
}

/// "=?utf-8?B?4LiB?=" and "=?utf-8?Q?=E0=B8=81?=" as bytes (RFC 2047); other text as it is.
std::string from_encoded_word(std::string_view text) {
  if (!text.starts_with("=?") || !text.ends_with("?=")) return std::string(text);
  const auto kind = text.find('?', 2);
  if (kind == std::string_view::npos || kind + 3 > text.size() - 2 || text[kind + 2] != '?')
    return std::string(text);
  const auto inner = text.substr(kind + 3, text.size() - 2 - (kind + 3));
  if (lower(text.substr(kind + 1, 1)) == "b") return from_base64(inner);
  std::string escaped(inner);
  std::ranges::replace(escaped, '=', '%');
  std::ranges::replace(escaped, '_', ' ');
  return url::decode_percent(escaped);
}

/// Bytes of unknown charset as UTF-8, by the reading addresses get; "?" where it fails.
std::string to_utf8(std::string_view bytes) {
  const std::string escaped = percent_escaped(bytes);
  std::string out = url::decode_percent(escaped);
  if (out != escaped || bytes.empty()) return out;
  out.assign(bytes);
  std::ranges::replace_if(
      out, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return out;
}

std::string clean_name(std::string name) {
  std::erase_if(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos)
    name.erase(0, slash + 1);
  constexpr std::size_t kLongest = 1'024;
  return name.size() > kLongest ? std::string() : name;
}

}  // namespace

ContentType read_content_type(std::string_view value) {
  ContentType out;
  out.media_type = lower(trim(value.substr(0, value.find_first_of(";,"))));
  if (const auto charset = parameter(value, "charset")) {
    out.charset = *charset;
    std::erase(out.charset, '\'');
  }
  return out;
}

std::string read_file_name(std::string_view content_disposition) {
  if (const auto extended = parameter(content_disposition, "filename*")) {
    const auto quote = extended->find('\'');
    const auto second = quote == std::string::npos ? quote : extended->find('\'', quote + 1);
    if (second != std::string::npos)
      return clean_name(url::decode_percent(std::string_view(*extended).substr(second + 1)));
  }
  const auto plain = parameter(content_disposition, "filename");
  if (!plain) return {};
  return clean_name(url::decode_percent(to_utf8(from_encoded_word(*plain))));
}

std::string read_refresh(std::string_view value) {
  value = trim(value);
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  constexpr double kMost = 5;
  if (error != std::errc() || !(seconds <= kMost)) return {};
  value.remove_prefix(static_cast<std::size_t>(end - value.data()));
  value = value.substr(std::min(value.find_first_not_of(" \t;,"), value.size()));
  if (lower(value.substr(0, 3)) == "url") {
    const auto equals = value.find('=');
    if (equals == std::string_view::npos) return {};
    value = trim(value.substr(equals + 1));
  }
  if (!value.empty() && (value[0] == '"' || value[0] == '\'')) {
    const char quote = value[0];
    value.remove_prefix(1);
    value = value.substr(0, value.find(quote));
  }
  return std::string(trim(value));
}

}  // namespace oit::net
