#include <libpsl.h>

#include <algorithm>
#include <memory>

#include "url/host.h"
#include "url/url.h"

namespace oit::url {
namespace {

std::string_view without_www(std::string_view host) {
  constexpr std::string_view kPrefix = "www.";
  if (host.starts_with(kPrefix) && host.find('.', kPrefix.size()) != std::string_view::npos)
    host.remove_prefix(kPrefix.size());
  return host;
}

/// The port, but one value for http's and https's own.
int comparable_port(const Url& url) {
  const bool is_default = url.port() == (url.scheme() == "https" ? 443 : 80);
  return is_default ? 0 : url.port();
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool has_name(std::string_view pair, const std::vector<std::string>& names) {
  const std::string name = lower(pair.substr(0, pair.find('=')));
  return std::ranges::any_of(names, [&](const std::string& n) { return lower(n) == name; });
}

/// ASP.NET's session without cookies: a whole segment "(S(lit3py55t21z5v55vlm25s55))".
bool is_session_segment(std::string_view segment) {
  if (segment.size() < 6 || !segment.starts_with('(') || !segment.ends_with("))")) return false;
  segment = segment.substr(1, segment.size() - 2);
  while (!segment.empty()) {
    const auto end = segment.find(')');
    if (std::string_view("AFSX").find(segment[0]) == std::string_view::npos || segment.size() < 2 ||
        segment[1] != '(' || end == std::string_view::npos)
      return false;
    segment.remove_prefix(end + 1);
  }
  return true;
}

std::string path_without(std::string_view path, const std::vector<std::string>& names) {
  std::string out;
  while (!path.empty()) {  // each round takes "/segment"
    const auto end = std::min(path.find('/', 1), path.size());
    std::string_view segment = path.substr(1, end - 1);
    path.remove_prefix(end);
    if (is_session_segment(segment)) continue;
    auto cut = std::min(segment.find(';'), segment.size());
    out += '/';
    out += segment.substr(0, cut);
    for (segment.remove_prefix(cut); !segment.empty(); segment.remove_prefix(cut)) {
      cut = std::min(segment.find(';', 1), segment.size());
      if (!has_name(segment.substr(1, cut - 1), names)) out += segment.substr(0, cut);
    }
  }
  return out.empty() ? "/" : out;
}

std::string query_without(std::string_view query, const std::vector<std::string>& names) {
  std::string out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (has_name(pair, names)) continue;
    if (!out.empty()) out += '&';
    out += pair;
  }
  return out;
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  std::string name(host);
  if (name.empty() || is_ip_literal(name)) return name;
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

bool is_same_site(const Url& a, const Url& b) {
  return !a.empty() && !b.empty() && without_www(a.host()) == without_www(b.host()) &&
         comparable_port(a) == comparable_port(b);
}

bool is_sibling_host(const Url& a, const Url& b) {
  if (a.empty() || b.empty() || without_www(a.host()) == without_www(b.host())) return false;
  return registrable_domain(a.host()) == registrable_domain(b.host());
}

Url without_parameters(const Url& url, const std::vector<std::string>& names) {
  if (url.empty()) return url;
  std::string text = url.origin() + path_without(url.path(), names);
  if (const std::string query = query_without(url.query(), names); !query.empty())
    text += '?' + query;
  if (!url.route().empty()) text.append("#").append(url.route());
  return Url::parse_keeping_route(text).value_or(url);
}

}  // namespace oit::url
