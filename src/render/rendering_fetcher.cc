#include "render/rendering_fetcher.h"

#include <utility>

#include "render/browser_flags.h"

namespace oit::render {
namespace {

/// Asks `inner` on its own thread, which is also the one that ends `life`: nobody is told later.
PartRobots::Ask robots_of(net::Fetcher& inner, const std::weak_ptr<const bool>& life) {
  return [&inner, life](const url::Url& url, model::Owner owner, PartRobots::Told told) {
    inner.post([&inner, life, url, owner, told = std::move(told)] {
      if (life.expired()) return;
      inner.robots(url, owner, [life, told](const net::RobotsVerdict& verdict) {
        if (!life.expired()) told(verdict);
      });
    });
  };
}

}  // namespace

Result<std::unique_ptr<RenderingFetcher>> RenderingFetcher::make(
    net::Fetcher& inner, PainterOptions options, const net::FetchLimits& limits,
    const std::vector<url::Url>& seeds) {
  auto proxy = Proxy::start(net::AllowList(limits.allow_private, seeds));
  if (!proxy) return pass_on(proxy);
  if (options.browser.arguments.empty())
    options.browser.arguments = browser_arguments((*proxy)->port(), limits.user_agent);
  auto life = std::make_shared<const bool>(true);
  if (!limits.ignore_robots) options.ask_robots = robots_of(inner, life);
  return std::unique_ptr<RenderingFetcher>(new RenderingFetcher(
      inner, std::move(*proxy), std::move(options), limits, seeds, std::move(life)));
}

RenderingFetcher::RenderingFetcher(net::Fetcher& inner, std::unique_ptr<Proxy> proxy,
                                   PainterOptions options, const net::FetchLimits& limits,
                                   const std::vector<url::Url>& seeds,
                                   std::shared_ptr<const bool> life)
    : inner_(inner),
      proxy_(std::move(proxy)),
      painter_(std::move(options), *proxy_, limits, seeds),
      life_(std::move(life)) {}

void RenderingFetcher::fetch(model::Request request, Done done) {
  if (request.purpose != model::Purpose::rendered)
    return inner_.fetch(std::move(request), std::move(done));
  painter_.draw(std::move(request), [this, done = std::move(done)](model::Response response) {
    auto shared = std::make_shared<model::Response>(std::move(response));
    inner_.post([done, shared] { done(std::move(*shared)); });
  });
}

void RenderingFetcher::robots(const url::Url& origin_of, model::Owner owner,
                              std::function<void(net::RobotsVerdict)> done) {
  inner_.robots(origin_of, owner, std::move(done));
}

void RenderingFetcher::cancel_all() {
  painter_.cancel(std::nullopt);
  inner_.cancel_all();
}

void RenderingFetcher::cancel(model::Owner owner) {
  painter_.cancel(owner);
  inner_.cancel(owner);
}

std::chrono::milliseconds RenderingFetcher::waited(model::Owner owner) const {
  return inner_.waited(owner) + painter_.waited(owner);
}

void RenderingFetcher::leave(model::Owner owner) {
  painter_.leave(owner);
  inner_.leave(owner);
}

}  // namespace oit::render
