#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "net/attempt.h"
#include "net/body_sink.h"
#include "net/open_sockets.h"

struct curl_slist;

namespace oit::net {

/// What one transfer is to ask, and how.
struct TransferPlan {
  url::Url url, referrer;
  model::Purpose purpose = model::Purpose::page;
  std::vector<std::string> addresses;  ///< numeric addresses of the host; empty for a literal one
  bool may_be_private = false;
  bool verify_tls = true, legacy_tls = false;
  bool decode = true;               ///< false: the body as sent, for encodings nobody knows
  void* cookies = nullptr;          ///< libcurl's share handle of the site's cookies
  int patience = 1;                 ///< times longer than usual
  std::string etag, last_modified;  ///< of what is known; sent when not empty
};

/// One libcurl easy handle that is used again and again, with the callbacks that count every byte.
/// I/O thread only; lives longer than its stay in a multi handle.
class Transfer {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// `sockets`, the open ones of every transfer of a multi handle, outlives that handle.
  Transfer(const FetchLimits& limits, OpenSockets& sockets);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer();

  void* handle() const { return handle_; }  ///< libcurl's easy handle
  std::uint64_t job = 0;                    ///< whose transfer it is; the owner's business

  void prepare(const TransferPlan& plan, Time now);

  /// True when the first byte is late or the pace too slow; the owner then takes it off the multi
  /// handle and calls `finish`.
  bool is_overdue(Time now);

  /// Reads how it ended, by libcurl's CURLcode. The body waits in `body()`.
  Attempt finish(int code);

  BodySink& body() { return body_; }

  /// Drops body and lists, before the handle is used again.
  void clear();

 private:
  friend struct TransferCallbacks;

  void set_fixed_options();
  void set_conditions();
  bool take_header(std::string_view line);
  void take_field(std::string_view line);
  bool take_body(std::string_view bytes);
  void begin_body();
  std::size_t received() const;
  std::size_t taken_from_socket() const;
  bool has_sent_too_much() const;
  bool is_redirect() const;

  const FetchLimits& limits_;
  OpenSockets& sockets_;
  void* handle_;
  curl_slist* headers_ = nullptr;
  curl_slist* asked_ = nullptr;  ///< headers_ and what this request asks for
  curl_slist* addresses_ = nullptr;
  std::array<char, 256> error_{};  // CURL_ERROR_SIZE
  TransferPlan plan_;
  Attempt seen_;      // header fields so far
  std::string head_;  // the same as received; only when they are kept
  BodySink body_;
  Stop stop_ = Stop::none;
  bool in_headers_ = true, was_sent_ = false, has_body_begun_ = false;
  std::size_t header_bytes_ = 0, skipped_bytes_ = 0, window_bytes_ = 0;
  int socket_ = -1;
  std::size_t progress_calls_ = 0;
  std::size_t taken_before_ = 0;  ///< from the socket, for earlier requests on it
  Time sent_at_{}, window_at_{};
};

}  // namespace oit::net
