#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "url/url.h"

namespace oit::render {

/// What a browser asked of a forward proxy. Source: RFC 9112, section 3.2, and RFC 9110, section
/// 9.3.6.
struct ProxyRequest {
  std::string method;
  url::Url target;  ///< of CONNECT only its host and port mean something
  bool is_tunnel = false;
  std::string user, password;  ///< of Proxy-Authorization; empty when it was not sent
  std::string head;            ///< to send on: origin form, without fields for the proxy

  bool operator==(const ProxyRequest&) const = default;
};

/// Reads a request head up to and with its empty line. Nothing when it is none, or is for another
/// scheme than http. The head to send on closes the connection after its one answer, so that every
/// request comes past the proxy's checks.
std::optional<ProxyRequest> read_proxy_request(std::string_view head);

/// The response head `head`, up to and with its empty line, as one after which the connection ends:
/// what servers say of keeping it would let the browser ask on past the proxy's checks.
std::string closing_head(std::string_view head);

}  // namespace oit::render
