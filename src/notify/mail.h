#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "notify/settings.h"
#include "notify/tried.h"

namespace oit::notify {

/// One message in plain text. No part but `text` may hold a control character.
struct Letter {
  std::string to;       ///< one plain address
  std::string subject;  ///< UTF-8
  std::string text;     ///< UTF-8, lines parted by '\n'
  std::string id;       ///< left half of the Message-ID; the same for every try
  std::chrono::system_clock::time_point date{};
};

/// Hands `letter` to the operator's mail server: one try of at most 30 seconds, by SMTP with
/// STARTTLS as set, or by SMTPS; certificates verified. Only those two protocols, no proxy. The
/// server may stand anywhere: the operator named it. Marked Auto-Submitted (RFC 3834), so that no
/// holiday notice answers. SMTP 4xx is `later`, 5xx `refused`. Any thread.
Tried send_mail(const MailSettings& settings, const Letter& letter);

/// `text` as it may stand in a header field: itself when it is short visible ASCII, else encoded
/// words of at most 75 letters, folded. Source: RFC 2047.
std::string encode_header(std::string_view text);

/// "Sat, 28 Nov 2026 08:00:00 +0700". Source: RFC 5322, section 3.3.
std::string mail_date(std::chrono::system_clock::time_point at);

}  // namespace oit::notify
