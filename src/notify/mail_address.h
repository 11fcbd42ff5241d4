#pragma once
#include <string>
#include <string_view>

namespace oit::notify {

/// True for one plain mail address: visible ASCII (or letters beyond) with one '@' and a host name.
bool is_mail_address(std::string_view text);

/// The address in "name@host" or "Some Name <name@host>"; "" when there is none, or when a control
/// character is in `text`.
std::string mail_address_of(std::string_view text);

}  // namespace oit::notify
