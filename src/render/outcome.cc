#include "render/outcome.h"

#include <array>
#include <utility>

namespace oit::render {

using model::FetchOutcome;

FetchOutcome outcome_of(int status) {
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
      return status >= 500   ? FetchOutcome::server_error
             : status >= 400 ? FetchOutcome::client_error
                             : FetchOutcome::ok;
  }
}

FetchOutcome outcome_of(std::string_view error) {
  constexpr std::array<std::pair<std::string_view, FetchOutcome>, 8> kErrors{{
      {"ERR_NAME_NOT_RESOLVED", FetchOutcome::no_such_host},
      {"ERR_CONNECTION_REFUSED", FetchOutcome::refused},
      {"ERR_CONNECTION_RESET", FetchOutcome::reset},
      {"ERR_EMPTY_RESPONSE", FetchOutcome::reset},
      {"ERR_TIMED_OUT", FetchOutcome::timeout},
      {"ERR_TOO_MANY_REDIRECTS", FetchOutcome::too_many_redirects},
      {"ERR_SSL", FetchOutcome::tls_failed},
      {"ERR_UNKNOWN_URL_SCHEME", FetchOutcome::bad_redirect},
  }};
  for (const auto& [name, outcome] : kErrors)
    if (error.find(name) != std::string_view::npos) return outcome;
  return FetchOutcome::reset;
}

}  // namespace oit::render
