#include "render/painter.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/check.h"

namespace oit::render {
namespace {

using model::FetchOutcome;
using std::chrono::milliseconds;

constexpr int kStartsInVain = 2;
constexpr int kCrashes = 2;
constexpr std::chrono::seconds kLookEvery{1};
constexpr std::chrono::seconds kLongestSleep{60};

/// The line of a browser's last words that tells most.
std::string reason_in(const std::string& words) {
  for (const std::string_view sign : {"sandbox", "FATAL", "error while loading", "not supported"})
    if (const auto at = words.find(sign); at != std::string::npos) {
      const auto begin = words.rfind('\n', at) + 1;  // npos + 1 is the beginning
      return words.substr(begin, std::min(words.find('\n', at) - begin, std::size_t{300}));
    }
  return {};
}

/// The answers come to the painter's own thread by `post`.
PartRobots::Ask robots_for(const PainterOptions& options,
                           std::function<void(std::function<void()>)> post) {
  if (!options.ask_robots) return nullptr;
  return [ask = options.ask_robots, post = std::move(post)](const url::Url& url, model::Owner owner,
                                                            PartRobots::Told told) {
    ask(url, owner, [post, told = std::move(told)](net::RobotsVerdict verdict) {
      post([told, verdict = std::move(verdict)] { told(verdict); });
    });
  };
}

}  // namespace

Painter::Painter(PainterOptions options, Proxy& proxy, const net::FetchLimits& limits,
                 const std::vector<url::Url>& seeds)
    : options_(std::move(options)),
      proxy_(proxy),
      manners_(limits, seeds),
      robots_(robots_for(options_, [this](auto work) { post(std::move(work)); })),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {
  OIT_CHECK(wake_ >= 0);
}

Painter::~Painter() {
  thread_.request_stop();
  post([] {});
  thread_.join();
  ::close(wake_);
}

void Painter::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    inbox_.push_back(std::move(work));
  }
  const std::uint64_t one = 1;
  static_cast<void>(::write(wake_, &one, sizeof one) > 0);  // full: it wakes anyway
}

void Painter::draw(model::Request request, Done done) {
  const auto now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    waits_[request.owner].since = now;
  }
  post([this, job = Job{std::move(request), std::move(done), 0, now}]() mutable {
    waiting_.push_back(std::move(job));
  });
}

void Painter::cancel(std::optional<model::Owner> owner) {
  post([this, owner] {
    const auto is_meant = [&](const Job& job) { return !owner || job.request.owner == *owner; };
    for (auto at = waiting_.begin(); at != waiting_.end();) {
      if (is_meant(*at)) {
        answer(*at, FetchOutcome::cancelled, "cancelled");
        at = waiting_.erase(at);
      } else {
        ++at;
      }
    }
    for (auto at = active_.begin(); at != active_.end();) {
      if (is_meant(at->job)) {
        answer(at->job, FetchOutcome::cancelled, "cancelled");
        at = active_.erase(at);
      } else {
        ++at;
      }
    }
  });
}

void Painter::leave(model::Owner owner) {
  post([this, owner] {
    {
      const std::lock_guard lock(mutex_);
      waits_.erase(owner);
    }
    proxy_.forget(std::to_string(owner));
    if (!browser_) return;
    browser_->asked_profiles.erase(owner);
    const auto profile = browser_->profiles.extract(owner);
    if (!profile.empty())
      browser_->devtools->send("", "Target.disposeBrowserContext",
                               {{"browserContextId", profile.mapped().context}});
  });
}

milliseconds Painter::waited(model::Owner owner) const {
  const std::lock_guard lock(mutex_);
  const auto found = waits_.find(owner);
  if (found == waits_.end()) return {};
  const auto& wait = found->second;
  if (!wait.since) return wait.total;
  return wait.total +
         std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - *wait.since);
}

void Painter::end_wait(model::Owner owner) {
  const auto so_far = waited(owner);
  const std::lock_guard lock(mutex_);
  if (const auto found = waits_.find(owner); found != waits_.end())
    found->second = {so_far, std::nullopt};
}

std::string Painter::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

std::size_t Painter::browsers() const {
  const std::lock_guard lock(mutex_);
  return browsers_;
}

