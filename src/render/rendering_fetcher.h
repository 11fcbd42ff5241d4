#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "net/fetcher.h"
#include "net/http_fetcher.h"
#include "render/painter.h"

namespace oit::render {

/// A Fetcher that answers `Purpose::rendered` with the page as a browser draws it, and passes
/// everything else on.
///
/// Such an answer is like a page's: `url` is where scripts have led, `redirects` what was passed
/// through, `body` the drawn page as UTF-8 HTML, followed by a section with the words of JSON
/// answers it asked for. It is `truncated` when its time or its bytes were spent before it was
/// done. When no browser can be run, the outcome is `budget` and `why` tells. A private or
/// otherwise forbidden address is `blocked_address`, a page that crashes the browser twice `reset`,
/// one that never shows itself `timeout`.
///
/// Of the page itself robots.txt is not asked here: who asks for a page drawn has read it as a page
/// before. For its parts of the same site it holds, unless `limits` ignore it: a page that shows
/// hardly a word without them is `robots_disallowed`. Threads as Fetcher.
class RenderingFetcher final : public net::Fetcher {
 public:
  /// `inner` outlives the fetcher. `limits` and `seeds` are those of `inner`: the same addresses
  /// are allowed, and the same pace is kept. Errors: process (no port for the proxy).
  static Result<std::unique_ptr<RenderingFetcher>> make(net::Fetcher& inner, PainterOptions options,
                                                        const net::FetchLimits& limits,
                                                        const std::vector<url::Url>& seeds);

  /// Why pages cannot be drawn here; empty when they can, as far as is known. Any thread.
  std::string trouble() const { return painter_.trouble(); }

  const Painter& painter() const { return painter_; }
  const Proxy& proxy() const { return *proxy_; }

  void fetch(model::Request request, Done done) override;
  void robots(const url::Url& origin_of, model::Owner owner,
              std::function<void(net::RobotsVerdict)> done) override;
  void post(std::function<void()> work) override { inner_.post(std::move(work)); }
  void after(std::chrono::milliseconds delay, std::function<void()> work) override {
    inner_.after(delay, std::move(work));
  }
  void run() override { inner_.run(); }
  void stop() override { inner_.stop(); }
  void cancel_all() override;
  void cancel(model::Owner owner) override;
  std::chrono::milliseconds waited(model::Owner owner) const override;
  void leave(model::Owner owner) override;
  void look_up(const url::Url& url, std::function<void(std::string)> done) override {
    inner_.look_up(url, std::move(done));
  }

 private:
  RenderingFetcher(net::Fetcher& inner, std::unique_ptr<Proxy> proxy, PainterOptions options,
                   const net::FetchLimits& limits, const std::vector<url::Url>& seeds,
                   std::shared_ptr<const bool> life);

  net::Fetcher& inner_;
  std::unique_ptr<Proxy> proxy_;
  Painter painter_;
  std::shared_ptr<const bool> life_;
};

}  // namespace oit::render
