#include "render/manners.h"

#include <algorithm>
#include <utility>

#include "net/address_filter.h"

namespace oit::render {
namespace {

constexpr int kMostPolite = 2, kMostRelaxed = 64;
constexpr std::size_t kMostPlaces = 500;
constexpr std::chrono::seconds kLongest{5};  // for an answer to begin

net::PaceRules rules_for(const net::FetchLimits& limits, const std::string& host, bool is_relaxed) {
  net::PaceRules rules{limits.auto_delay, limits.min_delay, limits.most_delay, limits.fixed_delay,
                       std::clamp(limits.connections_per_host, 1, kMostPolite)};
  if (const auto own = limits.host_delays.find(host); own != limits.host_delays.end()) {
    rules.auto_delay = false;
    rules.fixed_delay = own->second;
  }
  if (is_relaxed) {
    rules.connections = kMostRelaxed;
    if (rules.auto_delay) rules.fixed_delay = {};
    rules.auto_delay = false;
  }
  if (limits.ignore_politeness) rules = {false, {}, {}, {}, kMostRelaxed};
  return rules;
}

}  // namespace

Manners::Manners(net::FetchLimits limits, const std::vector<url::Url>& seeds)
    : limits_(std::move(limits)) {
  for (const auto& seed : seeds)
    if (net::is_loopback_host(seed.host())) relaxed_.insert(net::place_of(seed));
}

Manners::Place& Manners::place_of(const url::Url& url) {
  const auto name = net::place_of(url);
  if (places_.size() >= kMostPlaces && !places_.contains(name))
    std::erase_if(places_, [](const auto& entry) {
      return entry.second.line.empty() && entry.second.pace.running() == 0;
    });
  const auto at = places_.find(name);
  if (at != places_.end()) return at->second;
  const auto rules = rules_for(limits_, std::string(url.host()), relaxed_.contains(name));
  return places_.emplace(name, Place{net::Pace(rules), {}}).first->second;
}

void Manners::note_asked(const url::Url& url, Time now) {
  auto& pace = place_of(url).pace;
  pace.started(now);
  pace.finished(now, std::chrono::milliseconds(0));
}

std::uint64_t Manners::ask(const url::Url& url, Time now, Go go) {
  auto& place = place_of(url);
  place.line.push_back({++last_, std::move(go)});
  const auto number = last_;
  let_go(net::place_of(url), place, now);
  return number;
}

void Manners::let_go(const std::string& name, Place& place, Time now) {
  while (!place.line.empty() && place.pace.has_room() && place.pace.ready_at() <= now) {
    const auto next = std::move(place.line.front());
    place.line.pop_front();
    place.pace.started(now);
    running_[next.number] = {name, now};
    next.go();
  }
}

void Manners::finished(std::uint64_t number, Time now) {
  const auto running = running_.find(number);
  if (running == running_.end()) return;
  const auto name = running->second.place;
  const auto took = std::chrono::ceil<std::chrono::milliseconds>(now - running->second.since);
  running_.erase(running);
  auto& place = places_.at(name);
  place.pace.finished(now, took);
  let_go(name, place, now);
}

void Manners::drop(std::uint64_t number, Time now) {
  if (running_.contains(number)) return finished(number, now);
  for (auto& [name, place] : places_)
    std::erase_if(place.line, [number](const Waiting& one) { return one.number == number; });
}

Manners::Time Manners::let_go(Time now) {
  auto next = now + std::chrono::hours(1);
  std::vector<std::uint64_t> overdue;  // a stream that says nothing must not hold up the rest
  for (const auto& [number, running] : running_) {
    if (now - running.since >= kLongest) overdue.push_back(number);
    next = std::min(next, std::max(now, running.since + kLongest));
  }
  for (const auto number : overdue) finished(number, now);
  for (auto& [name, place] : places_) {
    let_go(name, place, now);
    if (!place.line.empty() && place.pace.has_room()) next = std::min(next, place.pace.ready_at());
  }
  return next;
}

}  // namespace oit::render