void Painter::serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    run_inbox();
    const auto now = std::chrono::steady_clock::now();
    if (!waiting_.empty() && !browser_) start_browser();
    begin_waiting();
    const auto next = tick(now);
    collect();
    look_after(now);
    wait(next);
  }
  run_inbox();
  for (auto& active : active_) answer(active.job, FetchOutcome::cancelled, "cancelled");
  for (auto& job : waiting_) answer(job, FetchOutcome::cancelled, "cancelled");
  active_.clear();
  browser_.reset();
}

void Painter::run_inbox() {
  std::vector<std::function<void()>> work;
  {
    const std::lock_guard lock(mutex_);
    work.swap(inbox_);
  }
  for (const auto& item : work) item();
}

void Painter::answer(Job& job, FetchOutcome outcome, const std::string& why) {
  model::Response response;
  response.requested = response.url = job.request.url;
  response.outcome = outcome;
  response.why = why;
  response.fetched_at = std::chrono::system_clock::now();
  end_wait(job.request.owner);
  job.done(std::move(response));
}

/// No page can be drawn on this machine: whoever waits is told so, and whoever comes later.
void Painter::give_up(const std::string& why) {
  {
    const std::lock_guard lock(mutex_);
    trouble_ = why;
  }
  for (auto& job : waiting_) answer(job, FetchOutcome::budget, why);
  waiting_.clear();
}

void Painter::start_browser() {
  if (const auto why = trouble(); !why.empty()) return give_up(why);
  auto process = BrowserProcess::start(options_.browser);
  if (!process) return give_up(process.error().message);
  {
    const std::lock_guard lock(mutex_);
    ++browsers_;
  }
  browser_ = std::unique_ptr<Browser>(new Browser{std::move(*process), nullptr, {}, {}});
  browser_->began = browser_->looked_at = std::chrono::steady_clock::now();
  browser_->devtools =
      std::make_unique<DevTools>(browser_->process.in(), browser_->process.out(),
                                 [this](const std::string& session, const std::string& method,
                                        const Json& what) { happened(session, method, what); });
  auto& devtools = *browser_->devtools;
  devtools.send("", "Target.setDiscoverTargets", {{"discover", true}});
  devtools.ask(this, "", "Browser.getVersion", Json::object(),
               [this](const Json* result, const std::string&) {
                 browser_->is_ready = result != nullptr;
                 browser_->is_gone = result == nullptr;
                 failed_starts_ = 0;
               });
}

/// The browser has crashed, grown or drawn enough. Pages in it are drawn once more.
void Painter::end_browser() {
  if (!browser_->is_ready) {
    const auto words = reason_in(browser_->process.last_words());
    const bool is_in_vain = ++failed_starts_ >= kStartsInVain;
    browser_.reset();
    if (is_in_vain)
      give_up("the browser " + options_.browser.program + " does not start" +
              (words.empty() ? "" : ": " + words));
    return;
  }
  for (auto& active : active_) active.drawing->crash();
  collect();
  browser_.reset();
}

/// A page that was in a crash is drawn alone: it may be the cause of the next one.
bool Painter::may_begin(const Job& job) const {
  const bool is_suspect = job.crashes > 0;
  const bool has_suspect =
      std::ranges::any_of(active_, [](const Active& one) { return one.job.crashes > 0; });
  const bool is_same = std::ranges::any_of(
      active_, [&](const Active& one) { return one.job.request.owner == job.request.owner; });
  return !has_suspect && !(is_suspect && !active_.empty()) && !is_same &&
         active_.size() < options_.pages_at_once;
}

void Painter::begin_waiting() {
  if (!browser_ || !browser_->is_ready || browser_->is_gone) return;
  const bool is_worn = browser_->pages >= options_.pages_per_browser;
  for (auto at = waiting_.begin(); at != waiting_.end() && !is_worn;) {
    if (!may_begin(*at)) {
      ++at;
      continue;
    }
    Profile* const profile = profile_of(at->request.owner);
    if (profile == nullptr) {
      ++at;
      continue;
    }
    end_wait(at->request.owner);
    ++browser_->pages;
    auto& active = active_.emplace_back();
    active.job = std::move(*at);
    active.drawing = std::make_unique<Drawing>(
        Surroundings{*browser_->devtools, manners_, proxy_, robots_, options_.counters},
        options_.drawing, active.job.request, *profile);
    at = waiting_.erase(at);
  }
}

