#include "net/attempt.h"

#include <curl/curl.h>

#include <cerrno>

namespace oit::net {
namespace {

using model::FetchOutcome;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// A message for reports: libcurl's own words, else its name for the code.
std::string words_of(const TransferEnd& end) {
  return *end.detail == '\0' ? curl_easy_strerror(static_cast<CURLcode>(end.code)) : end.detail;
}

void set(Attempt& attempt, FetchOutcome outcome, std::string why) {
  attempt.outcome = outcome;
  attempt.why = std::move(why);
}

/// An end by our own callbacks or clocks. True when it was one.
bool explain_stop(const TransferEnd& end, Attempt& attempt) {
  switch (end.stop) {
    case Stop::none:
      return false;
    case Stop::redirect_read:
    case Stop::full:
      attempt.truncated = end.stop == Stop::full;
      set(attempt, outcome_of_status(attempt.status, true), {});
      return true;
    case Stop::bomb:
      set(attempt, FetchOutcome::too_large, "the body unpacks to far more than was sent");
      return true;
    case Stop::disk:
      set(attempt, FetchOutcome::cancelled, "the document could not be written to disk");
      return true;
    case Stop::header_limit:
      set(attempt, FetchOutcome::bad_protocol, "more header bytes than any page needs");
      return true;
    case Stop::sent_too_much:
      set(attempt, FetchOutcome::too_large, "far more was sent than body and header may have");
      return true;
    case Stop::first_byte:
      set(attempt, FetchOutcome::timeout, "no answer began in time");
      return true;
    case Stop::too_slow:
      attempt.is_long_wait = true;
      set(attempt, FetchOutcome::timeout, "the answer came too slowly");
      return true;
    case Stop::blocked:
      set(attempt, FetchOutcome::blocked_address,
          "the name leads to an address that is not public");
      return true;
  }
  return false;
}

/// A whole answer, whatever it says.
void explain_answer(const TransferEnd& end, Attempt& attempt) {
  attempt.truncated = attempt.status == 206;  // a part nobody asked for
  const auto outcome = outcome_of_status(attempt.status, end.body_bytes > 0);
  std::string why;
  if (outcome == FetchOutcome::empty) why = "the answer has no body";
  if (attempt.status != 200)
    why += (why.empty() ? "status " : ", status ") + std::to_string(attempt.status);
  set(attempt, outcome, std::move(why));
}

void explain_connect(const TransferEnd& end, Attempt& attempt) {
  attempt.is_connect_failure = true;
  if (end.os_error == ENETUNREACH || end.os_error == EADDRNOTAVAIL)
    return set(attempt, FetchOutcome::no_network, "the network cannot be reached");
  if (end.os_error == EHOSTUNREACH || end.os_error == ETIMEDOUT)
    return set(attempt, FetchOutcome::timeout, "the host cannot be reached");
  set(attempt, FetchOutcome::refused, "connection refused");
}

void explain_timeout(const TransferEnd& end, Attempt& attempt) {
  attempt.is_connect_failure = !end.was_sent;
  attempt.is_long_wait = end.was_sent;
  set(attempt, FetchOutcome::timeout,
      end.was_sent ? "the answer took too long" : "connecting took too long");
}

/// A connection that ended or went wrong while the answer came.
void explain_broken(const TransferEnd& end, Attempt& attempt) {
  const std::string words = words_of(end);
  if (contains(words, "chunk") || contains(words, "exadecimal") || contains(words, "eader"))
    return set(attempt, FetchOutcome::bad_protocol, "the answer is not HTTP: " + words);
  attempt.truncated = end.body_bytes > 0;
  set(attempt, FetchOutcome::reset, "the connection was lost: " + words);
}

}  // namespace

model::FetchOutcome outcome_of_status(int status, bool has_body) {
  if (status >= 200 && status < 300) return has_body ? FetchOutcome::ok : FetchOutcome::empty;
  switch (status) {
    case 401:
    case 407:
      return FetchOutcome::unauthorized;
    case 403:
    case 451:
      return FetchOutcome::forbidden;
    case 404:
      return FetchOutcome::not_found;
    case 410:
      return FetchOutcome::gone;
    case 429:
      return FetchOutcome::rate_limited;
    case 503:
      return FetchOutcome::unavailable;
    default:
      break;
  }
  if (status >= 400 && status < 500) return FetchOutcome::client_error;
  if (status >= 500 && status < 600) return FetchOutcome::server_error;
  return FetchOutcome::bad_protocol;  // 304 to an unconditional request, 1xx alone, 6xx and beyond
}

void explain_end(const TransferEnd& end, Attempt& attempt) {
  if (explain_stop(end, attempt)) return;
  switch (end.code) {
    case CURLE_OK:
      return explain_answer(end, attempt);
    case CURLE_COULDNT_CONNECT:
      return explain_connect(end, attempt);
    case CURLE_COULDNT_RESOLVE_HOST:
      attempt.is_connect_failure = true;
      return set(attempt, FetchOutcome::no_such_host, "the name has no address");
    case CURLE_OPERATION_TIMEDOUT:
      return explain_timeout(end, attempt);
    case CURLE_PARTIAL_FILE:
      attempt.truncated = true;
      return set(attempt, FetchOutcome::reset, "the body ended before its announced length");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      attempt.is_untrusted = true;
      return set(attempt, FetchOutcome::tls_failed, words_of(end));
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER:
      attempt.is_handshake_failure = attempt.is_connect_failure = true;
      return set(attempt, FetchOutcome::tls_failed, words_of(end));
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_OUT_OF_MEMORY:  // a single header line beyond libcurl's own limit
    case CURLE_WRITE_ERROR:    // a decoder gave up
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return set(attempt, FetchOutcome::bad_protocol, "the answer is not HTTP: " + words_of(end));
    default:
      return explain_broken(end, attempt);
  }
}

model::TlsProblem tls_problem_of(long verify_result, std::string_view detail) {
  using enum model::TlsProblem;
  switch (verify_result) {
    case 9:   // X509_V_ERR_CERT_NOT_YET_VALID
    case 10:  // X509_V_ERR_CERT_HAS_EXPIRED
      return expired;
    case 18:  // X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT
      return self_signed;
    case 19:  // X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN
    case 20:  // X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY
    case 21:  // X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE
      return untrusted;
    case 62:  // X509_V_ERR_HOSTNAME_MISMATCH
      return wrong_host;
    default:
      break;
  }
  return contains(detail, "subject name") || contains(detail, "host name") ? wrong_host : other;
}

}  // namespace oit::net
