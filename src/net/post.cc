#include "net/post.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include "base/check.h"
#include "net/attempt.h"

namespace oit::net {
namespace {

using Handle = std::unique_ptr<CURL, void (*)(CURL*)>;
using Fields = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

/// What the callbacks of one transfer see.
struct Exchange {
  const PostLimits& limits;
  PostAnswer answer;
  bool may_be_private = false;
  Stop stop = Stop::none;
  std::size_t header_bytes = 0;
};

constexpr std::size_t kMostHeaderBytes = std::size_t{64} << 10;

template <class Value>
void set_option(CURL* handle, CURLoption option, Value value) {
  OIT_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

curl_socket_t on_socket(void* self, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(self);
  if (!exchange.may_be_private && !is_public_address(address->addr)) {
    exchange.stop = Stop::blocked;
    return CURL_SOCKET_BAD;
  }
  exchange.stop = Stop::none;  // another address may do
  // NOLINTNEXTLINE(android-cloexec-socket)
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  auto& body = exchange.answer.body;
  const std::string_view part(bytes, size * count);
  body += part.substr(0, exchange.limits.body_bytes - body.size());
  if (body.size() < exchange.limits.body_bytes) return part.size();
  exchange.stop = Stop::full;  // what we sent has arrived: enough of the answer
  return 0;
}

std::size_t on_header(char* /*bytes*/, std::size_t size, std::size_t count, void* self) {
  auto& exchange = *static_cast<Exchange*>(self);
  exchange.header_bytes += size * count;
  if (exchange.header_bytes <= kMostHeaderBytes) return size * count;
  exchange.stop = Stop::header_limit;
  return 0;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= 0 && c < ' ') || c == '\x7F'; });
}

Fields fields_of(const PostRequest& request) {
  curl_slist* list = curl_slist_append(nullptr, ("Content-Type: " + request.content_type).c_str());
  list = curl_slist_append(list, "Expect:");  // no waiting for "100 Continue"
  for (const auto& [name, value] : request.fields)
    list = curl_slist_append(list, (name + ": " + value).c_str());
  return {list, curl_slist_free_all};
}

void set_options(CURL* handle, const PostRequest& request, const PostLimits& limits,
                 Exchange& exchange) {
  set_option(handle, CURLOPT_URL, request.url.text().c_str());
  set_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set_option(handle, CURLOPT_PROXY, "");  // a proxy would hide the address we must check
  set_option(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set_option(handle, CURLOPT_NOSIGNAL, 1L);
  set_option(handle, CURLOPT_TIMEOUT_MS, long{limits.whole.count()});
  set_option(handle, CURLOPT_USERAGENT, limits.user_agent.c_str());
  set_option(handle, CURLOPT_POST, 1L);
  set_option(handle, CURLOPT_POSTFIELDS, request.body.data());
  set_option(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  set_option(handle, CURLOPT_OPENSOCKETFUNCTION, &on_socket);
  set_option(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&exchange));
  set_option(handle, CURLOPT_WRITEFUNCTION, &on_body);
  set_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
  set_option(handle, CURLOPT_HEADERFUNCTION, &on_header);
  set_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
}

void read_answer(CURL* handle, int code, const char* detail, Exchange& exchange) {
  long status = 0, os_error = 0;
  curl_header* retry_after = nullptr;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &os_error);
  auto& answer = exchange.answer;
  answer.status = static_cast<int>(status);
  if (curl_easy_header(handle, "Retry-After", 0, CURLH_HEADER, -1, &retry_after) == CURLHE_OK)
    answer.retry_after = retry_after->value;
  Attempt attempt;
  attempt.status = answer.status;
  explain_end({code, exchange.stop, detail, os_error, status != 0, answer.body.size()}, attempt);
  answer.outcome = attempt.outcome;
  answer.why = attempt.why;
  if (answer.outcome == model::FetchOutcome::empty) {  // "204 No Content" is a fine answer
    answer.outcome = model::FetchOutcome::ok;
  } else if (status >= 300 && status < 400 && code == CURLE_OK) {
    answer.outcome = model::FetchOutcome::bad_redirect;
    answer.why = "a redirect is not followed: status " + std::to_string(status);
  }
  if (answer.outcome == model::FetchOutcome::ok) answer.why.clear();
}

}  // namespace

PostAnswer post(const PostRequest& request, const AllowList& allowed, const PostLimits& limits) {
  Exchange exchange{limits, {}, allowed.allows(request.url), Stop::none, 0};
  for (const auto& [name, value] : request.fields)
    if (has_control(name) || has_control(value)) {
      exchange.answer.outcome = model::FetchOutcome::bad_protocol;
      exchange.answer.why = "a header field holds a control character";
      return exchange.answer;
    }
  const Handle handle(curl_easy_init(), curl_easy_cleanup);
  OIT_CHECK(handle != nullptr);
  std::array<char, CURL_ERROR_SIZE> error{};
  const Fields fields = fields_of(request);
  set_options(handle.get(), request, limits, exchange);
  set_option(handle.get(), CURLOPT_HTTPHEADER, fields.get());
  set_option(handle.get(), CURLOPT_ERRORBUFFER, error.data());
  const CURLcode code = curl_easy_perform(handle.get());
  read_answer(handle.get(), code, error.data(), exchange);
  return exchange.answer;
}

}  // namespace oit::net
