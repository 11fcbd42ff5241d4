#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "model/fetch.h"

namespace oit::net {

/// Why our own callbacks or clocks ended a transfer; libcurl only knows "a callback said no".
enum class Stop {
  none,
  redirect_read,  ///< the body of a redirect is of no use
  full,           ///< the body reached its limit
  bomb,
  disk,
  header_limit,
  sent_too_much,  ///< more bytes came in than body and header may have
  first_byte,
  too_slow,
  blocked
};

/// One request sent, and how it ended: one hop, one try.
struct Attempt {
  model::FetchOutcome outcome = model::FetchOutcome::cancelled;
  int status = 0;
  std::string why;
  std::string location, refresh, retry_after, content_encoding;
  std::string content_type, disposition, etag, last_modified;
  std::string head;  ///< the header block as received; empty unless it is kept
  bool has_sign_in = false;
  bool truncated = false;
  bool is_connect_failure = false;  ///< no connection came about: the host's fault, not the page's
  bool is_long_wait = false;        ///< ended by a limit that already cost a minute: no second try
  bool is_untrusted = false;        ///< the certificate did not pass
  bool is_handshake_failure = false;
  model::TlsProblem tls_problem = model::TlsProblem::none;
  std::string tls_detail;
  std::size_t wire_bytes = 0, cookie_bytes = 0;
  std::string address;
  std::chrono::milliseconds elapsed{0};
};

/// What an HTTP status says, for an answer that has a body or not.
model::FetchOutcome outcome_of_status(int status, bool has_body);

/// What libcurl's `code`, seen by a transfer that was stopped for `stop`, means for the page.
struct TransferEnd {
  int code = 0;  ///< libcurl's CURLcode
  Stop stop = Stop::none;
  const char* detail = "";  ///< libcurl's error buffer
  long os_error = 0;        ///< errno of a failed connect
  bool was_sent = false;    ///< a connection existed and the request went out
  std::size_t body_bytes = 0;
};

/// Fills outcome, why and the failure flags of `attempt`, whose header fields are already there.
void explain_end(const TransferEnd& end, Attempt& attempt);

/// The kind of trouble in OpenSSL's verify result and libcurl's message.
model::TlsProblem tls_problem_of(long verify_result, std::string_view detail);

}  // namespace oit::net
