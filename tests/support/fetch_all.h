#pragma once
#include <memory>
#include <string>
#include <vector>

#include "net/http_fetcher.h"

namespace oit::test {

/// Limits short enough for a test that waits for them.
inline net::FetchLimits quick_limits() {
  using namespace std::chrono_literals;
  net::FetchLimits limits;
  limits.connect = 2000ms;
  limits.first_byte = 700ms;
  limits.whole = 3000ms;
  limits.slowest_window = 500ms;
  limits.retry_pause = 10ms;
  limits.retry_after_most = 2000ms;
  limits.user_agent = "oitcheck/test (+contact)";
  return limits;
}

/// Fetches `requests` with one HttpFetcher whose only seeds are `seeds`; answers in the order of
/// the requests.
inline std::vector<model::Response> fetch_all(const net::FetchLimits& limits,
                                              const std::vector<std::string>& seeds,
                                              const std::vector<model::Request>& requests) {
  std::vector<url::Url> allowed;
  for (const auto& seed : seeds) allowed.push_back(url::Url::parse(seed).value());
  const SystemClock clock;
  auto fetcher = net::make_http_fetcher(limits, allowed, clock).value();
  std::vector<model::Response> responses(requests.size());
  std::size_t open = requests.size();
  for (std::size_t i = 0; i < requests.size(); ++i)
    fetcher->fetch(requests[i], [&, i](model::Response response) {
      responses[i] = std::move(response);
      if (--open == 0) fetcher->stop();
    });
  fetcher->run();
  return responses;
}

inline model::Response fetch_one(const net::FetchLimits& limits, const std::string& seed,
                                 const std::string& address,
                                 model::Purpose purpose = model::Purpose::page) {
  return fetch_all(
             limits, {seed},
             {model::Request{
                 .url = url::Url::parse(address).value(), .purpose = purpose, .referrer = {}}})
      .front();
}

}  // namespace oit::test
