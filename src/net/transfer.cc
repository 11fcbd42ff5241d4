#include "net/transfer.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "base/check.h"
#include "net/address_filter.h"
#include "net/header_fields.h"

namespace oit::net {
namespace {

constexpr std::size_t kProgressCalls = 8;      // one in so many asks the kernel; a page has fewer
constexpr std::size_t kRedirectBody = 65'536;  // more than any "moved" page
constexpr std::size_t kSlack = std::size_t{1} << 20;  // of chunks, TLS and an encoding's own header
constexpr std::size_t kLongestField = 8'192;          // of the fields that are kept

template <class Value>
void set_option(CURL* handle, CURLoption option, Value value) {
  OIT_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

bool has_name(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == ':' &&
         std::equal(name.begin(), name.end(), line.begin(), [](char a, char b) {
           return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
         });
}

std::string value_of(std::string_view line, std::string_view name) {
  line.remove_prefix(name.size() + 1);
  const auto is_outer = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!line.empty() && is_outer(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_outer(line.back())) line.remove_suffix(1);
  return std::string(line.substr(0, kLongestField));
}

long in_milliseconds(std::chrono::milliseconds time) { return time.count(); }

}  // namespace

/// What libcurl calls while a transfer runs; `self` is the Transfer.
struct TransferCallbacks {
  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    const std::string_view line(bytes, size * count);
    return static_cast<Transfer*>(self)->take_header(line) ? line.size() : 0;
  }

  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    const std::string_view part(bytes, size * count);
    return static_cast<Transfer*>(self)->take_body(part) ? part.size() : 0;
  }

  static curl_socket_t on_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(self);
    if (!transfer.plan_.may_be_private && !is_public_address(address->addr)) {
      transfer.stop_ = Stop::blocked;
      return CURL_SOCKET_BAD;
    }
    if (transfer.stop_ == Stop::blocked) transfer.stop_ = Stop::none;  // another address may do
    // NOLINTNEXTLINE(android-cloexec-socket)
    const int socket =
        ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket >= 0) transfer.sockets_.insert(socket);
    return socket;
  }

  static int on_close(void* sockets, curl_socket_t socket) {
    static_cast<OpenSockets*>(sockets)->erase(socket);
    return ::close(socket);
  }

  static int on_request(void* self, char* ip, char* /*local_ip*/, int port, int local_port) {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.was_sent_ = true;
    transfer.stop_ = Stop::none;
    transfer.sent_at_ = std::chrono::steady_clock::now();
    transfer.seen_.address = ip;
    transfer.socket_ = transfer.sockets_.find(ip, port, local_port);
    transfer.taken_before_ = transfer.taken_from_socket();
    return CURL_PREREQFUNC_OK;
  }

  static int on_progress(void* self, curl_off_t /*total*/, curl_off_t /*now*/,
                         curl_off_t /*upload_total*/, curl_off_t /*upload_now*/) {
    auto& transfer = *static_cast<Transfer*>(self);
    const bool is_turn = ++transfer.progress_calls_ % kProgressCalls == 0;
    if (transfer.stop_ != Stop::none || !is_turn || !transfer.has_sent_too_much()) return 0;
    transfer.stop_ = Stop::sent_too_much;
    return 1;
  }
};

Transfer::Transfer(const FetchLimits& limits, OpenSockets& sockets)
    : limits_(limits), sockets_(sockets), handle_(curl_easy_init()) {
  OIT_CHECK(handle_ != nullptr);
  set_fixed_options();
}

Transfer::~Transfer() {
  curl_easy_cleanup(handle_);
  curl_slist_free_all(headers_);
  curl_slist_free_all(asked_);
  curl_slist_free_all(addresses_);
}

