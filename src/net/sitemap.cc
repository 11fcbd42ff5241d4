#include "net/sitemap.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <utility>

namespace oit::net {
namespace {

/// The bytes of gzipped `bytes`, at most `limit` of them; what was unpacked before an error counts.
std::string inflate_gzip(std::string_view bytes, std::size_t limit, bool& truncated) {
  std::string out;
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // largest window, gzip header
  if (inflateInit2(&stream, kGzip) != Z_OK) return out;
  std::string input(bytes);  // zlib's interface wants it writable
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(input.size(), 1U << 30U));
  std::array<char, 65'536> buffer{};
  int code = Z_OK;
  while (code == Z_OK && out.size() < limit) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    code = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer.data(), buffer.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  truncated = code != Z_STREAM_END;
  if (out.size() > limit) out.resize(limit);
  return out;
}

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The name of an element without its namespace prefix: "sm:loc" is "loc".
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string child_text(const pugi::xml_node& node, std::string_view name) {
  for (const auto& child : node.children())
    if (local_name(child) == name) return std::string(trim(child.child_value()));
  return {};
}

class Reader {
 public:
  explicit Reader(const SitemapLimits& limits) : limits_(limits) {}

  void add_page(std::string url, std::string last_modified) {
    if (url.empty() || url.size() > limits_.url_bytes) return;
    if (has_room()) out.pages.push_back({std::move(url), std::move(last_modified)});
  }

  void add_nested(std::string url) {
    if (url.empty() || url.size() > limits_.url_bytes) return;
    if (has_room()) out.nested.push_back(std::move(url));
  }

  void read_xml(const pugi::xml_node& root) {
    const auto kind = local_name(root);
    const pugi::xml_node list = kind == "rss" ? root.child("channel") : root;
    for (const auto& node : list.children()) {
      const auto name = local_name(node);
      if (name == "url") {
        add_page(child_text(node, "loc"), child_text(node, "lastmod"));
      } else if (name == "sitemap") {
        add_nested(child_text(node, "loc"));
      } else if (name == "item") {
        add_page(child_text(node, "link"), child_text(node, "pubDate"));
      } else if (name == "entry") {
        add_page(node.child("link").attribute("href").as_string(), child_text(node, "updated"));
      }
    }
  }

  void read_text(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of("\r\n"), text.size());
      const auto line = trim(text.substr(0, end));
      if (line.starts_with("http://") || line.starts_with("https://"))
        add_page(std::string(line), {});
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Sitemap out;

 private:
  bool has_room() {
    if (out.pages.size() + out.nested.size() < limits_.entries) return true;
    out.truncated = true;
    return false;
  }

  const SitemapLimits& limits_;
};

bool has_doctype(std::string_view text) {
  const auto at = text.find("<!DOCTYPE");
  return at != std::string_view::npos && at < text.find("<urlset") &&
         at < text.find("<sitemapindex");
}

}  // namespace

Sitemap read_sitemap(std::string_view bytes, const SitemapLimits& limits) {
  Reader reader(limits);
  bool truncated = bytes.size() > limits.inflated_bytes;
  bytes = bytes.substr(0, limits.inflated_bytes);
  std::string unpacked;
  if (bytes.starts_with("\x1F\x8B")) {
    unpacked = inflate_gzip(bytes, limits.inflated_bytes, truncated);
    bytes = unpacked;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto start = trim(bytes.substr(0, 1'024));
  if (start.starts_with('<')) {
    if (has_doctype(bytes)) return {};
    pugi::xml_document document;
    const auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default);
    truncated = truncated || !parsed;
    reader.read_xml(document.document_element());
  } else {
    reader.read_text(bytes);
  }
  reader.out.truncated = reader.out.truncated || truncated;
  return std::move(reader.out);
}

}  // namespace oit::net
