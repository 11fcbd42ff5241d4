#include "base/check.h"
#include "net/engine.h"

namespace oit::net {
namespace {

using model::FetchOutcome;

constexpr std::string_view kProduct = "oitcheck";

/// Failures that a page of the same origin would meet as well: they say more than "robots.txt could
/// not be read".
bool is_of_host(FetchOutcome outcome) {
  return outcome == FetchOutcome::no_such_host || outcome == FetchOutcome::no_network ||
         outcome == FetchOutcome::refused || outcome == FetchOutcome::blocked_address ||
         outcome == FetchOutcome::tls_failed || outcome == FetchOutcome::cancelled;
}

/// RFC 9309, section 2.3.1: an answer 4xx and endless redirects mean that there is none; 5xx and
/// silence mean that the server is not well, and nothing may be read.
bool is_absent(const model::Response& response) {
  const bool is_refusal = response.status >= 400 && response.status < 500;
  return is_refusal || response.outcome == FetchOutcome::too_many_redirects ||
         response.outcome == FetchOutcome::bad_redirect;
}

std::string path_and_query(const url::Url& url) { return url.text().substr(url.origin().size()); }

}  // namespace

void Engine::route(Job& job, bool in_front) {
  if (job.is_robots || limits_.ignore_robots || job.request.purpose == model::Purpose::robots)
    return enqueue(job, in_front);
  auto& slot = origins_[job.url.origin()];
  if (!slot) slot = std::make_unique<Origin>();
  Origin& origin = *slot;
  if (origin.state != Origin::State::known) {
    origin.waiting.emplace_back([this, id = job.id, in_front] {
      if (Job* waiting = find(id)) route(*waiting, in_front);
    });
    if (origin.state == Origin::State::unknown) ask_robots(job.url, job.request.owner);
  } else if (origin.failure) {
    finish(job, *origin.failure, origin.why);
  } else if (!origin.rules.allows(path_and_query(job.url))) {
    finish(job, FetchOutcome::robots_disallowed, "robots.txt forbids this address");
  } else {
    enqueue(job, in_front);
  }
}

void Engine::ask_robots(const url::Url& url, model::Owner owner) {
  origins_.at(url.origin())->state = Origin::State::asked;
  host_of(url).origins.insert(url.origin());
  auto address = url::Url::parse(url.origin() + "/robots.txt");
  OIT_CHECK(address.has_value());
  model::Request request{.url = std::move(*address),
                         .purpose = model::Purpose::robots,
                         .referrer = {},
                         .owner = owner};
  Job& job = make_job(std::move(request),
                      [this, url](const model::Response& response) { take_robots(url, response); });
  job.is_robots = true;
  enqueue(job, true);
}

void Engine::take_robots(const url::Url& url, const model::Response& response) {
  Origin& origin = *origins_.at(url.origin());
  origin.state = Origin::State::known;
  origin.verdict.status = response.status;
  if (response.outcome == FetchOutcome::ok || response.outcome == FetchOutcome::empty) {
    origin.rules = Robots(response.body, kProduct);
    origin.verdict.state = RobotsVerdict::State::read;
    origin.verdict.rules = origin.rules;
    origin.verdict.forbids_all = origin.rules.forbids_all();
    origin.verdict.crawl_delay = origin.rules.crawl_delay();
    origin.verdict.sitemaps = origin.rules.sitemaps();
    if (limits_.keep_heads) origin.verdict.text = response.body;
    Host& host = host_of(url);
    if (!host.is_relaxed) host.pace.set_crawl_delay(origin.rules.crawl_delay());
  } else if (!is_absent(response)) {
    origin.verdict.state = RobotsVerdict::State::unreachable;
    const bool tells_more = is_of_host(response.outcome) && response.redirects.empty();
    origin.failure = tells_more ? response.outcome : FetchOutcome::robots_unreachable;
    origin.why = tells_more ? response.why : "robots.txt could not be read: " + response.why;
  }
  std::deque<std::function<void()>> waiting;
  waiting.swap(origin.waiting);
  for (const auto& resume : waiting) resume();
  // A host that was only slow to be reached may answer later: the breaker decides, not this cache.
  // By name: whoever was told may have left, and the last to leave takes a bad origin along.
  const auto at = origins_.find(url.origin());
  if (at == origins_.end() || !at->second->failure || !is_of_host(*at->second->failure)) return;
  at->second->state = Origin::State::unknown;
  at->second->failure.reset();
}

void Engine::robots(const url::Url& origin_of, model::Owner owner,
                    std::function<void(RobotsVerdict)> done) {
  note_owner(owner);
  auto& slot = origins_[origin_of.origin()];
  if (!slot) slot = std::make_unique<Origin>();
  Origin& origin = *slot;
  if (origin.state == Origin::State::known) {  // a copy: it may be forgotten before it is told
    note_owner(host_of(origin_of), owner);
    ready_.emplace_back([verdict = origin.verdict, done = std::move(done)] { done(verdict); });
    return;
  }
  origin.waiting.emplace_back([this, name = origin_of.origin(), done = std::move(done)] {
    const auto at = origins_.find(name);
    done(at == origins_.end() ? RobotsVerdict() : at->second->verdict);
  });
  if (origin.state == Origin::State::unknown) ask_robots(origin_of, owner);
}

}  // namespace oit::net
