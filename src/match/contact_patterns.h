#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace oit::match {

/// Telephone numbers of Thailand as written in `utf8`, at most 20: 0 and 8 or 9 more digits, parted
/// by spaces, hyphens or dots, Thai digits too (given as ASCII); "+66" and the rest. Hot lines of
/// four digits are none: most belong to somebody else. Source: numbering plan of the NBTC. Any
/// thread.
std::vector<std::string> find_phones(std::string_view utf8);

/// E-mail addresses in `utf8`, at most 20, also written "name[at]example.go.th". Any thread.
std::vector<std::string> find_emails(std::string_view utf8);

}  // namespace oit::match
