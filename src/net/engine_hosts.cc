#include <curl/curl.h>

#include <algorithm>

#include "base/check.h"
#include "net/engine.h"

namespace oit::net {
namespace {

using model::FetchOutcome;

constexpr int kMostPolite = 2, kMostRelaxed = 64;  // connections to one host
constexpr int kBreakerFailures = 3;                // failed connects in a row that open it
constexpr std::chrono::seconds kBreakerPause{30};  // then one more request is let through
constexpr std::size_t kMostCookieBytes = 262'144;  // of one jar

bool is_literal(std::string_view host) {
  return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

PaceRules Engine::pace_rules(bool is_relaxed) const {
  PaceRules rules{limits_.auto_delay, limits_.min_delay, limits_.most_delay, limits_.fixed_delay,
                  std::clamp(limits_.connections_per_host, 1, kMostPolite)};
  if (is_relaxed) {
    rules = PaceRules{false, {}, {}, {}, kMostRelaxed};
    if (limits_.ignore_politeness) rules.connections = limits_.connections_total;
  }
  return rules;
}

Engine::Host& Engine::host_of(const url::Url& url) {
  const std::string place = place_of(url);
  auto& slot = hosts_[place];
  if (!slot) {
    const bool is_relaxed = limits_.ignore_politeness ||
                            std::ranges::find(relaxed_places_, place) != relaxed_places_.end();
    slot = std::unique_ptr<Host>(new Host{.host = std::string(url.host()),
                                          .place = place,
                                          .queue = {},
                                          .pace = Pace(pace_rules(is_relaxed)),
                                          .is_relaxed = is_relaxed,
                                          .may_be_private = allow_.allows(url),
                                          .addresses = {},
                                          .ip = {},
                                          .failure_why = {},
                                          .tls_detail = {}});
    if (is_literal(slot->host)) {
      slot->name = Host::Name::known;
      slot->ip = slot->host;
    }
  }
  return *slot;
}

Engine::Shared& Engine::shared_of(const Host& host) {
  auto& slot = shared_[host.ip];
  if (!slot) slot = std::unique_ptr<Shared>(new Shared{Pace(pace_rules(false)), {}, false});
  return *slot;
}

void Engine::enqueue(Job& job, bool in_front) {
  Host& host = host_of(job.url);
  if (in_front) {
    host.queue.push_front(job.id);
  } else {
    host.queue.push_back(job.id);
  }
  start_next(host);
}

void Engine::start_next(Host& host) {
  while (!host.queue.empty()) {
    if (answer_from_breaker(host)) continue;
    if (!is_ready_to_start(host)) return;
    Job* job = find(host.queue.front());
    host.queue.pop_front();
    if (job != nullptr) start(*job, host);
  }
}

/// True when nothing stands between the host and its next request; otherwise somebody will call
/// start_next again: the lookup, a timer, the end of a request.
bool Engine::is_ready_to_start(Host& host) {
  if (host.name == Host::Name::unknown || host.name == Host::Name::failed) look_up(host);
  if (host.name != Host::Name::known || !host.pace.has_room()) return false;
  if (running_.size() >= static_cast<std::size_t>(limits_.connections_total)) {
    if (!host.is_waiting) waiting_for_connection_.push_back(&host);
    host.is_waiting = true;
    return false;
  }
  Time ready_at = host.pace.ready_at();
  if (!host.is_relaxed) {
    Shared& shared = shared_of(host);
    if (!shared.pace.has_room()) {
      if (std::ranges::find(shared.waiting, &host) == shared.waiting.end())
        shared.waiting.push_back(&host);
      return false;
    }
    ready_at = std::max(ready_at, shared.pace.ready_at());
  }
  if (ready_at <= now()) return true;
  wake_host(host, ready_at);
  return false;
}

/// After three failed connects in a row every address of that host would cost its own ten seconds
/// and end alike. True when the first of the queue was answered so.
bool Engine::answer_from_breaker(Host& host) {
  const bool is_open = host.connect_failures >= kBreakerFailures ||
                       (host.name == Host::Name::failed && host.failure != FetchOutcome::ok);
  if (!is_open) return false;
  const bool is_final =
      host.failure == FetchOutcome::no_such_host || host.failure == FetchOutcome::blocked_address;
  if (!is_final && now() - host.failed_at > kBreakerPause) {
    host.connect_failures = kBreakerFailures - 1;
    host.failure = FetchOutcome::ok;
    return false;
  }
  Job* job = find(host.queue.front());
  host.queue.pop_front();
  if (job != nullptr) finish(*job, host.failure, host.failure_why + " (not asked again)");
  return true;
}

void Engine::look_up(Host& host) {
  host.name = Host::Name::asked;
  Host* const place = &host;  // hosts are never removed
  const bool is_taken = resolver_->look_up(host.host, [this, place](Lookup lookup) {
    post([this, place, lookup = std::move(lookup)] { take_lookup(*place, lookup); });
  });
  OIT_CHECK(is_taken);
  after(limits_.connect, [this, place] {
    take_lookup(*place,
                Lookup{Lookup::Result::no_answer, {}, false, "looking it up took too long"});
  });
}

void Engine::take_lookup(Host& host, Lookup lookup) {
  if (host.name != Host::Name::asked) return;  // the clock was faster, or there is one already
  host.name = Host::Name::failed;
  host.failed_at = now();
  if (lookup.result != Lookup::Result::found) {
    const auto outcome = outcome_of_lookup(lookup.result, has_network_);
    has_network_ = has_network_ || lookup.result == Lookup::Result::no_such_name;
    return fail_queue(host, outcome, "\"" + host.host + "\": " + lookup.why);
  }
  has_network_ = has_network_ || !is_loopback_host(host.host);
  if (!lookup.has_public && !host.may_be_private)
    return fail_queue(host, FetchOutcome::blocked_address,
                      "the name leads to an address that is not public");
  host.name = Host::Name::known;
  host.addresses = std::move(lookup.addresses);
  host.ip = host.addresses.empty() ? host.host : host.addresses.front();
  start_next(host);
}

void Engine::fail_queue(Host& host, FetchOutcome outcome, const std::string& why) {
  host.failure = outcome;
  host.failure_why = why;
  while (!host.queue.empty()) {
    Job* job = find(host.queue.front());
    host.queue.pop_front();
    if (job != nullptr) finish(*job, outcome, why);
  }
}

void Engine::wake_host(Host& host, Time at) {
  if (host.is_wake_set) return;
  host.is_wake_set = true;
  Host* const place = &host;
  timers_.emplace(at, [this, place] {
    place->is_wake_set = false;
    start_next(*place);
  });
}

void Engine::wake_shared(Shared& shared, Time at) {
  if (shared.is_wake_set || shared.waiting.empty()) return;
  shared.is_wake_set = true;
  Shared* const place = &shared;
  timers_.emplace(at, [this, place] {
    place->is_wake_set = false;
    std::deque<Host*> waiting;
    waiting.swap(place->waiting);
    for (Host* host : waiting) start_next(*host);  // the first takes its turn, the others queue up
  });
}

void Engine::start(Job& job, Host& host) {
  host.pace.started(now());
  if (!host.is_relaxed) shared_of(host).pace.started(now());
  Transfer& transfer = free_transfer();
  transfer.job = job.id;
  transfer.prepare({.url = job.url,
                    .referrer = job.request.referrer,
                    .purpose = job.request.purpose,
                    .addresses = host.addresses,
                    .may_be_private = host.may_be_private,
                    .verify_tls = host.verify_tls,
                    .legacy_tls = host.legacy_tls,
                    .decode = job.decode,
                    .cookies = jar_of(host).share},
                   now());
  ++job.response.requests;
  running_.push_back(&transfer);
  OIT_CHECK(curl_multi_add_handle(multi_, transfer.handle()) == CURLM_OK);
}

void Engine::release_place(Host& host, std::chrono::milliseconds elapsed) {
  host.pace.finished(now(), elapsed);
  if (!host.is_relaxed) {
    Shared& shared = shared_of(host);
    shared.pace.finished(now(), elapsed);
    wake_shared(shared, shared.pace.ready_at());
  }
}

Engine::Jar& Engine::jar_of(Host& host) {
  if (host.jar == nullptr) {
    host.jar = &jars_[url::registrable_domain(host.host)];
    if (host.jar->share == nullptr) {
      host.jar->share = curl_share_init();
      OIT_CHECK(host.jar->share != nullptr);
      curl_share_setopt(host.jar->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    }
  }
  return *host.jar;
}

void Engine::count_cookies(Transfer& transfer, Host& host, std::size_t bytes) {
  Jar& jar = jar_of(host);
  jar.bytes += bytes;
  if (jar.bytes <= kMostCookieBytes) return;
  jar.bytes = 0;  // a site that sets new ones with every page would fill the memory
  curl_easy_setopt(transfer.handle(), CURLOPT_COOKIELIST, "ALL");
}

}  // namespace oit::net
