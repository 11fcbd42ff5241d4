#include "notify/mail.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/check.h"
#include "notify/mail_address.h"
#include "notify/secret.h"
#include "text/utf8.h"
#include "text/width.h"

namespace oit::notify {
namespace {

using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;
using Lines = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

constexpr long kSeconds = 30;

template <class Value>
void set_option(CURL* handle, CURLoption option, Value value) {
  OIT_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8U | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j)
      out += i + j <= bytes.size() ? kDigits[group >> (18 - 6 * j) & 0x3FU] : '=';
  }
  return out;
}

/// "ตรวจ OIT <oitcheck@example.go.th>" with its name encoded.
std::string from_field(const std::string& from) {
  const auto address = mail_address_of(from);
  std::string_view name = std::string_view(from).substr(0, from.size() - address.size());
  name = name.substr(0, std::min(name.rfind('<'), name.size()));
  while (!name.empty() && (name.front() == ' ' || name.front() == '"')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == ' ' || name.back() == '"')) name.remove_suffix(1);
  return name.empty() ? address : encode_header(name) + " <" + address + '>';
}

std::string host_of(std::string_view address) {
  return std::string(address.substr(address.find('@') + 1));
}

/// The whole message. It is one part of text, for which libcurl's own MIME would write a multipart.
std::string message_of(const MailSettings& settings, const Letter& letter) {
  constexpr std::size_t kLine = 76;  // RFC 2045, section 6.8
  std::string lines;
  for (const char c : letter.text) {
    if (c == '\n') lines += '\r';
    lines += c;
  }
  std::string out = "From: " + from_field(settings.from) + "\r\nTo: " + letter.to +
                    "\r\nSubject: " + encode_header(letter.subject) +
                    "\r\nDate: " + mail_date(letter.date) + "\r\nMessage-ID: <" + letter.id + '@' +
                    host_of(mail_address_of(settings.from)) +
                    ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                    "Content-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: base64\r\n\r\n";
  const auto digits = base64(lines);
  for (std::size_t at = 0; at < digits.size(); at += kLine)
    out += digits.substr(at, kLine) + "\r\n";
  return out;
}

/// Hands libcurl the next bytes of the message; `self` is what is left of it.
std::size_t on_read(char* to, std::size_t size, std::size_t count, void* self) {
  auto& rest = *static_cast<std::string_view*>(self);
  const std::size_t taken = rest.copy(to, size * count);
  rest.remove_prefix(taken);
  return taken;
}

void set_server(CURL* handle, const MailSettings& settings) {
  set_option(handle, CURLOPT_URL, settings.server.c_str());
  set_option(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set_option(handle, CURLOPT_PROXY, "");
  set_option(handle, CURLOPT_NOSIGNAL, 1L);
  set_option(handle, CURLOPT_TIMEOUT, kSeconds);
  constexpr std::array kWays = {CURLUSESSL_ALL, CURLUSESSL_TRY, CURLUSESSL_NONE};
  set_option(handle, CURLOPT_USE_SSL,
             static_cast<long>(kWays.at(static_cast<std::size_t>(settings.starttls))));
  if (!settings.ca_file.empty()) set_option(handle, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (settings.user.empty()) return;
  set_option(handle, CURLOPT_USERNAME, settings.user.c_str());
  set_option(handle, CURLOPT_PASSWORD, settings.password.c_str());
}

bool is_unreachable(CURLcode code) {
  return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
         code == CURLE_OPERATION_TIMEDOUT;
}

/// What is set wrongly stays wrong: certificates, names, passwords.
bool is_hopeless(CURLcode code) {
  constexpr std::array kCodes = {CURLE_PEER_FAILED_VERIFICATION,
                                 CURLE_USE_SSL_FAILED,
                                 CURLE_SSL_CACERT_BADFILE,
                                 CURLE_URL_MALFORMAT,
                                 CURLE_LOGIN_DENIED,
                                 CURLE_UNSUPPORTED_PROTOCOL,
                                 CURLE_NOT_BUILT_IN,
                                 CURLE_SSL_CERTPROBLEM};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

Tried read_end(CURL* handle, CURLcode code, const char* detail, const MailSettings& settings) {
  if (code == CURLE_OK) return {TryEnd::arrived, {}, {}};
  long answer = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer);
  std::string why = *detail == '\0' ? curl_easy_strerror(code) : detail;
  why = hide_secret(text::printable(why), settings.password);
  if (answer >= 400 && answer < 500) return {TryEnd::later, why, {}};
  if (answer >= 500 || is_hopeless(code)) return {TryEnd::refused, why, {}};
  return {is_unreachable(code) ? TryEnd::unreachable : TryEnd::later, why, {}};
}

}  // namespace

std::string encode_header(std::string_view text) {
  constexpr std::size_t kPlain = 60, kBytesInWord = 39;
  const bool is_plain = text.size() <= kPlain && text.find("=?") == std::string_view::npos &&
                        std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; }) &&
                        text.find_first_of("()<>@,;:\\\"[]") == std::string_view::npos;
  if (is_plain) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size()) {
      const auto size = text::read_char(text, end).size;
      if (end + size - at > kBytesInWord) break;
      end += size;
    }
    out +=
        (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(text.substr(at, end - at)) + "?=";
    at = end;
  }
  return out;
}

std::string mail_date(std::chrono::system_clock::time_point at) {
  using namespace std::chrono;
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto here = floor<seconds>(at) + hours(7);  // Bangkok
  const auto midnight = floor<days>(here);
  const year_month_day day(midnight);
  const hh_mm_ss time(here - midnight);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0700",
                     kDays.at(weekday(midnight).c_encoding()), static_cast<unsigned>(day.day()),
                     kMonths.at(static_cast<unsigned>(day.month()) - 1),
                     static_cast<int>(day.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

Tried send_mail(const MailSettings& settings, const Letter& letter) {
  if (has_control(letter.subject) || has_control(letter.id) || has_control(settings.from) ||
      !is_mail_address(letter.to) || mail_address_of(settings.from).empty())
    return {TryEnd::refused, "an address or the subject is not fit for a mail's header", {}};
  const Handle handle(curl_easy_init(), curl_easy_cleanup);
  OIT_CHECK(handle != nullptr);
  const std::string message = message_of(settings, letter);
  std::string_view rest = message;
  const Lines to(curl_slist_append(nullptr, letter.to.c_str()), curl_slist_free_all);
  std::array<char, CURL_ERROR_SIZE> error{};
  set_server(handle.get(), settings);
  set_option(handle.get(), CURLOPT_MAIL_FROM, mail_address_of(settings.from).c_str());
  set_option(handle.get(), CURLOPT_MAIL_RCPT, to.get());
  set_option(handle.get(), CURLOPT_UPLOAD, 1L);
  set_option(handle.get(), CURLOPT_READFUNCTION, &on_read);
  set_option(handle.get(), CURLOPT_READDATA, static_cast<void*>(&rest));
  set_option(handle.get(), CURLOPT_ERRORBUFFER, error.data());
  const CURLcode code = curl_easy_perform(handle.get());
  return read_end(handle.get(), code, error.data(), settings);
}

}  // namespace oit::notify
