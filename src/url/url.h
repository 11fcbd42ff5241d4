#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace oit::url {

/// The charset of a page decides how letters in the query of its links are escaped; paths are
/// always escaped as UTF-8 (WHATWG URL, section 4.4, "percent-encode after encoding").
enum class QueryCharset { utf8, windows_874 };

/// An absolute http or https address in one comparable spelling: lower-case ASCII host (Thai names
/// in punycode), no default port, no fragment but a script's route, no user name, dot segments
/// resolved, upper-case percent escapes, non-ASCII bytes of path and query percent-encoded as
/// UTF-8. Two addresses that a browser would fetch alike compare equal, and so do "/x?" and "/x",
/// "host." and "host". Cleaning, parsing and resolution follow the WHATWG URL standard (leading
/// spaces, inner tabs, back slashes, "#top", "?x", "", numeric hosts), but a user name, port 0 and
/// addresses longer than 2,083 bytes are not kept. Copies may be read by any thread.
class Url {
 public:
  Url() = default;  ///< the empty address; `empty()` is true

  /// Reads an absolute address as people and pages write it; "www.example.go.th" without a scheme
  /// is read as http, "abt.go.th:8080/x" as a host and its port. Errors: bad_url (other schemes, no
  /// host, longer than 2,083 bytes after cleaning and escaping).
  static Result<Url> parse(std::string_view text);

  /// Resolves the `href` of a page whose base address is `base`. Errors: bad_url, also for
  /// mailto:, tel:, javascript:, data: and every other scheme but http and https. `href` is UTF-8
  /// whatever the page's charset was; pages read as windows-874 (tis-620, iso-8859-11) say so in
  /// `query_charset`. Bytes that are no UTF-8 are escaped as they stand.
  static Result<Url> resolve(const Url& base, std::string_view href,
                             QueryCharset query_charset = QueryCharset::utf8);

  /// `page` with the route that a script of it reads from the fragment: "#/plan" or "#!plan", with
  /// or without its "#". The routes of one page are addresses of their own, though one file serves
  /// them all. Errors: bad_url (no route, or too long).
  static Result<Url> with_route(const Url& page, std::string_view fragment);

  /// Reads back what text() gave: as `parse`, but a route stays.
  static Result<Url> parse_keeping_route(std::string_view text);

  const std::string& text() const { return text_; }
  std::string_view scheme() const;  ///< "http" or "https"
  std::string_view host() const;    ///< IPv6 in brackets
  int port() const;                 ///< never 0
  std::string_view path() const;    ///< starts with "/"
  std::string_view query() const;   ///< without "?"; empty when there is none
  std::string_view route() const;   ///< without "#"; empty but for `with_route`
  std::string origin() const;       ///< scheme://host[:port]
  bool empty() const { return text_.empty(); }

  /// The last path segment as `decode_percent` reads it; may be empty.
  std::string file_name() const;

  /// The whole address with readable (decoded) UTF-8 path, for people; never for fetching.
  std::string readable() const;

  bool operator==(const Url& other) const { return text_ == other.text_; }
  auto operator<=>(const Url& other) const { return text_ <=> other.text_; }

 private:
  friend struct UrlBuilder;

  std::string text_;
  unsigned host_begin_ = 0, host_end_ = 0, path_begin_ = 0, path_end_ = 0, query_end_ = 0;
  int port_ = 0;
};

/// The part of a host that a registry sells: "abt.go.th" style names by the public suffix list.
/// An IP address or a bare name is returned whole.
std::string registrable_domain(std::string_view host);

/// True for the same site in the sense of a reader: same host and port with or without "www." and
/// whatever the scheme (http's 80 and https's 443 count as the same port).
bool is_same_site(const Url& a, const Url& b);

/// True when the hosts differ, by more than "www.", but share a registrable domain.
bool is_sibling_host(const Url& a, const Url& b);

/// `url` without the query parameters in `names` (compared in lower case) and without
/// ";jsessionid=…" path parameters of those names, and without the "(S(…))" path segment of
/// ASP.NET: the key under which one page is one page.
Url without_parameters(const Url& url, const std::vector<std::string>& names);

/// Percent escapes of `text` decoded when the result is valid UTF-8 or windows-874 Thai, as UTF-8;
/// otherwise `text` itself. Escapes of control characters stay. Bytes that could be both
/// ("%E1%BC%B9" is "แผน" or one Greek letter) are read as Thai.
std::string decode_percent(std::string_view text);

}  // namespace oit::url
