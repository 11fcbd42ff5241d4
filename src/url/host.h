#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace oit::url {

/// The host of an address in its one comparable spelling: lower-case ASCII, Thai names in punycode,
/// IPv4 dotted whatever its notation (0x7f.1, 2130706433), IPv6 shortest in brackets, no final dot.
/// Nothing when `text` is no host. Source: WHATWG URL, section 3.5, host parsing.
std::optional<std::string> normal_host(std::string_view text);

/// True for a host of `normal_host` that is an address, not a name.
bool is_ip_literal(std::string_view host);

}  // namespace oit::url
