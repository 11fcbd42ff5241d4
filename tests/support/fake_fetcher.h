#pragma once
#include <stdlib.h>  // mkstemp
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "net/fetcher.h"

namespace oit::test {

/// A Fetcher over a map of answers: no sockets, no pace, no limits. What is not in the map is 404.
/// Addresses are given as people write them and compared as `url::Url`.
class FakeFetcher final : public net::Fetcher {
 public:
  /// A page 200 in UTF-8 HTML.
  void add_page(std::string_view address, std::string html) {
    add(address, answer(model::FetchOutcome::ok, 200, "text/html", std::move(html)));
  }

  /// A document, spooled to a file as the real fetcher does.
  void add_document(std::string_view address, std::string bytes, std::string content_type) {
    add(address, answer(model::FetchOutcome::ok, 200, std::move(content_type), std::move(bytes)));
    spooled_.insert(url::Url::parse(address).value().text());
  }

  void add_failure(std::string_view address, model::FetchOutcome outcome, int status = 0) {
    add(address, answer(outcome, status, "text/html", ""));
  }

  /// `from` answers like `to`, with the redirect on record.
  void add_redirect(std::string_view from, std::string_view to) {
    redirects_[url::Url::parse(from).value().text()] = url::Url::parse(to).value();
  }

  /// Any answer; `requested`, `url` and `fetched_at` are filled in when it is given out.
  void add(std::string_view address, model::Response response) {
    answers_[url::Url::parse(address).value().text()] = std::move(response);
  }

  /// Answers what `answer_to` makes of the request: another one for each try, or for what is known.
  void answer_with(std::string_view address,
                   std::function<model::Response(const model::Request&)> answer_to) {
    makers_[url::Url::parse_keeping_route(address).value().text()] = std::move(answer_to);
  }

  static model::Response answer(model::FetchOutcome outcome, int status, std::string type,
                                std::string body) {
    model::Response response;
    response.outcome = outcome;
    response.status = status;
    response.content_type = std::move(type);
    response.body_bytes = body.size();
    response.wire_bytes = body.size();
    response.requests = 1;
    response.body = std::move(body);
    return response;
  }

  /// Lets names be found only after a while.
  void delay_lookups(std::chrono::milliseconds delay) { lookup_delay_ = delay; }

  /// Every file below `folder` under `origin`, as fixtures/serve.py names them ("x.php?id=1" with
  /// "%2F" for a slash in the query); index files also answer for their folder.
  void add_folder(std::string_view origin, const std::filesystem::path& folder);

  /// Answers for pages robots.txt of that origin would say; absent unless set.
  void set_robots(std::string_view origin, net::RobotsVerdict verdict) {
    robots_[url::Url::parse(origin).value().origin()] = std::move(verdict);
  }

  /// Gives answers in another order than asked, the same for the same seed: what a crawl reports
  /// must not depend on it.
  void shuffle(unsigned seed) { random_.emplace_back(seed); }

  /// Addresses asked so far, in order.
  const std::vector<std::string>& asked() const { return asked_; }

  /// The same as they were asked.
  const std::vector<model::Request>& requests() const { return requests_; }

  void fetch(model::Request request, Done done) override;
  void robots(const url::Url& origin_of, model::Owner owner,
              std::function<void(net::RobotsVerdict)> done) override;
  void post(std::function<void()> work) override;
  void after(std::chrono::milliseconds delay, std::function<void()> work) override;
  void run() override;
  void stop() override { is_stopped_ = true; }
  void cancel_all() override;
  void cancel(model::Owner owner) override;
  std::chrono::milliseconds waited(model::Owner /*owner*/) const override { return {}; }
  void leave(model::Owner /*owner*/) override {}
  void look_up(const url::Url& url, std::function<void(std::string)> done) override {
    auto found = [host = std::string(url.host()), done = std::move(done)] { done(host); };
    if (lookup_delay_.count() > 0)
      after(lookup_delay_, std::move(found));
    else
      post(std::move(found));
  }

 private:
  struct Waiting {
    model::Request request;
    Done done;
  };

  model::Response response_to(const model::Request& request) const;
  void spool(model::Response& response) const;
  void cancel_where(const std::function<bool(const model::Request&)>& is_meant);

