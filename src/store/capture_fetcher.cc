#include "store/capture_fetcher.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <utility>

#include "store/capture_contents.h"

namespace oit::store {
namespace {

using model::FetchOutcome;
using Time = std::chrono::steady_clock::time_point;

constexpr std::size_t kMostInMemory = std::size_t{256} << 20;  // of one body

std::string temporary_folder() {
  const char* folder = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return folder == nullptr || *folder == '\0' ? "/tmp" : folder;
}

/// A file for one body that only we may read; gone with this object unless `release` gave it away.
class SpoolFile {
 public:
  explicit SpoolFile(const std::string& folder) : path_(folder + "/oitcheck-XXXXXX") {
    file_ = ::mkostemp(path_.data(), O_CLOEXEC);  // mode 0600
  }
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;
  ~SpoolFile() {
    if (file_ >= 0) ::close(file_);
    if (file_ >= 0 && !path_.empty()) ::unlink(path_.c_str());
  }

  bool write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto taken = file_ < 0 ? -1 : ::write(file_, bytes.data(), bytes.size());
      if (taken < 0 && file_ >= 0 && errno == EINTR) continue;
      if (taken <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(taken));
    }
    return true;
  }

  bool is_open() const { return file_ >= 0; }
  std::string release() { return std::exchange(path_, {}); }

 private:
  std::string path_;
  int file_ = -1;
};

model::Response missing(const model::Request& request, std::string why) {
  model::Response response;
  response.requested = response.url = request.url;
  response.outcome = FetchOutcome::not_captured;
  response.why = std::move(why);
  return response;
}

}  // namespace

/// Answers from the contents, and the loop that gives them out.
class CaptureFetcher::Player {
 public:
  Player(Capture capture, std::string spool_folder)
      : capture_(std::move(capture)),
        spool_folder_(spool_folder.empty() ? temporary_folder() : std::move(spool_folder)) {}

  const Capture& capture() const { return capture_; }
  std::size_t missed() const { return missed_; }

  void add(model::Request request, Done done) {
    requests_.push_back({std::move(request), std::move(done)});
  }
  net::RobotsVerdict verdict_of(const std::string& origin);
  std::string address_of(const url::Url& url) const;
  void post(std::function<void()> work);
  void after(std::chrono::milliseconds delay, std::function<void()> work) {
    timers_.emplace(std::chrono::steady_clock::now() + delay, std::move(work));
  }
  void run();
  void stop() { is_stopped_ = true; }
  void cancel(const std::function<bool(const model::Request&)>& is_meant);

 private:
  struct Waiting {
    model::Request request;
    Done done;
  };

  model::Response answer(const model::Request& request);
  Result<bool> fill_body(std::size_t at, BodyPlace place, model::Response& response);
  Capture::Contents& contents() { return *capture_.contents_; }
  std::deque<std::function<void()>> take_posted();
  void run_due();

  Capture capture_;
  std::string spool_folder_;
  std::map<Capture::Contents::Key, std::size_t> asked_;
  std::map<std::string, std::size_t> asked_robots_;
  std::size_t missed_ = 0;
  std::deque<Waiting> requests_;
  std::multimap<Time, std::function<void()>> timers_;
  bool is_stopped_ = false;
  std::mutex mutex_;  // guards posted_ alone
  std::condition_variable filled_;
  std::deque<std::function<void()>> posted_;
};

model::Response CaptureFetcher::Player::answer(const model::Request& request) {
  const Capture::Contents::Key key{request.purpose, request.url.text()};
  const auto at = contents().find(key, asked_[key]++);
  if (at == Capture::Contents::kNone) return missing(request, "the capture has no answer for it");
  auto note = contents().answer(at);
  if (!note) return missing(request, note.error().message);
  auto filled = fill_body(at, note->body, note->response);
  if (!filled) return missing(request, filled.error().message);
  return std::move(note->response);
}

/// Puts the body where it was, or fails without leaving a file behind.
Result<bool> CaptureFetcher::Player::fill_body(std::size_t at, BodyPlace place,
                                               model::Response& response) {
  if (place == BodyPlace::none) return true;
  std::size_t size = 0;
  const auto is_too_much = [&](std::string_view bytes) {
    size += bytes.size();
    return size > response.body_bytes || (place == BodyPlace::memory && size > kMostInMemory);
  };
  std::optional<SpoolFile> file;
  if (place == BodyPlace::file) file.emplace(spool_folder_);
  bool is_written = !file || file->is_open();
  int why = errno;
  const auto read = contents().read_body(at, [&](std::string_view bytes) {
    if (is_too_much(bytes)) return false;
    if (!file) {
      response.body += bytes;
      return true;
    }
    is_written = is_written && file->write(bytes);
    if (!is_written) why = errno;
    return is_written;
  });
  if (!is_written)
    return fail(ErrorCode::io, "cannot write to " + spool_folder_ + ": " + std::strerror(why));
  if (!read) return pass_on(read);
  if (size != response.body_bytes)
    return fail(ErrorCode::io, "the capture holds another body than it says");
  if (file) response.spool_path = file->release();
  return true;
}

