#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace oit::store {

/// A date as servers write it: "Sun, 06 Nov 1994 08:49:37 GMT". The two obsolete forms are not
/// read. Source: RFC 9110, section 5.6.7 (IMF-fixdate).
std::optional<std::chrono::system_clock::time_point> read_http_date(std::string_view text);

}  // namespace oit::store
