#include "net/engine.h"

#include <curl/curl.h>

#include <algorithm>

#include "base/check.h"

namespace oit::net {
namespace {

constexpr int kLookupThreads = 8;
constexpr int kLongestSleep = 1'000;  // milliseconds; posts wake the loop earlier

}  // namespace

Engine::Engine(FetchLimits limits, const std::vector<url::Url>& seeds, const Clock& clock)
    : limits_(std::move(limits)),
      allow_(limits_.allow_private, seeds),
      clock_(clock),
      multi_(curl_multi_init()),
      resolver_(std::make_unique<Resolver>(kLookupThreads)) {
  OIT_CHECK(multi_ != nullptr);
  for (const auto& seed : seeds)
    if (is_loopback_host(seed.host())) relaxed_places_.insert(place_of(seed));
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, static_cast<long>(limits_.connections_total));
}

Engine::~Engine() {
  resolver_.reset();  // nobody may wake the multi handle once it is gone
  for (Transfer* transfer : running_) curl_multi_remove_handle(multi_, transfer->handle());
  transfers_.clear();
  for (auto& [domain, jar] : jars_) curl_share_cleanup(jar.share);
  curl_multi_cleanup(multi_);
}

void Engine::fetch(model::Request request, Done done) {
  OIT_CHECK(!request.url.empty());
  note_owner(request.owner);
  route(make_job(std::move(request), std::move(done)), false);
}

void Engine::post(std::function<void()> work) {
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox_.push_back(std::move(work));
  }
  curl_multi_wakeup(multi_);
}

void Engine::after(std::chrono::milliseconds delay, std::function<void()> work) {
  timers_.emplace(now() + delay, std::move(work));
}

void Engine::run() {
  OIT_CHECK(!is_running_);
  is_running_ = true;
  is_stopped_ = false;
  while (!is_stopped_) {
    drain_inbox();
    run_due_timers();
    int still_running = 0;
    curl_multi_perform(multi_, &still_running);
    read_messages();
    stop_overdue();
    deliver();
    if (!is_stopped_) curl_multi_poll(multi_, nullptr, 0, poll_milliseconds(), nullptr);
  }
  deliver();
  is_running_ = false;
}

int Engine::poll_milliseconds() const {
  if (!ready_.empty()) return 0;
  Time next = now() + std::chrono::milliseconds(kLongestSleep);
  if (!timers_.empty()) next = std::min(next, timers_.begin()->first);
  if (!running_.empty()) next = std::min(next, next_overdue_check_);
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - now());
  return static_cast<int>(std::clamp<std::int64_t>(wait.count(), 0, kLongestSleep));
}

void Engine::drain_inbox() {
  std::vector<std::function<void()>> work;
  {
    const std::lock_guard lock(inbox_mutex_);
    work.swap(inbox_);
  }
  for (const auto& item : work) item();
}

void Engine::run_due_timers() {
  while (!timers_.empty() && timers_.begin()->first <= now() && !is_stopped_) {
    const auto work = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
    work();
  }
}

/// Hosts that found every connection taken, now that some are free.
void Engine::start_waiting() {
  while (!waiting_for_connection_.empty() &&
         running_.size() < static_cast<std::size_t>(limits_.connections_total)) {
    Host& next = *waiting_for_connection_.front();
    waiting_for_connection_.pop_front();
    next.is_waiting = false;
    start_next(next);
  }
}

void Engine::read_messages() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;  // the message dies with the handle's removal
    Transfer* transfer = nullptr;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    take_end(*transfer, code);
  }
}

void Engine::stop_overdue() {
  if (running_.empty() || now() < next_overdue_check_) return;
  const auto shortest = std::min(limits_.first_byte, limits_.slowest_window) / 8;
  next_overdue_check_ =
      now() + std::clamp(shortest, std::chrono::milliseconds(5), std::chrono::milliseconds(250));
  const std::vector<Transfer*> running = running_;  // take_end changes the list
  for (Transfer* transfer : running)
    if (transfer->is_overdue(now())) take_end(*transfer, CURLE_ABORTED_BY_CALLBACK);
}

