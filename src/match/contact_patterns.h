#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oit::match {

/// Where telephone numbers of Thailand stand in `text`, as half-open bytes, in order: 0 and 8 or 9
/// more ASCII digits, parted by spaces, hyphens or dots; "+66" and the rest. Hot lines of four
/// digits are none: most belong to somebody else. Source: numbering plan of the NBTC. Any thread.
std::vector<std::pair<std::size_t, std::size_t>> phone_places(std::string_view text);

/// E-mail addresses in `utf8`, at most 40, also written "name[at]example.go.th". Any thread.
std::vector<std::string> find_emails(std::string_view utf8);

}  // namespace oit::match
