#include "url/host.h"

#include <arpa/inet.h>
#include <idn2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <vector>

#include "url/percent.h"

namespace oit::url {
namespace {

constexpr std::size_t kLongestHost = 253, kLongestLabel = 63;  // RFC 1035, section 2.3.4

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> labels;
  for (std::size_t begin = 0; begin <= host.size();) {
    const auto end = std::min(host.find('.', begin), host.size());
    labels.push_back(host.substr(begin, end - begin));
    begin = end + 1;
  }
  return labels;
}

/// One part of an IPv4 address: decimal, octal with a leading zero, or hexadecimal.
std::optional<std::uint64_t> ipv4_number(std::string_view text) {
  int base = 10;
  if (text.size() >= 2 && text[0] == '0' && lower(text[1]) == 'x') {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  } else if (text.empty()) {
    return std::nullopt;
  }
  if (text.empty()) return 0;  // "0x"
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// A name whose last label is a number must be an IPv4 address.
bool ends_in_number(std::string_view last) {
  return !last.empty() && (std::ranges::all_of(last, is_digit) ||
                           (last.size() >= 2 && last[0] == '0' && lower(last[1]) == 'x' &&
                            ipv4_number(last).has_value()));
}

std::optional<std::string> normal_ipv4(const std::vector<std::string_view>& parts) {
  if (parts.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = ipv4_number(parts[i]);
    const bool is_last = i + 1 == parts.size();
    const std::uint64_t most = is_last ? std::uint64_t{1} << (8 * (4 - i)) : 256;
    if (!number || *number >= most) return std::nullopt;
    address |= is_last ? *number : *number << (8 * (3 - i));
  }
  std::string text;
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    text += (shift == 24 ? "" : ".") + std::to_string((address >> shift) & 0xFFU);
  return text;
}

std::optional<std::string> normal_ipv6(std::string_view inner) {
  std::array<unsigned char, 16> address{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (inet_pton(AF_INET6, std::string(inner).c_str(), address.data()) != 1 ||
      inet_ntop(AF_INET6, address.data(), text.data(), text.size()) == nullptr)
    return std::nullopt;
  return '[' + std::string(text.data()) + ']';
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::optional<std::string> to_ascii(const std::string& name) {
  if (!is_utf8(name)) return std::nullopt;
  char* out = nullptr;
  const int code = idn2_to_ascii_8z(name.c_str(), &out, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, void (*)(void*)> owner(out, idn2_free);
  if (code != IDN2_OK) return std::nullopt;
  return std::string(out);
}

bool is_host_char(char c) {
  constexpr std::string_view kForbidden = " #/:<>?@[\\]^|%\"`{}";
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7F && kForbidden.find(c) == std::string_view::npos;
}

}  // namespace

std::optional<std::string> normal_host(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']'))
    return normal_ipv6(text.substr(1, text.size() - 2));
  std::string name = unescape(text);
  if (name.find('\0') != std::string::npos) return std::nullopt;
  if (!is_ascii(name)) {
    auto ascii = to_ascii(name);
    if (!ascii) return std::nullopt;
    name = std::move(*ascii);
  }
  std::ranges::transform(name, name.begin(), lower);
  if (name.ends_with('.')) name.pop_back();
  if (name.empty() || name.size() > kLongestHost || !std::ranges::all_of(name, is_host_char))
    return std::nullopt;
  const auto labels = labels_of(name);
  if (ends_in_number(labels.back())) return normal_ipv4(labels);
  for (const auto label : labels)
    if (label.empty() || label.size() > kLongestLabel) return std::nullopt;
  return name;
}

bool is_ip_literal(std::string_view host) {
  if (host.starts_with('[')) return true;
  const auto dot = host.rfind('.');
  return dot != std::string_view::npos && ends_in_number(host.substr(dot + 1));
}

}  // namespace oit::url
