#include "store/http_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "net/header_fields.h"

namespace oit::store {
namespace {

constexpr std::size_t kLongestHead = std::size_t{1} << 20;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

/// Takes the first line off `head`, without its end; false at the empty line and at the end.
bool take_line(std::string_view& head, std::string_view& line) {
  const auto end = head.find('\n');
  line = head.substr(0, end);
  head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return !line.empty();
}

bool describes_transfer(std::string_view line) {
  constexpr std::array<std::string_view, 3> kNames{"content-encoding", "transfer-encoding",
                                                   "content-length"};
  const auto name = lower(line.substr(0, std::min(line.find(':'), line.size())));
  return std::ranges::any_of(kNames, [&](std::string_view one) {
    return name.substr(0, name.find_last_not_of(" \t") + 1) == one;
  });
}

/// The status line with a version that describes what is stored, and the space that must follow the
/// three digits even where no words do (RFC 9112, section 4).
std::string status_line(std::string_view line) {
  const auto digits = status_of(line);
  const bool is_usual = line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 ");
  std::string out(is_usual ? line.substr(0, 9) : "HTTP/1.1 ");
  if (digits.empty()) return out + "000 ";
  const auto words = line.substr(line.find(' ') + 4);
  return out + digits + (words.starts_with(' ') ? "" : " ") + std::string(words);
}

void end_head(std::string& head, std::uint64_t body_bytes) {
  head += "Content-Length: " + std::to_string(body_bytes) + "\r\n\r\n";
}

/// "Name: value", when there is a value, without what would break the line.
void add_line(std::string& head, std::string_view name, std::string value) {
  if (value.empty()) return;
  std::ranges::replace_if(
      value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view protocol_of(std::string_view head) {
  if (head.starts_with("HTTP/2")) return "h2";
  return head.starts_with("HTTP/3") ? "h3" : "";
}

std::string status_of(std::string_view head) {
  const auto space = head.find(' ');
  if (space == std::string_view::npos || !head.starts_with("HTTP/")) return {};
  const auto digits = head.substr(space + 1, 3);
  const bool is_number = digits.size() == 3 &&
                         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? std::string(digits) : std::string();
}

std::string media_type_of(std::string_view head) {
  std::string_view line;
  take_line(head, line);
  while (take_line(head, line))
    if (const auto colon = line.find(':');
        colon != std::string_view::npos && lower(line.substr(0, colon)) == "content-type")
      return net::read_content_type(line.substr(colon + 1)).media_type;
  return {};
}

std::string stored_head(std::string_view head, std::uint64_t body_bytes) {
  std::string_view line;
  take_line(head, line);
  std::string out = status_line(line) + "\r\n";
  while (take_line(head, line)) {
    if (describes_transfer(line)) out += "X-Archive-Orig-";
    out.append(line).append("\r\n");
  }
  end_head(out, body_bytes);
  return out;
}

std::string made_up_head(const model::Response& response, std::uint64_t body_bytes) {
  std::string digits = std::to_string(std::clamp(response.status, 0, 999));
  digits.insert(0, 3 - digits.size(), '0');
  std::string head = "HTTP/1.1 " + digits + " \r\n";
  std::string type = response.content_type;
  if (!type.empty() && !response.declared_charset.empty())
    type += "; charset=" + response.declared_charset;
  add_line(head, "Content-Type", type);
  add_line(head, "ETag", response.etag);
  add_line(head, "Last-Modified", response.last_modified);
  end_head(head, body_bytes);
  return head;
}

bool BodyAfterHead::add(std::string_view bytes) {
  if (has_begun_) return bytes.empty() || take_(bytes);
  const auto before = head_.size();
  head_ += bytes;
  const auto end = head_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
  if (end == std::string::npos) return head_.size() <= kLongestHead;
  has_begun_ = true;
  const std::string body = std::exchange(head_, {}).substr(end + 4);
  return body.empty() || take_(body);
}

}  // namespace oit::store
