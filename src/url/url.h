#pragma once
#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace oit::url {

/// An absolute http or https address in one comparable spelling: lower-case ASCII host (Thai names
/// in punycode), no default port, no fragment, no user name, dot segments resolved, upper-case
/// percent escapes, non-ASCII bytes of path and query percent-encoded as UTF-8. Two addresses that
/// a browser would fetch alike compare equal. Cleaning and resolution follow the WHATWG URL
/// standard where libcurl's parser differs from it (leading spaces, inner tabs, back slashes,
/// "#top", "?x", "").
class Url {
 public:
  Url() = default;  ///< the empty address; `empty()` is true

  /// Reads an absolute address as people and pages write it; "www.example.go.th" without a scheme
  /// is read as http. Errors: bad_url (other schemes, no host, longer than 2,083 bytes after
  /// cleaning).
  static Result<Url> parse(std::string_view text);

  /// Resolves the `href` of a page whose base address is `base`. Errors: bad_url, also for
  /// mailto:, tel:, javascript:, data: and every other scheme but http and https.
  static Result<Url> resolve(const Url& base, std::string_view href);

  const std::string& text() const { return text_; }
  std::string_view scheme() const;  ///< "http" or "https"
  std::string_view host() const;    ///< IPv6 in brackets
  int port() const;                 ///< never 0
  std::string_view path() const;    ///< starts with "/"
  std::string_view query() const;   ///< without "?"; empty when there is none
  std::string origin() const;       ///< scheme://host[:port]
  bool empty() const { return text_.empty(); }

  /// The last path segment, percent escapes decoded to UTF-8 where that is valid; may be empty.
  std::string file_name() const;

  /// The whole address with readable (decoded) UTF-8 path, for people; never for fetching.
  std::string readable() const;

  bool operator==(const Url& other) const { return text_ == other.text_; }
  auto operator<=>(const Url& other) const { return text_ <=> other.text_; }

 private:
  std::string text_;
  unsigned host_begin_ = 0, host_end_ = 0, path_begin_ = 0, path_end_ = 0;
  int port_ = 0;
};

/// The part of a host that a registry sells: "abt.go.th" style names by the public suffix list.
/// An IP address or a bare name is returned whole.
std::string registrable_domain(std::string_view host);

/// True for the same site in the sense of a reader: same host and port with or without "www." and
/// whatever the scheme (http's 80 and https's 443 count as the same port).
bool is_same_site(const Url& a, const Url& b);

/// True when the hosts differ but share a registrable domain.
bool is_sibling_host(const Url& a, const Url& b);

/// `url` without the query parameters in `names` (compared in lower case) and without
/// ";jsessionid=…" path parameters of those names: the key under which one page is one page.
Url without_parameters(const Url& url, const std::vector<std::string>& names);

/// Percent escapes of `text` decoded when the result is valid UTF-8 or windows-874 Thai, as UTF-8;
/// otherwise `text` itself.
std::string decode_percent(std::string_view text);

}  // namespace oit::url
