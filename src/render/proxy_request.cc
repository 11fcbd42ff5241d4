#include "render/proxy_request.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace oit::render {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

/// The text up to `end`, which is taken off `rest` with it.
std::string_view take(std::string_view& rest, std::string_view end) {
  const auto at = rest.find(end);
  const auto part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + end.size());
  return part;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// Source: RFC 4648, section 4. What is no letter of the alphabet is passed over.
std::string from_base64(std::string_view text) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = kLetters.find(c);
    if (value == std::string_view::npos) continue;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return bytes;
}

void read_credentials(std::string_view value, ProxyRequest& request) {
  if (!lower(value).starts_with("basic ")) return;
  const auto pair = from_base64(value.substr(6));
  const auto colon = pair.find(':');
  if (colon == std::string::npos) return;
  request.user = pair.substr(0, colon);
  request.password = pair.substr(colon + 1);
}

bool is_for_one_hop(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kNames{
      "connection", "keep-alive", "proxy-authorization", "proxy-connection", "upgrade"};
  return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace

std::optional<ProxyRequest> read_proxy_request(std::string_view head) {
  if (!head.ends_with("\r\n\r\n")) return std::nullopt;
  ProxyRequest request;
  auto line = take(head, kLineEnd);
  request.method = std::string(take(line, " "));
  const auto target = take(line, " ");
  if (request.method.empty() || !line.starts_with("HTTP/1.")) return std::nullopt;
  request.is_tunnel = request.method == "CONNECT";
  if (!request.is_tunnel && !lower(target).starts_with("http://")) return std::nullopt;
  auto url = url::Url::parse(request.is_tunnel ? "https://" + std::string(target) + "/" : target);
  if (!url) return std::nullopt;
  request.target = std::move(*url);
  // The address as the browser wrote it: a server may tell spellings apart that we do not.
  const auto path = target.find('/', std::string_view("http://").size());
  request.head = request.method + ' ' +
                 std::string(path == std::string_view::npos ? "/" : target.substr(path)) +
                 " HTTP/1.1\r\n";
  while (!head.empty()) {
    const auto field = take(head, kLineEnd);
    if (field.empty()) break;
    const auto colon = field.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto name = lower(field.substr(0, colon));
    if (name == "proxy-authorization") read_credentials(trim(field.substr(colon + 1)), request);
    if (!is_for_one_hop(name)) request.head.append(field).append(kLineEnd);
  }
  request.head += "Connection: close\r\n\r\n";
  return request;
}

std::string closing_head(std::string_view head) {
  std::string out(take(head, kLineEnd));
  out += kLineEnd;
  while (!head.empty()) {
    const auto field = take(head, kLineEnd);
    if (!field.empty() && !is_for_one_hop(lower(field.substr(0, field.find(':')))))
      out.append(field).append(kLineEnd);
  }
  return out + "Connection: close\r\n\r\n";
}

}  // namespace oit::render