/// The owner's profile; null while the browser makes one.
Profile* Painter::profile_of(model::Owner owner) {
  if (const auto found = browser_->profiles.find(owner); found != browser_->profiles.end())
    return &found->second;
  if (!browser_->asked_profiles.insert(owner).second) return nullptr;
  browser_->devtools->ask(this, "", "Target.createBrowserContext", {{"disposeOnDetach", true}},
                          [this, owner](const Json* result, const std::string&) {
                            if (result == nullptr) {
                              browser_->is_gone = true;
                              return;
                            }
                            const auto& context = text_at(*result, "browserContextId");
                            browser_->devtools->send(
                                "", "Browser.setDownloadBehavior",
                                {{"behavior", "deny"}, {"browserContextId", context}});
                            browser_->profiles[owner].context = context;
                          });
  return nullptr;
}

void Painter::happened(const std::string& session, const std::string& method, const Json& what) {
  if (session.empty()) {
    if (method != "Target.targetCreated") return;
    const auto& target = object_at(what, "targetInfo");
    const bool is_popup = text_at(target, "type") == "page" && target.contains("openerId");
    if (is_popup)
      browser_->devtools->send("", "Target.closeTarget",
                               {{"targetId", text_at(target, "targetId")}});
    return;
  }
  for (auto& active : active_)
    if (active.drawing->session() == session) active.drawing->happened(method, what);
}

Painter::Time Painter::tick(Time now) {
  auto next = std::min(now + kLongestSleep, manners_.let_go(now));
  for (auto& active : active_) next = std::min(next, active.drawing->tick(now));
  return next;
}

void Painter::collect() {
  for (auto at = active_.begin(); at != active_.end();) {
    if (at->drawing->end() == Drawing::End::open) {
      ++at;
      continue;
    }
    last_use_ = std::chrono::steady_clock::now();
    const bool is_crashed = at->drawing->end() == Drawing::End::crashed;
    auto response = at->drawing->take();
    auto job = std::move(at->job);
    at = active_.erase(at);
    if (!is_crashed) {
      job.done(std::move(response));
    } else if (++job.crashes >= kCrashes) {
      answer(job, FetchOutcome::reset, "the browser crashed over it, twice");
    } else {
      waiting_.push_front(std::move(job));
    }
  }
}

void Painter::look_after(Time now) {
  if (!browser_) return;
  auto& browser = *browser_;
  const bool is_slow = !browser.is_ready && now - browser.began > options_.start;
  bool is_large = false;
  if (now - browser.looked_at > kLookEvery && !active_.empty()) {
    browser.looked_at = now;
    is_large = browser.process.memory() > options_.memory_bytes;
  }
  const bool is_worn = browser.pages >= options_.pages_per_browser && active_.empty();
  const bool is_idle = active_.empty() && waiting_.empty() && now - last_use_ > options_.idle &&
                       now - browser.began > options_.idle;
  if (browser.is_gone || is_slow || is_large || is_worn || is_idle) end_browser();
}

/// Until something happens or `until` has come.
void Painter::wait(Time until) {
  const auto now = std::chrono::steady_clock::now();
  if (browser_) until = std::min<Time>(until, now + kLookEvery);
  if ((browser_ && browser_->is_gone) || (!browser_ && !waiting_.empty())) until = now;
  const auto time = std::chrono::ceil<milliseconds>(until - now).count();
  const bool has_browser = browser_ && !browser_->is_gone;
  const bool wants_to_write = has_browser && browser_->devtools->wants_to_write();
  std::array<pollfd, 3> files{{{wake_, POLLIN, 0},
                               {has_browser ? browser_->process.out() : -1, POLLIN, 0},
                               {wants_to_write ? browser_->process.in() : -1, POLLOUT, 0}}};
  ::poll(files.data(), files.size(), static_cast<int>(std::clamp<std::int64_t>(time, 0, 60'000)));
  std::uint64_t count = 0;
  static_cast<void>(::read(wake_, &count, sizeof count) > 0);
  if (!has_browser) return;
  if (!browser_->devtools->write() || !browser_->devtools->read()) browser_->is_gone = true;
}

}  // namespace oit::render
