#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "url/url.h"

namespace oit::model {

/// How asking for one address ended. A fact about the site, never an Error.
enum class FetchOutcome : std::uint8_t {
  ok,                  ///< an answer 2xx with a body (perhaps truncated: see Response)
  not_found,           ///< 404
  gone,                ///< 410
  unauthorized,        ///< 401, 407
  forbidden,           ///< 403, 451
  rate_limited,        ///< 429 after retries
  client_error,        ///< another 4xx
  server_error,        ///< 5xx but 503, after retries
  unavailable,         ///< 503 after retries
  no_such_host,        ///< the name does not exist
  no_network,          ///< names could not be looked up at all, or the network is unreachable
  refused,             ///< connection refused
  reset,               ///< connection lost in the middle, after retries
  timeout,             ///< connect, first byte, whole request or slowest pace
  tls_failed,          ///< no TLS connection even without trust
  too_many_redirects,  ///< more than the limit, or a circle
  bad_redirect,        ///< to another scheme or no address
  blocked_address,     ///< resolves to an address we must not ask
  bad_protocol,        ///< not HTTP, header limit, broken encoding
  too_large,           ///< decompression bomb: stopped, nothing usable
  empty,               ///< 2xx with zero bytes
  robots_disallowed,   ///< robots.txt forbids it
  robots_unreachable,  ///< robots.txt answered 5xx or not at all
  budget,              ///< never asked: pages or time were spent
  cancelled,           ///< stopped by the user
  not_modified,        ///< 304 to a conditional request: what is remembered still holds
  not_captured,        ///< a capture lacks it
};

std::string_view name_of(FetchOutcome outcome);

/// The outcome `name_of` calls `name`.
std::optional<FetchOutcome> read_fetch_outcome(std::string_view name);

/// What is wrong with a site's TLS, when the answer was read all the same.
enum class TlsProblem : std::uint8_t { none, expired, self_signed, wrong_host, untrusted, other };

std::string_view name_of(TlsProblem problem);

/// The first bytes of a body decide what it is, not its name or declared type.
enum class BodyKind : std::uint8_t {
  html,
  xml,
  text,
  pdf,
  image,
  word,
  spreadsheet,
  presentation,
  archive,
  video,
  other,
  none
};

/// What a request is for: decides limits, and that robots.txt is not asked about itself. `rendered`
/// asks for the page as a browser draws it.
enum class Purpose : std::uint8_t { page, document, robots, sitemap, probe, rendered };

/// What an earlier answer said of itself, sent back so that the server need not send it again.
/// Source: RFC 9110, section 13.1.
struct Validators {
  url::Url url;  ///< the address that gave the body, after redirects; no other hop is asked so
  std::string etag, last_modified;

  bool operator==(const Validators&) const = default;
};

/// Whose requests they are: one number for one site of a run.
using Owner = std::uint64_t;

struct Request {
  url::Url url;
  Purpose purpose = Purpose::page;
  url::Url referrer;  ///< the page the link stands on; may be empty
  Owner owner = 0;
  int patience = 1;       ///< waits this many times longer than usual
  Validators known = {};  ///< sent when not empty; the answer may be `not_modified`
};

struct Response {
  url::Url requested;
  url::Url url;                     ///< after redirects
  std::vector<url::Url> redirects;  ///< addresses passed through, in order, without `url`
  FetchOutcome outcome = FetchOutcome::cancelled;
  int status = 0;                ///< last HTTP status; 0 when there was none
  std::string why;               ///< one English clause for logs and reports ("connect timed out")
  std::string content_type;      ///< media type in lower case without parameters; may be empty
  std::string declared_charset;  ///< from Content-Type; may be empty
  std::string file_name;         ///< from Content-Disposition, UTF-8; may be empty
  std::string etag, last_modified;
  std::string body;            ///< decompressed bytes; empty for a document spooled to disk
  std::string spool_path;      ///< file that holds the body instead; the holder deletes it
  std::size_t body_bytes = 0;  ///< decompressed size, wherever the body is
  std::size_t wire_bytes = 0;  ///< header and body bytes received, all hops and tries
  std::size_t requests = 0;    ///< requests sent for this answer: hops and tries
  bool truncated = false;      ///< the body was cut at its limit, or ended early
  bool has_sign_in = false;    ///< WWW-Authenticate was sent
  TlsProblem tls_problem = TlsProblem::none;
  std::string tls_detail;
  std::string address;                   ///< IP address that answered
  std::chrono::milliseconds elapsed{0};  ///< last try, connect to last byte
  std::chrono::system_clock::time_point fetched_at{};
  /// Header blocks as received, status line first: one for each of `redirects` and the last. Only
  /// when the fetcher was told to keep them.
  std::vector<std::string> heads;
  /// The text of a document read before, instead of a body: what `not_modified` stands for.
  std::shared_ptr<const Document> document;
  std::string sha256;              ///< of the body, when it is known without reading it
  BodyKind kind = BodyKind::none;  ///< the same
};

std::string_view name_of(BodyKind kind);

/// The kind `name_of` calls `name`.
std::optional<BodyKind> read_body_kind(std::string_view name);

/// Sniffs `head` (the first 1,024 bytes or fewer); `content_type` only settles what bytes leave
/// open. Source: WHATWG MIME Sniffing, reduced to what agencies publish.
BodyKind sniff(std::string_view head, std::string_view content_type);

}  // namespace oit::model