net::RobotsVerdict CaptureFetcher::Player::verdict_of(const std::string& origin) {
  const auto found = contents().verdicts.find(origin);
  if (found == contents().verdicts.end()) return {};
  const auto at = found->second[std::min(asked_robots_[origin]++, found->second.size() - 1)];
  auto note = contents().robots(at);
  if (!note) return {};
  constexpr std::size_t kLongestText = std::size_t{1} << 20;
  auto& text = note->verdict.text;
  if (!contents().index.entries[at].refers_to.empty())
    static_cast<void>(contents().read_body(at, [&](std::string_view bytes) {
      text += bytes.substr(0, kLongestText - text.size());
      return text.size() < kLongestText;
    }));
  return std::move(note->verdict);
}

std::string CaptureFetcher::Player::address_of(const url::Url& url) const {
  const auto& addresses = capture_.contents_->addresses;
  const auto found = addresses.find(std::string(url.host()));
  return found == addresses.end() ? std::string() : found->second;
}

void CaptureFetcher::Player::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(work));
  }
  filled_.notify_one();
}

/// What was posted; waits for it while there is nothing else to do.
std::deque<std::function<void()>> CaptureFetcher::Player::take_posted() {
  std::unique_lock lock(mutex_);
  const auto has_work = [this] { return !posted_.empty(); };
  if (requests_.empty() && timers_.empty()) {
    filled_.wait(lock, has_work);
  } else if (requests_.empty()) {
    filled_.wait_until(lock, timers_.begin()->first, has_work);
  }
  return std::exchange(posted_, {});
}

void CaptureFetcher::Player::run_due() {
  const auto now = std::chrono::steady_clock::now();
  while (!is_stopped_ && !timers_.empty() && timers_.begin()->first <= now) {
    const auto due = std::move(timers_.begin()->second);
    timers_.erase(timers_.begin());
    due();
  }
}

void CaptureFetcher::Player::run() {
  is_stopped_ = false;
  while (!is_stopped_) {
    for (const auto& work : take_posted()) work();
    run_due();
    if (requests_.empty() || is_stopped_) continue;
    const Waiting next = std::move(requests_.front());
    requests_.pop_front();
    auto response = answer(next.request);
    if (response.outcome == FetchOutcome::not_captured) ++missed_;
    next.done(std::move(response));
  }
}

void CaptureFetcher::Player::cancel(const std::function<bool(const model::Request&)>& is_meant) {
  for (auto& waiting : std::exchange(requests_, {})) {
    if (!is_meant(waiting.request)) {
      requests_.push_back(std::move(waiting));
      continue;
    }
    post([waiting = std::move(waiting)] {
      model::Response response;
      response.requested = response.url = waiting.request.url;
      response.outcome = FetchOutcome::cancelled;
      waiting.done(std::move(response));
    });
  }
}

CaptureFetcher::CaptureFetcher(Capture capture, std::string spool_folder)
    : player_(std::make_unique<Player>(std::move(capture), std::move(spool_folder))) {}

CaptureFetcher::~CaptureFetcher() = default;

const Capture& CaptureFetcher::capture() const { return player_->capture(); }
std::size_t CaptureFetcher::missed() const { return player_->missed(); }

void CaptureFetcher::fetch(model::Request request, Done done) {
  player_->add(std::move(request), std::move(done));
}

void CaptureFetcher::robots(const url::Url& origin_of, model::Owner /*owner*/,
                            std::function<void(net::RobotsVerdict)> done) {
  post([player = player_.get(), origin = origin_of.origin(), done = std::move(done)] {
    done(player->verdict_of(origin));
  });
}

void CaptureFetcher::post(std::function<void()> work) { player_->post(std::move(work)); }

void CaptureFetcher::after(std::chrono::milliseconds delay, std::function<void()> work) {
  player_->after(delay, std::move(work));
}

void CaptureFetcher::run() { player_->run(); }
void CaptureFetcher::stop() { player_->stop(); }

void CaptureFetcher::cancel_all() {
  player_->cancel([](const model::Request&) { return true; });
}

void CaptureFetcher::cancel(model::Owner owner) {
  player_->cancel([owner](const model::Request& request) { return request.owner == owner; });
}

std::chrono::milliseconds CaptureFetcher::waited(model::Owner /*owner*/) const { return {}; }
void CaptureFetcher::leave(model::Owner /*owner*/) {}

void CaptureFetcher::look_up(const url::Url& url, std::function<void(std::string)> done) {
  post([address = player_->address_of(url), done = std::move(done)] { done(address); });
}

}  // namespace oit::store
