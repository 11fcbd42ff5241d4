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
constexpr std::chrono::seconds kIdle{60}, kSweepEvery{20};
constexpr std::size_t kMostCookieBytes = 262'144;  // of one jar

bool is_literal(std::string_view host) {
  return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

PaceRules Engine::pace_rules(bool is_relaxed, const std::string& host) const {
  PaceRules rules{limits_.auto_delay, limits_.min_delay, limits_.most_delay, limits_.fixed_delay,
                  std::clamp(limits_.connections_per_host, 1, kMostPolite)};
  if (const auto own = limits_.host_delays.find(host); own != limits_.host_delays.end()) {
    rules.auto_delay = false;
    rules.fixed_delay = own->second;
  }
  if (is_relaxed) {  // asked as fast as it answers, unless the operator named a pace
    rules.connections = kMostRelaxed;
    if (rules.auto_delay) rules.fixed_delay = {};
    rules.auto_delay = false;
  }
  if (limits_.ignore_politeness) rules = PaceRules{false, {}, {}, {}, limits_.connections_total};
  return rules;
}

Engine::Host& Engine::host_of(const url::Url& url) {
  const std::string place = place_of(url);
  auto& slot = hosts_[place];
  if (!slot) {
    const bool is_relaxed = limits_.ignore_politeness || relaxed_places_.contains(place);
    slot = std::unique_ptr<Host>(
        new Host{.host = std::string(url.host()),
                 .place = place,
                 .queue = {},
                 .pace = Pace(pace_rules(is_relaxed, std::string(url.host()))),
                 .is_relaxed = is_relaxed,
                 .may_be_private = allow_.allows(url),
                 .addresses = {},
                 .ip = {},
                 .failure_why = {},
                 .tls_detail = {},
                 .asking = {},
                 .origins = {}});
    if (is_literal(slot->host)) {
      slot->name = Host::Name::known;
      slot->ip = slot->host;
    }
  }
  return *slot;
}

/// From its first question until it leaves: a robots.txt still on its way then is nobody's.
void Engine::note_owner(model::Owner owner) {
  if (owner != 0) owners_.try_emplace(owner);
}

void Engine::note_owner(Host& host, model::Owner owner) {
  const auto found = owners_.find(owner);
  if (found != owners_.end() && found->second.places.insert(host.place).second) ++host.owners;
}

/// The owner of the host's next request waits for others that share its address. Another host of
/// its own that holds it up is its own affair.
void Engine::note_waiting(const Host& host, const Shared& shared) {
  const Job* job = find(host.queue.front());
  if (job == nullptr || job->request.owner == shared.last) return;
  const auto owner = owners_.find(job->request.owner);
  if (owner == owners_.end() || owner->second.waiting_since) return;
  owner->second.waiting_since = std::max(now(), host.pace.ready_at());
}

void Engine::end_waiting(const Job& job) {
  const auto owner = owners_.find(job.request.owner);
  if (owner == owners_.end() || !owner->second.waiting_since) return;
  owner->second.waited = waited(job.request.owner);
  owner->second.waiting_since.reset();
}

std::chrono::milliseconds Engine::waited(model::Owner owner) const {
  const auto found = owners_.find(owner);
  if (found == owners_.end()) return {};
  auto waited = found->second.waited;
  if (const auto since = found->second.waiting_since; since && *since < now())
    waited += std::chrono::duration_cast<std::chrono::milliseconds>(now() - *since);
  return waited;
}

void Engine::leave(model::Owner owner) {
  const auto found = owners_.find(owner);
  if (found == owners_.end()) return;
  for (const auto& place : found->second.places) {
    const auto host = hosts_.find(place);
    if (host == hosts_.end() || --host->second->owners > 0) continue;
    let_rest(*host->second);
  }
  owners_.erase(found);
  if (now() < next_sweep_) return;
  next_sweep_ = now() + kSweepEvery;
  forget_idle();
}

/// Nobody uses the host now: whoever does next finds out anew whether it can be reached.
void Engine::let_rest(Host& host) {
  host.idle_since = now();
  host.connect_failures = 0;
  if (host.name == Host::Name::failed && host.failure != FetchOutcome::blocked_address) {
    host.name = Host::Name::unknown;
    host.failure = FetchOutcome::ok;
  }
  std::erase_if(host.origins, [this](const std::string& name) {
    const auto origin = origins_.find(name);
    const bool is_bad = origin->second->failure.has_value();
    if (is_bad) origins_.erase(origin);
    return is_bad;
  });
}

/// Nobody uses it, nothing points to it, and its pace has long been kept.
bool Engine::is_forgettable(const Host& host) const {
  const bool is_asked = std::ranges::any_of(host.origins, [this](const std::string& origin) {
    return origins_.at(origin)->state == Origin::State::asked;
  });
  return !is_asked && host.owners == 0 && host.queue.empty() && host.pace.running() == 0 &&
         !host.is_wake_set && !host.is_waiting && host.name != Host::Name::asked &&
         host.asking.empty() &&
         now() - host.idle_since > std::max<Time::duration>(kIdle, limits_.most_delay);
}

/// A run over thousands of sites must not remember every host it ever met.
void Engine::forget_idle() {
  for (auto at = hosts_.begin(); at != hosts_.end();) {
    const Host& host = *at->second;
    if (!is_forgettable(host)) {
      ++at;
      continue;
    }
    for (const auto& origin : host.origins) origins_.erase(origin);
    if (const auto shared = shared_.find(host.ip); shared != shared_.end())
      std::erase(shared->second->waiting, &host);
    at = hosts_.erase(at);
  }
  std::set<std::string> addresses;
  std::set<const Jar*> jars;
  for (const auto& [place, host] : hosts_) {
    addresses.insert(host->ip);
    jars.insert(host->jar);
  }
  std::erase_if(shared_, [&](const auto& entry) {
    const Shared& shared = *entry.second;
    return !addresses.contains(entry.first) && shared.waiting.empty() && !shared.is_wake_set &&
           shared.pace.running() == 0;
  });
  std::erase_if(jars_, [&](const auto& entry) {
    return !jars.contains(&entry.second) && curl_share_cleanup(entry.second.share) == CURLSHE_OK;
  });
}

Engine::Shared& Engine::shared_of(const Host& host) {
  auto& slot = shared_[host.ip];
  if (!slot) slot = std::unique_ptr<Shared>(new Shared{Pace(pace_rules(false, {})), {}});
  return *slot;
}

void Engine::enqueue(Job& job, bool in_front) {
  Host& host = host_of(job.url);
  note_owner(host, job.request.owner);
  if (in_front) {
    host.queue.push_front(job.id);
  } else {
    host.queue.push_back(job.id);
  }
  start_next(host);
}

/// The numbers of requests that were cancelled: they must neither be waited for nor hide who waits.
void Engine::drop_ended(Host& host) {
  while (!host.queue.empty() && find(host.queue.front()) == nullptr) host.queue.pop_front();
}

void Engine::start_next(Host& host) {
  for (drop_ended(host); !host.queue.empty(); drop_ended(host)) {
    if (answer_from_breaker(host)) continue;
    if (!is_ready_to_start(host)) return;
    Job& job = *find(host.queue.front());
    host.queue.pop_front();
    start(job, host);
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
    if (!shared.pace.has_room() || shared.pace.ready_at() > ready_at) note_waiting(host, shared);
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
  host.lookup = ++lookups_;
  // By name and number: a host may be forgotten, or asked for anew, while a slow name service still
  // thinks and while an earlier lookup's clock still runs.
  const auto take = [this, place = host.place, number = host.lookup](const Lookup& lookup) {
    const auto found = hosts_.find(place);
    if (found != hosts_.end() && found->second->lookup == number)
      take_lookup(*found->second, lookup);
  };
  const bool is_taken = resolver_->look_up(host.host, [this, take](Lookup lookup) {
    post([take, lookup = std::move(lookup)] { take(lookup); });
  });
  OIT_CHECK(is_taken);
  after(limits_.connect, [take] {
    take(Lookup{Lookup::Result::no_answer, {}, false, "looking it up took too long"});
  });
}

void Engine::look_up(const url::Url& url, std::function<void(std::string)> done) {
  Host& host = host_of(url);
  host.idle_since = now();
  if (host.name == Host::Name::known) {
    ready_.emplace_back([ip = host.ip, done = std::move(done)] { done(ip); });
    return;
  }
  host.asking.push_back(std::move(done));
  if (host.name != Host::Name::asked) look_up(host);
}

void Engine::take_lookup(Host& host, Lookup lookup) {
  if (host.name != Host::Name::asked) return;  // the clock was faster, or there is one already
  host.name = Host::Name::failed;
  host.failed_at = now();
  std::string first = lookup.addresses.empty() ? "" : lookup.addresses.front();
  for (auto& asking : host.asking)
    ready_.emplace_back([first, done = std::move(asking)] { done(first); });
  host.asking.clear();
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
  end_waiting(job);
  const auto& known = job.request.known;
  job.is_conditional = known.url == job.url && !(known.etag.empty() && known.last_modified.empty());
  host.pace.started(now());
  if (!host.is_relaxed) {
    Shared& shared = shared_of(host);
    shared.pace.started(now());
    shared.last = job.request.owner;
  }
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
                    .cookies = jar_of(host).share,
                    .patience = std::max(job.request.patience, 1),
                    .etag = job.is_conditional ? known.etag : "",
                    .last_modified = job.is_conditional ? known.last_modified : ""},
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
