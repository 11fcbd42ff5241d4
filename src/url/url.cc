#include "url/url.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "url/host.h"
#include "url/percent.h"

namespace oit::url {
namespace {

constexpr std::size_t kLongestText = 2'083;    // what the browsers of the agencies' own staff take
constexpr std::size_t kLongestInput = 65'536;  // a data: address is refused before it is copied

bool is_slash(char c) { return c == '/' || c == '\\'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// An address cut into pieces, none of them normalised yet.
struct Parts {
  std::string scheme, authority, path, query;
};

/// `text` without the outer spaces and controls and the inner tabs and line ends browsers ignore.
std::string clean(std::string_view text) {
  const auto is_outer = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_outer(text.back())) text.remove_suffix(1);
  std::string out;
  if (text.size() > kLongestInput) text = text.substr(0, kLongestInput);
  out.reserve(text.size());
  for (const char c : text)
    if (c != '\t' && c != '\r' && c != '\n') out += c;
  return out;
}

/// The scheme before the colon in lower case, without the colon; empty when there is none.
std::string scheme_of(std::string_view text) {
  if (text.empty() || !is_alpha(text[0])) return {};
  std::string scheme;
  for (const char c : text) {
    if (c == ':') return scheme;
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
    scheme += is_alpha(c) ? static_cast<char>(c | 0x20) : c;
  }
  return {};
}

bool is_web(std::string_view scheme) { return scheme == "http" || scheme == "https"; }

std::size_t leading_slashes(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_slash) - text.begin());
}

void split_query(std::string_view rest, Parts& parts) {
  const auto mark = rest.find('?');
  parts.path = std::string(rest.substr(0, mark));
  parts.query = mark == std::string_view::npos ? "" : std::string(rest.substr(mark + 1));
}

/// `rest` begins with the authority.
Parts split_absolute(std::string scheme, std::string_view rest) {
  Parts parts;
  parts.scheme = std::move(scheme);
  const auto end = std::min(rest.find_first_of("/\\?"), rest.size());
  parts.authority = std::string(rest.substr(0, end));
  split_query(rest.substr(end), parts);
  return parts;
}

bool is_single_dot(std::string_view segment) { return segment == "." || segment == "%2E"; }

bool is_double_dot(std::string_view segment) {
  return segment == ".." || segment == ".%2E" || segment == "%2E." || segment == "%2E%2E";
}

/// The absolute `path` with slashes turned, bytes escaped and dot segments resolved.
std::string normal_path(std::string_view path) {
  std::string out;
  std::size_t begin = path.empty() || !is_slash(path[0]) ? 0 : 1;
  for (bool is_last = false; !is_last;) {
    const auto end = std::min(path.find_first_of("/\\", begin), path.size());
    is_last = end == path.size();
    const std::string segment = escape(path.substr(begin, end - begin), EscapeSet::path);
    begin = end + 1;
    if (is_double_dot(segment)) {
      out.resize(out.empty() ? 0 : out.rfind('/'));
      if (is_last) out += '/';
    } else if (is_single_dot(segment)) {
      if (is_last) out += '/';
    } else {
      out += '/';
      out += segment;
    }
  }
  return out;
}

/// The port of `text` ("", "8080"), `fallback` when none is given, nothing when it is none.
std::optional<int> read_port(std::string_view text, int fallback) {
  if (text.empty()) return fallback;
  int port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port < 1 || port > 65'535)
    return std::nullopt;
  return port;
}

struct HostPort {
  std::string host;
  int port = 0;
};

std::optional<HostPort> read_authority(std::string_view authority, int default_port) {
  if (const auto at = authority.rfind('@'); at != std::string_view::npos)
    authority.remove_prefix(at + 1);  // a user name is never sent
  const auto bracket = authority.starts_with('[') ? authority.find(']') : 0;
  if (bracket == std::string_view::npos) return std::nullopt;
  const auto colon = authority.find(':', bracket);
  const auto port_text =
      colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1);
  if (std::ranges::any_of(port_text, [](char c) { return !is_digit(c); })) return std::nullopt;
  const auto port = read_port(port_text, default_port);
  auto host = normal_host(authority.substr(0, colon));
  if (!port || !host) return std::nullopt;
  return HostPort{std::move(*host), *port};
}

/// Shortens what a message quotes of a stranger's text.
std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 120;
  return '"' + std::string(text.substr(0, kMost)) + (text.size() > kMost ? "...\"" : "\"");
}

tl::unexpected<Error> bad_url(std::string_view text, std::string_view why) {
  return fail(ErrorCode::bad_url, quoted(text) + " is no web address: " + std::string(why));
}

/// `text` as typed, with the scheme people leave out.
std::string with_scheme(std::string text) {
  const std::string scheme = scheme_of(text);
  if (is_web(scheme)) return text;
  if (!scheme.empty()) {  // "abt.go.th:8080/x" reads like a scheme, but is a host and a port
    const auto after = std::string_view(text).substr(scheme.size() + 1);
    const auto end = std::min(after.find_first_of("/\\?#"), after.size());
    const bool has_port = end > 0 && std::ranges::all_of(after.substr(0, end), is_digit);
    const bool is_name = scheme == "localhost" || scheme.find('.') != std::string::npos;
    if (!has_port || !is_name) return text;
  }
  const auto slashes = leading_slashes(text);
  if (slashes == 1 || text.empty()) return text;
  return "http://" + text.substr(slashes);
}

