#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "model/fetch.h"
#include "net/address_filter.h"
#include "url/url.h"

namespace oit::net {

/// A message to a program of somebody the operator named.
struct PostRequest {
  url::Url url;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> fields;  ///< further header fields
};

struct PostLimits {
  std::chrono::milliseconds whole{10'000};         ///< name, connect, send and answer together
  std::size_t body_bytes = std::size_t{64} << 10;  ///< of the answer; more is not read
  std::string user_agent = "oitcheck";
};

/// How one POST ended. `outcome` is ok for every 2xx, with a body or without; a redirect is
/// bad_redirect, because nobody said that the message is for where it leads.
struct PostAnswer {
  model::FetchOutcome outcome = model::FetchOutcome::cancelled;
  int status = 0;           ///< 0 when no answer came
  std::string why;          ///< one English clause; empty when ok
  std::string retry_after;  ///< the field as sent; may be empty
  std::string body;         ///< at most PostLimits::body_bytes
};

/// Sends one POST and waits for its answer: one try, no redirect followed, no proxy, TLS verified.
/// As when fetching, the address is checked on the socket: one that is not public is refused unless
/// `allowed` names host and port. A field with a control character is refused (bad_protocol), so
/// none can begin another. Any thread; a handle of its own.
PostAnswer post(const PostRequest& request, const AllowList& allowed,
                const PostLimits& limits = {});

}  // namespace oit::net