void Transfer::set_fixed_options() {
  headers_ = curl_slist_append(
      headers_, "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
  headers_ = curl_slist_append(headers_, "Accept-Language: th,en;q=0.5");
  set_option(handle_, CURLOPT_HTTPHEADER, headers_);
  set_option(handle_, CURLOPT_USERAGENT, limits_.user_agent.c_str());
  set_option(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
  set_option(handle_, CURLOPT_PROXY, "");  // a proxy would hide the address we must check
  set_option(handle_, CURLOPT_FOLLOWLOCATION, 0L);
  set_option(handle_, CURLOPT_HTTP09_ALLOWED, 0L);
  set_option(handle_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set_option(handle_, CURLOPT_COOKIEFILE, "");  // switches cookies on; they live in the shared jar
  set_option(handle_, CURLOPT_PATH_AS_IS, 1L);
  set_option(handle_, CURLOPT_NOSIGNAL, 1L);
  set_option(handle_, CURLOPT_ERRORBUFFER, error_.data());
  set_option(handle_, CURLOPT_PRIVATE, static_cast<void*>(this));
  set_option(handle_, CURLOPT_HEADERFUNCTION, &TransferCallbacks::on_header);
  set_option(handle_, CURLOPT_HEADERDATA, static_cast<void*>(this));
  set_option(handle_, CURLOPT_WRITEFUNCTION, &TransferCallbacks::on_body);
  set_option(handle_, CURLOPT_WRITEDATA, static_cast<void*>(this));
  set_option(handle_, CURLOPT_OPENSOCKETFUNCTION, &TransferCallbacks::on_socket);
  set_option(handle_, CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  set_option(handle_, CURLOPT_CLOSESOCKETFUNCTION, &TransferCallbacks::on_close);
  set_option(handle_, CURLOPT_CLOSESOCKETDATA, static_cast<void*>(&sockets_));
  set_option(handle_, CURLOPT_PREREQFUNCTION, &TransferCallbacks::on_request);
  set_option(handle_, CURLOPT_PREREQDATA, static_cast<void*>(this));
  set_option(handle_, CURLOPT_NOPROGRESS, 0L);
  set_option(handle_, CURLOPT_XFERINFOFUNCTION, &TransferCallbacks::on_progress);
  set_option(handle_, CURLOPT_XFERINFODATA, static_cast<void*>(this));
}

void Transfer::prepare(const TransferPlan& plan, Time now) {
  clear();
  plan_ = plan;
  seen_ = Attempt();
  head_.clear();
  stop_ = Stop::none;
  in_headers_ = true;
  was_sent_ = has_body_begun_ = false;
  header_bytes_ = skipped_bytes_ = window_bytes_ = taken_before_ = 0;
  sent_at_ = window_at_ = now;
  socket_ = -1;
  error_[0] = '\0';
  if (!plan.addresses.empty()) {
    std::string entry = place_of(plan.url) + ':';
    for (const auto& address : plan.addresses)
      entry += (entry.ends_with(':') ? "" : ",") +
               (address.find(':') == std::string::npos ? address : '[' + address + ']');
    addresses_ = curl_slist_append(nullptr, entry.c_str());
  }
  set_option(handle_, CURLOPT_RESOLVE, addresses_);
  set_option(handle_, CURLOPT_URL, plan.url.text().c_str());
  set_option(handle_, CURLOPT_SHARE, plan.cookies);
  set_option(handle_, CURLOPT_CONNECTTIMEOUT_MS, in_milliseconds(limits_.connect * plan.patience));
  set_option(handle_, CURLOPT_TIMEOUT_MS, in_milliseconds(limits_.whole * plan.patience));
  set_conditions();
  const char* referrer = plan.referrer.empty() ? nullptr : plan.referrer.text().c_str();
  set_option(handle_, CURLOPT_REFERER, referrer);
  set_option(handle_, CURLOPT_ACCEPT_ENCODING, plan.decode ? "" : nullptr);
  set_option(handle_, CURLOPT_SSL_VERIFYPEER, plan.verify_tls ? 1L : 0L);
  set_option(handle_, CURLOPT_SSL_VERIFYHOST, plan.verify_tls ? 2L : 0L);
  // Servers nobody has updated since 2012 speak nothing newer; the report names it.
  set_option(handle_, CURLOPT_SSL_CIPHER_LIST, plan.legacy_tls ? "ALL:@SECLEVEL=0" : nullptr);
  set_option(
      handle_, CURLOPT_SSLVERSION,
      static_cast<long>(plan.legacy_tls ? CURL_SSLVERSION_TLSv1_0 : CURL_SSLVERSION_DEFAULT));
}

/// Field values come from a server's earlier answer: a line end in one would begin another field.
void Transfer::set_conditions() {
  const auto add = [this](std::string_view name, const std::string& value) {
    if (value.empty() || value.find_first_of("\r\n") != std::string::npos) return;
    asked_ = curl_slist_append(asked_, (std::string(name) + ": " + value).c_str());
  };
  curl_slist_free_all(asked_);
  asked_ = nullptr;
  add("If-None-Match", plan_.etag);
  add("If-Modified-Since", plan_.last_modified);
  for (const auto* field = headers_; asked_ != nullptr && field != nullptr; field = field->next)
    asked_ = curl_slist_append(asked_, field->data);
  set_option(handle_, CURLOPT_HTTPHEADER, asked_ == nullptr ? headers_ : asked_);
}

void Transfer::clear() {
  body_.reset();
  set_option(handle_, CURLOPT_SHARE, static_cast<void*>(nullptr));  // the jar may go now
  if (addresses_ != nullptr)
    set_option(handle_, CURLOPT_RESOLVE, static_cast<curl_slist*>(nullptr));
  curl_slist_free_all(addresses_);
  addresses_ = nullptr;
}

bool Transfer::take_header(std::string_view line) {
  if (header_bytes_ == 0) window_at_ = std::chrono::steady_clock::now();
  header_bytes_ += line.size();
  if (header_bytes_ > limits_.header_bytes) {
    stop_ = Stop::header_limit;
    return false;
  }
  if (limits_.keep_heads && line.starts_with("HTTP/")) head_.clear();
  if (limits_.keep_heads && (in_headers_ || line.starts_with("HTTP/"))) head_ += line;
  if (line.starts_with("HTTP/")) {  // the first, or the one after an interim answer
    const std::string address = seen_.address;
    const std::size_t cookie_bytes = seen_.cookie_bytes;
    seen_ = Attempt();
    seen_.address = address;
    seen_.cookie_bytes = cookie_bytes;
    in_headers_ = true;
  } else if (in_headers_ && (line == "\r\n" || line == "\n")) {
    in_headers_ = false;  // what still comes is a trailer, or another answer's first line
  } else if (in_headers_) {
    take_field(line);
  }
  return true;
}

void Transfer::take_field(std::string_view line) {
  struct Field {
    std::string_view name;
    std::string Attempt::*place;
  };
  static constexpr std::array<Field, 8> kFields{{
      {"location", &Attempt::location},
      {"refresh", &Attempt::refresh},
      {"retry-after", &Attempt::retry_after},
      {"content-type", &Attempt::content_type},
      {"content-disposition", &Attempt::disposition},
      {"content-encoding", &Attempt::content_encoding},
      {"etag", &Attempt::etag},
      {"last-modified", &Attempt::last_modified},
  }};
  for (const auto& [name, place] : kFields)
    if (has_name(line, name)) seen_.*place = value_of(line, name);
  if (has_name(line, "www-authenticate")) seen_.has_sign_in = true;
  if (has_name(line, "set-cookie")) seen_.cookie_bytes += line.size();
}

bool Transfer::is_redirect() const {
  const int status = seen_.status;
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

void Transfer::begin_body() {
  has_body_begun_ = true;
  long status = 0;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  seen_.status = static_cast<int>(status);
  const bool is_success = status >= 200 && status < 300;
  body_.begin(limits_, plan_.purpose, is_success, read_content_type(seen_.content_type).media_type);
}

bool Transfer::take_body(std::string_view bytes) {
  if (!has_body_begun_) begin_body();
  if (is_redirect()) {
    skipped_bytes_ += bytes.size();
    if (skipped_bytes_ > kRedirectBody) stop_ = Stop::redirect_read;
    return stop_ == Stop::none;
  }
  curl_off_t wire = 0;
  curl_easy_getinfo(handle_, CURLINFO_SIZE_DOWNLOAD_T, &wire);
  switch (body_.add(bytes, static_cast<std::size_t>(wire))) {
    case BodySink::Verdict::more:
      return true;
    case BodySink::Verdict::full:
      stop_ = Stop::full;
      return false;
    case BodySink::Verdict::bomb:
      stop_ = Stop::bomb;
      return false;
    case BodySink::Verdict::disk:
      stop_ = Stop::disk;
      return false;
  }
  return false;
}

std::size_t Transfer::received() const {
  curl_off_t body = 0;
  curl_easy_getinfo(handle_, CURLINFO_SIZE_DOWNLOAD_T, &body);
  return header_bytes_ + static_cast<std::size_t>(body);
}

/// Bytes ever taken from this transfer's connection; 0 when it has none or the kernel cannot say.
std::size_t Transfer::taken_from_socket() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  int waiting = 0;
  if (!sockets_.contains(socket_) ||
      ::getsockopt(socket_, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
      size < offsetof(tcp_info, tcpi_bytes_received) + sizeof info.tcpi_bytes_received ||
      ::ioctl(socket_, SIOCINQ, &waiting) != 0)
    return 0;
  const auto arrived = static_cast<std::size_t>(info.tcpi_bytes_received);
  return arrived - std::min(arrived, static_cast<std::size_t>(std::max(waiting, 0)));
}

/// Chunk extensions and the header of a gzip stream are bytes no other callback sees.
bool Transfer::has_sent_too_much() const {
  if (!was_sent_) return false;
  const std::size_t most = body_.limit() + limits_.header_bytes + kSlack;
  if (received() > most) return true;
  long version = CURL_HTTP_VERSION_NONE;
  curl_easy_getinfo(handle_, CURLINFO_HTTP_VERSION, &version);
  if (version == CURL_HTTP_VERSION_2_0) return false;  // its socket serves other transfers, too
  const std::size_t taken = taken_from_socket();
  return taken > taken_before_ && taken - taken_before_ > most;
}

bool Transfer::is_overdue(Time now) {
  if (!was_sent_) return false;
  if (header_bytes_ == 0) {
    if (now - sent_at_ <= limits_.first_byte * plan_.patience) return false;
    stop_ = Stop::first_byte;
    return true;
  }
  if (now - window_at_ < limits_.slowest_window * plan_.patience) return false;
  const std::size_t so_far = received();
  const auto least = limits_.slowest_bytes_per_second *
                     static_cast<std::size_t>(limits_.slowest_window.count()) / 1000;
  const bool is_slow = so_far - window_bytes_ < least;
  window_at_ = now;
  window_bytes_ = so_far;
  if (is_slow) stop_ = Stop::too_slow;
  return is_slow;
}

Attempt Transfer::finish(int code) {
  static_assert(std::tuple_size_v<decltype(error_)> == CURL_ERROR_SIZE);
  long status = 0, verify_result = 0;
  curl_off_t total = 0;
  TransferEnd end{code, stop_, error_.data(), 0, was_sent_, body_.size()};
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle_, CURLINFO_OS_ERRNO, &end.os_error);
  curl_easy_getinfo(handle_, CURLINFO_SSL_VERIFYRESULT, &verify_result);
  curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &total);
  seen_.status = static_cast<int>(status);
  if (!body_.finish() && end.stop == Stop::none) end.stop = Stop::disk;
  seen_.head = std::move(head_);
  seen_.wire_bytes = received();
  seen_.elapsed = std::chrono::milliseconds(total / 1000);
  explain_end(end, seen_);
  if (seen_.is_untrusted) {
    seen_.tls_problem = tls_problem_of(verify_result, seen_.why);
    seen_.tls_detail = seen_.why;
  }
  return std::move(seen_);
}

}  // namespace oit::net
