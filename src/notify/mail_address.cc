#include "notify/mail_address.h"

#include <algorithm>

namespace oit::notify {

bool is_mail_address(std::string_view text) {
  constexpr std::size_t kLongest = 254;  // RFC 5321, section 4.5.3.1.3
  const auto at = text.find('@');
  if (at == 0 || at == std::string_view::npos || text.size() > kLongest) return false;
  const auto host = text.substr(at + 1);
  const bool is_clean = std::ranges::none_of(text, [](char c) {
    return (c >= 0 && c <= ' ') || c == '\x7F' ||
           std::string_view("<>()[],;:\\\"").find(c) != std::string_view::npos;
  });
  return is_clean && host.find('@') == std::string_view::npos && !host.empty() &&
         !host.starts_with('.') && !host.ends_with('.') && !host.starts_with('-') &&
         host.find("..") == std::string_view::npos;
}

std::string mail_address_of(std::string_view text) {
  if (std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; }))
    return {};
  if (const auto open = text.rfind('<'); open != std::string_view::npos && text.ends_with('>'))
    text = text.substr(open + 1, text.size() - open - 2);
  return is_mail_address(text) ? std::string(text) : std::string();
}

}  // namespace oit::notify