void Engine::deliver() {
  for (std::size_t count = ready_.size(); count > 0; --count) {
    const auto answer = std::move(ready_.front());
    ready_.pop_front();
    answer();
  }
}

Engine::Job* Engine::find(JobId id) {
  const auto found = jobs_.find(id);
  return found == jobs_.end() ? nullptr : found->second.get();
}

Engine::Job& Engine::make_job(model::Request request, Done done) {
  auto job = std::make_unique<Job>();
  job->id = next_job_++;
  job->url = request.url;
  job->response.requested = request.url;
  job->request = std::move(request);
  job->done = std::move(done);
  return *jobs_.emplace(job->id, std::move(job)).first->second;
}

void Engine::finish(Job& job, model::FetchOutcome outcome, std::string why) {
  end_waiting(job);
  job.response.url = job.url;
  job.response.outcome = outcome;
  job.response.why = std::move(why);
  job.response.fetched_at = clock_.now();
  // std::function wants a copyable closure, a Response may be megabytes: hand the job over whole.
  auto owner = std::move(jobs_.extract(job.id).mapped());
  ready_.emplace_back(
      [held = std::shared_ptr<Job>(std::move(owner))] { held->done(std::move(held->response)); });
}

Transfer& Engine::free_transfer() {
  if (free_.empty()) {
    transfers_.push_back(std::make_unique<Transfer>(limits_, sockets_));
    free_.push_back(transfers_.back().get());
  }
  Transfer& transfer = *free_.back();
  free_.pop_back();
  return transfer;
}

void Engine::cancel_where(const std::function<bool(const Job&)>& is_meant) {
  const std::vector<Transfer*> running = running_;
  std::set<Host*> freed;
  for (Transfer* transfer : running) {
    const Job* job = find(transfer->job);
    if (job != nullptr && !is_meant(*job)) continue;
    curl_multi_remove_handle(multi_, transfer->handle());
    transfer->clear();
    free_.push_back(transfer);
    std::erase(running_, transfer);
    if (job == nullptr) continue;
    Host& host = host_of(job->url);
    release_place(host, {});
    freed.insert(&host);
  }
  std::vector<JobId> open;
  for (const auto& [id, job] : jobs_)
    if (is_meant(*job)) open.push_back(id);
  std::ranges::sort(open);
  for (const JobId id : open)  // the queues skip numbers that name no job
    if (Job* job = find(id)) finish(*job, model::FetchOutcome::cancelled, "stopped");
  for (Host* host : freed) start_next(*host);
  start_waiting();
}

void Engine::cancel_all() {
  for (auto& [place, host] : hosts_) host->queue.clear();
  cancel_where([](const Job&) { return true; });
}

void Engine::cancel(model::Owner owner) {
  cancel_where([owner](const Job& job) { return job.request.owner == owner && !job.is_robots; });
}

Result<std::unique_ptr<Fetcher>> make_http_fetcher(FetchLimits limits,
                                                   const std::vector<url::Url>& seeds,
                                                   const Clock& clock) {
  // Once for the process, on the first fetcher; later calls only count.
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    return fail(ErrorCode::internal, "libcurl could not be started");
  const auto* version = curl_version_info(CURLVERSION_NOW);
  constexpr int kNeeded = CURL_VERSION_SSL | CURL_VERSION_LIBZ;
  if ((version->features & kNeeded) != kNeeded || version->version_num < 0x075500)
    return fail(ErrorCode::internal, std::string("libcurl ") + version->version +
                                         " is too old or lacks TLS or zlib; 7.85 is needed");
  return std::unique_ptr<Fetcher>(std::make_unique<Engine>(std::move(limits), seeds, clock));
}

}  // namespace oit::net
