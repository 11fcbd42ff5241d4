#include "render/part_robots.h"

#include <utility>

namespace oit::render {
namespace {

constexpr std::size_t kMostOrigins = 500;

bool allows(const net::RobotsVerdict& verdict, const url::Url& url) {
  return verdict.state != net::RobotsVerdict::State::unreachable &&
         verdict.rules.allows(url.text().substr(url.origin().size()));
}

}  // namespace

void PartRobots::check(const url::Url& url, model::Owner owner, std::function<void(bool)> then) {
  if (!ask_) return then(true);
  const auto name = url.origin();
  if (origins_.size() >= kMostOrigins && !origins_.contains(name))
    std::erase_if(origins_, [](const auto& entry) { return entry.second.is_known; });
  const auto [at, is_new] = origins_.try_emplace(name);
  auto& origin = at->second;
  if (origin.is_known) return then(allows(origin.verdict, url));
  origin.waiting.emplace_back(
      [this, name, url, then = std::move(then)] { then(allows(origins_.at(name).verdict, url)); });
  if (is_new)
    ask_(url, owner, [this, name](const net::RobotsVerdict& verdict) { take(name, verdict); });
}

void PartRobots::take(const std::string& name, const net::RobotsVerdict& verdict) {
  auto& origin = origins_.at(name);
  origin.verdict = verdict;
  for (const auto& go_on : std::exchange(origin.waiting, {})) go_on();
  // A server that was not well may be better when the next page is drawn.
  if (verdict.state == net::RobotsVerdict::State::unreachable)
    origins_.erase(name);
  else
    origin.is_known = true;
}

}  // namespace oit::render