  std::map<std::string, model::Response> answers_;
  std::set<std::string> spooled_;
  std::map<std::string, url::Url> redirects_;
  std::map<std::string, net::RobotsVerdict> robots_;
  std::map<std::string, std::function<model::Response(const model::Request&)>> makers_;
  std::chrono::milliseconds lookup_delay_{0};
  std::vector<std::string> asked_;
  std::vector<model::Request> requests_;
  std::vector<std::mt19937> random_;  // none or one
  std::deque<Waiting> waiting_;
  std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> timers_;
  bool is_stopped_ = false;
  std::mutex mutex_;  // guards inbox_ alone
  std::condition_variable filled_;
  std::deque<std::function<void()>> inbox_;
};

inline void FakeFetcher::add_folder(std::string_view origin, const std::filesystem::path& folder) {
  static const std::map<std::string, std::string> kTypes{
      {".pdf", "application/pdf"}, {".doc", "application/msword"}, {".xml", "application/xml"},
      {".png", "image/png"},       {".jpg", "image/jpeg"},         {".txt", "text/plain"}};
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::string name = std::filesystem::relative(entry.path(), folder).generic_string();
    const auto mark = name.find('?');
    for (auto at = name.find("%2F", mark); mark != name.npos && at != name.npos;
         at = name.find("%2F", at))
      name.replace(at, 3, "/");
    std::ifstream file(entry.path(), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto type = kTypes.find(std::filesystem::path(name.substr(0, mark)).extension());
    const std::string address = std::string(origin) + '/' + name;
    const std::string leaf = entry.path().filename();
    if (type != kTypes.end() && type->second != "application/xml" && type->second != "text/plain") {
      add_document(address, std::move(bytes), type->second);
    } else if (type != kTypes.end()) {
      add(address, answer(model::FetchOutcome::ok, 200, type->second, std::move(bytes)));
    } else {
      if (leaf == "index.html" || leaf == "index.php" || leaf == "index.htm")
        add_page(address.substr(0, address.size() - leaf.size()), bytes);
      add_page(address, std::move(bytes));
    }
  }
}

inline model::Response FakeFetcher::response_to(const model::Request& request) const {
  url::Url at = request.url;
  std::vector<url::Url> passed;
  for (auto next = redirects_.find(at.text()); next != redirects_.end() && passed.size() < 10;
       next = redirects_.find(at.text())) {
    passed.push_back(at);
    at = next->second;
  }
  const auto found = answers_.find(at.text());
  model::Response response = found == answers_.end() ? answer(model::FetchOutcome::not_found, 404,
                                                              "text/html", "<title>404</title>")
                                                     : found->second;
  if (const auto maker = makers_.find(at.text()); maker != makers_.end())
    response = maker->second(request);
  if (spooled_.contains(at.text())) spool(response);
  response.requested = request.url;
  response.url = at;
  response.redirects = std::move(passed);
  response.fetched_at = std::chrono::system_clock::time_point(std::chrono::hours(24 * 365 * 53));
  return response;
}

inline void FakeFetcher::spool(model::Response& response) const {
  std::string path = (std::filesystem::temp_directory_path() / "oitcheck-test-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  if (file >= 0) ::close(file);
  std::ofstream(path, std::ios::binary) << response.body;
  response.body.clear();
  response.spool_path = path;
}

inline void FakeFetcher::fetch(model::Request request, Done done) {
  asked_.push_back(request.url.text());
  requests_.push_back(request);
  waiting_.push_back({std::move(request), std::move(done)});
}

inline void FakeFetcher::robots(const url::Url& origin_of, model::Owner /*owner*/,
                                std::function<void(net::RobotsVerdict)> done) {
  const auto found = robots_.find(origin_of.origin());
  post([verdict = found == robots_.end() ? net::RobotsVerdict() : found->second,
        done = std::move(done)] { done(verdict); });
}

inline void FakeFetcher::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    inbox_.push_back(std::move(work));
  }
  filled_.notify_one();
}

inline void FakeFetcher::after(std::chrono::milliseconds delay, std::function<void()> work) {
  timers_.emplace(std::chrono::steady_clock::now() + delay, std::move(work));
}

inline void FakeFetcher::run() {
  is_stopped_ = false;
  while (!is_stopped_) {
    std::deque<std::function<void()>> work;
    {
      std::unique_lock lock(mutex_);
      auto until = std::chrono::steady_clock::now() + std::chrono::seconds(1);
      if (!timers_.empty()) until = std::min(until, timers_.begin()->first);
      if (waiting_.empty()) filled_.wait_until(lock, until, [this] { return !inbox_.empty(); });
      work.swap(inbox_);
    }
    for (const auto& item : work) item();
    if (!timers_.empty() && timers_.begin()->first <= std::chrono::steady_clock::now()) {
      const auto due = std::move(timers_.begin()->second);
      timers_.erase(timers_.begin());
      due();
    }
    if (waiting_.empty() || is_stopped_) continue;
    const auto pick = random_.empty() ? 0 : random_.front()() % waiting_.size();
    const auto chosen = waiting_.begin() + static_cast<std::ptrdiff_t>(pick);
    const Waiting next = std::move(*chosen);
    waiting_.erase(chosen);
    next.done(response_to(next.request));
  }
}

inline void FakeFetcher::cancel_where(const std::function<bool(const model::Request&)>& is_meant) {
  std::deque<Waiting> all;
  all.swap(waiting_);
  for (auto& entry : all) {
    if (!is_meant(entry.request)) {
      waiting_.push_back(std::move(entry));
      continue;
    }
    post([entry = std::move(entry)] {
      model::Response response;
      response.requested = response.url = entry.request.url;
      response.outcome = model::FetchOutcome::cancelled;
      entry.done(std::move(response));
    });
  }
}

inline void FakeFetcher::cancel_all() {
  cancel_where([](const model::Request&) { return true; });
}

inline void FakeFetcher::cancel(model::Owner owner) {
  cancel_where([owner](const model::Request& request) { return request.owner == owner; });
}

}  // namespace oit::test