/// "/plan" and "!plan", but neither "top" nor the home of all routes, "/" and "!/".
bool is_route(std::string_view fragment) {
  const auto words = fragment.find_first_not_of("/!");
  return words != std::string_view::npos && words > 0;
}

}  // namespace

/// Builds the one spelling out of pieces; the only place that fills in an Url.
struct UrlBuilder {
  static Result<Url> build(const Parts& parts, std::string_view input) {
    const int default_port = parts.scheme == "https" ? 443 : 80;
    const auto place = read_authority(parts.authority, default_port);
    if (!place) return bad_url(input, "it names no host");
    Url url;
    url.port_ = place->port;
    url.text_ = parts.scheme + "://";
    url.host_begin_ = size_of(url);
    url.text_ += place->host;
    url.host_end_ = size_of(url);
    if (place->port != default_port) url.text_ += ':' + std::to_string(place->port);
    url.path_begin_ = size_of(url);
    url.text_ += normal_path(parts.path);
    url.path_end_ = size_of(url);
    if (!parts.query.empty()) url.text_ += '?' + escape(parts.query, EscapeSet::query);
    url.query_end_ = size_of(url);
    if (url.text_.size() > kLongestText) return bad_url(input, "it is longer than 2,083 bytes");
    return url;
  }

  /// `route` begins behind the "#".
  static Result<Url> add_route(Url url, std::string_view route) {
    url.text_.resize(url.query_end_);
    url.text_ += '#' + escape(route, EscapeSet::query);
    if (url.text_.size() > kLongestText) return bad_url(route, "it is longer than 2,083 bytes");
    return url;
  }

  static unsigned size_of(const Url& url) { return static_cast<unsigned>(url.text_.size()); }

  /// Parts of `rest`, which has no scheme and no authority, seen from `base`.
  static Parts relative(const Url& base, std::string_view rest) {
    Parts parts;
    parts.scheme = std::string(base.scheme());
    parts.authority = base.text_.substr(base.host_begin_, base.path_begin_ - base.host_begin_);
    if (rest.empty()) {
      parts.path = std::string(base.path());
      parts.query = std::string(base.query());
      return parts;
    }
    split_query(rest, parts);
    if (parts.path.empty()) {
      parts.path = std::string(base.path());
    } else if (!is_slash(parts.path[0])) {
      const auto folder = base.path().substr(0, base.path().rfind('/') + 1);
      parts.path.insert(0, folder);
    }
    return parts;
  }
};

Result<Url> Url::parse(std::string_view text) { return resolve(Url(), with_scheme(clean(text))); }

Result<Url> Url::resolve(const Url& base, std::string_view href, QueryCharset query_charset) {
  std::string cleaned = clean(href);
  if (query_charset == QueryCharset::windows_874)
    if (const auto mark = cleaned.find('?'); mark != std::string::npos)
      cleaned.replace(mark, std::string::npos,
                      to_windows_874(std::string_view(cleaned).substr(mark)));
  std::string_view rest = cleaned;
  std::string scheme = scheme_of(rest);
  if (!scheme.empty()) {
    if (!is_web(scheme)) return bad_url(href, "only http and https are read");
    rest.remove_prefix(scheme.size() + 1);
  }
  rest = rest.substr(0, rest.find('#'));
  const auto slashes = leading_slashes(rest);
  const bool is_foreign = !scheme.empty() && (base.empty() || scheme != base.scheme());
  if (slashes >= 2 || is_foreign) {
    if (scheme.empty() && base.empty()) return bad_url(href, "it is relative");
    if (scheme.empty()) scheme = std::string(base.scheme());
    return UrlBuilder::build(split_absolute(std::move(scheme), rest.substr(slashes)), href);
  }
  if (base.empty()) return bad_url(href, "it is relative");
  return UrlBuilder::build(UrlBuilder::relative(base, rest), href);
}

Result<Url> Url::with_route(const Url& page, std::string_view fragment) {
  const std::string cleaned = clean(fragment.substr(fragment.starts_with('#') ? 1 : 0));
  if (page.empty() || !is_route(cleaned)) return bad_url(fragment, "it is no route of a script");
  return UrlBuilder::add_route(page, cleaned);
}

Result<Url> Url::parse_keeping_route(std::string_view text) {
  auto page = parse(text);
  const auto mark = text.find('#');
  if (!page || mark == std::string_view::npos || !is_route(text.substr(mark + 1))) return page;
  return with_route(*page, text.substr(mark));
}

std::string_view Url::scheme() const { return std::string_view(text_).substr(0, text_.find(':')); }

std::string_view Url::host() const {
  return std::string_view(text_).substr(host_begin_, host_end_ - host_begin_);
}

int Url::port() const { return port_; }

std::string_view Url::path() const {
  return std::string_view(text_).substr(path_begin_, path_end_ - path_begin_);
}

std::string_view Url::query() const {
  if (path_end_ >= query_end_) return {};
  return std::string_view(text_).substr(path_end_ + 1, query_end_ - path_end_ - 1);
}

std::string_view Url::route() const {
  return query_end_ >= text_.size() ? std::string_view()
                                    : std::string_view(text_).substr(query_end_ + 1);
}

std::string Url::origin() const { return text_.substr(0, path_begin_); }

std::string Url::file_name() const { return decode_percent(path().substr(path().rfind('/') + 1)); }

std::string Url::readable() const {
  std::string out = origin() + decode_percent(path());
  if (!query().empty()) out += '?' + decode_percent(query());
  if (!route().empty()) out += '#' + decode_percent(route());
  return out;
}

}  // namespace oit::url
