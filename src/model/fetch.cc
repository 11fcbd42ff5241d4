#include "model/fetch.h"

#include <array>
#include <utility>

namespace oit::model {

std::string_view name_of(FetchOutcome outcome) {
  using enum FetchOutcome;
  static constexpr std::array<std::pair<FetchOutcome, std::string_view>, 27> kNames{{
      {ok, "ok"},
      {not_found, "not_found"},
      {gone, "gone"},
      {unauthorized, "unauthorized"},
      {forbidden, "forbidden"},
      {rate_limited, "rate_limited"},
      {client_error, "client_error"},
      {server_error, "server_error"},
      {unavailable, "unavailable"},
      {no_such_host, "no_such_host"},
      {no_network, "no_network"},
      {refused, "refused"},
      {reset, "reset"},
      {timeout, "timeout"},
      {tls_failed, "tls_failed"},
      {too_many_redirects, "too_many_redirects"},
      {bad_redirect, "bad_redirect"},
      {blocked_address, "blocked_address"},
      {bad_protocol, "bad_protocol"},
      {too_large, "too_large"},
      {empty, "empty"},
      {robots_disallowed, "robots_disallowed"},
      {robots_unreachable, "robots_unreachable"},
      {budget, "budget"},
      {cancelled, "cancelled"},
      {not_modified, "not_modified"},
      {not_captured, "not_captured"},
  }};
  for (const auto& [value, name] : kNames)
    if (value == outcome) return name;
  return "unknown";
}

std::optional<FetchOutcome> read_fetch_outcome(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(FetchOutcome::not_captured); ++i)
    if (name_of(static_cast<FetchOutcome>(i)) == name) return static_cast<FetchOutcome>(i);
  return std::nullopt;
}

std::string_view name_of(TlsProblem problem) {
  switch (problem) {
    case TlsProblem::none:
      return "none";
    case TlsProblem::expired:
      return "expired";
    case TlsProblem::self_signed:
      return "self_signed";
    case TlsProblem::wrong_host:
      return "wrong_host";
    case TlsProblem::untrusted:
      return "untrusted";
    case TlsProblem::other:
      return "other";
  }
  return "unknown";
}

std::string_view name_of(BodyKind kind) {
  switch (kind) {
    case BodyKind::html:
      return "html";
    case BodyKind::xml:
      return "xml";
    case BodyKind::text:
      return "text";
    case BodyKind::pdf:
      return "pdf";
    case BodyKind::image:
      return "image";
    case BodyKind::word:
      return "word";
    case BodyKind::spreadsheet:
      return "spreadsheet";
    case BodyKind::presentation:
      return "presentation";
    case BodyKind::archive:
      return "archive";
    case BodyKind::video:
      return "video";
    case BodyKind::other:
      return "other";
    case BodyKind::none:
      return "none";
  }
  return "unknown";
}

std::optional<BodyKind> read_body_kind(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(BodyKind::none); ++i)
    if (name_of(static_cast<BodyKind>(i)) == name) return static_cast<BodyKind>(i);
  return std::nullopt;
}

}  // namespace oit::model
