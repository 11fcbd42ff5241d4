#include "store/capture_writer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "store/site_capture.h"

namespace oit::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEntry = 4'096;  // what an answer without body and heads takes, and more

/// What `response` leaves for the writer: a copy in memory, or its file opened.
std::shared_ptr<RecordedAnswer> record_of(const model::Response& response, model::Purpose purpose,
                                          std::size_t sequence) {
  auto answer = std::make_shared<RecordedAnswer>();
  answer->note.purpose = purpose;
  answer->note.sequence = sequence;
  answer->note.response = response;
  auto& copy = answer->note.response;
  answer->heads = std::move(copy.heads);
  answer->body = std::move(copy.body);
  copy.heads.clear();
  copy.body.clear();
  copy.document.reset();
  copy.sha256.clear();
  if (!copy.spool_path.empty()) {
    answer->note.body = BodyPlace::file;
    answer->file = ::open(copy.spool_path.c_str(), O_RDONLY | O_CLOEXEC);
    if (answer->file < 0)
      answer->trouble = "cannot read " + copy.spool_path + ": " + std::strerror(errno);
    copy.spool_path.clear();
  } else if (!answer->body.empty()) {
    answer->note.body = BodyPlace::memory;
  }
  return answer;
}

}  // namespace

/// The recorder behind the fetcher's face: sites on the I/O thread, and the writer with its queue.
class RecordingFetcher::Recorder {
 public:
  Recorder(net::Fetcher& inner, fs::path folder, RecordingLimits limits)
      : inner_(inner),
        folder_(std::move(folder)),
        limits_(limits),
        writer_([this](const std::stop_token& stop) { serve(stop); }) {}

  net::Fetcher& inner() { return inner_; }

  Result<bool> begin(model::Owner owner, const SiteHead& head);
  void end(model::Owner owner, SiteEnd end, Ended done);
  void take(model::Owner owner, model::Purpose purpose, model::Response response, const Done& done);
  void take_robots(model::Owner owner, const std::string& origin, net::RobotsVerdict verdict,
                   const std::function<void(net::RobotsVerdict)>& done);
  void take_scan(model::Owner owner, ScanNote note);

 private:
  struct Site {
    std::string id;
    std::shared_ptr<SiteCapture> capture;
    std::size_t answers = 0;
    std::map<std::string, std::string> verdicts;  // the last one of each origin, as written
  };
  using Work = std::function<void()>;

  /// Something for the writer, and what to do once it has been handed over.
  struct Entry {
    std::size_t bytes = 0, files = 0;
    std::function<Work()> prepare;
    std::function<void()> deliver;
  };
  struct Queued {
    std::size_t bytes, files;
    Work work;
  };

  void offer(Entry entry);
  bool admit(const Entry& entry);
  void drain();
  void serve(const std::stop_token& stop);

  net::Fetcher& inner_;
  const fs::path folder_;
  const RecordingLimits limits_;
  std::map<model::Owner, Site> sites_;
  std::deque<Entry> held_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable_any filled_;
  std::deque<Queued> queue_;
  std::size_t waiting_bytes_ = 0, waiting_files_ = 0;
  bool is_held_ = false;  // the I/O thread wants to know when there is room

  std::jthread writer_;  // last: joined before the rest goes away
};

Result<bool> RecordingFetcher::Recorder::begin(model::Owner owner, const SiteHead& head) {
  if (!is_site_id(head.site))
    return fail(ErrorCode::bad_argument, "\"" + head.site + "\" cannot name a capture");
  for (const auto& [other, site] : sites_)
    if (other == owner || site.id == head.site)
      return fail(ErrorCode::bad_argument, "\"" + head.site + "\" is being captured already");
  auto capture = std::make_shared<SiteCapture>(folder_, head);
  sites_[owner] = Site{head.site, capture, 0, {}};
  offer({0, 0, [capture] { return [capture] { capture->begin(); }; }, [] {}});
  return true;
}

void RecordingFetcher::Recorder::end(model::Owner owner, SiteEnd end, Ended done) {
  const auto site = sites_.find(owner);
  if (site == sites_.end()) {
    inner_.post([done = std::move(done)] {
      done(fail(ErrorCode::bad_argument, "the end of a capture that was not begun"));
    });
    return;
  }
  auto work = [this, capture = std::move(site->second.capture), end = std::move(end),
               done = std::move(done)] {
    inner_.post([done, result = capture->finish(end)] { done(result); });
  };
  sites_.erase(site);
  offer({0, 0, [work = std::move(work)] { return work; }, [] {}});
}

void RecordingFetcher::Recorder::take(model::Owner owner, model::Purpose purpose,
                                      model::Response response, const Done& done) {
  const auto found = sites_.find(owner);
  if (found == sites_.end()) return done(std::move(response));
  Site& site = found->second;
  const auto kept = std::make_shared<model::Response>(std::move(response));
  Entry entry;
  entry.bytes = kEntry + kept->body.size();
  for (const auto& head : kept->heads) entry.bytes += head.size();
  entry.files = kept->spool_path.empty() ? 0 : 1;
  entry.prepare = [kept, purpose, capture = site.capture, sequence = ++site.answers] {
    return [capture, answer = record_of(*kept, purpose, sequence)] { capture->add(*answer); };
  };
  entry.deliver = [kept, done] { done(std::move(*kept)); };
  offer(std::move(entry));
}

void RecordingFetcher::Recorder::take_robots(model::Owner owner, const std::string& origin,
                                             net::RobotsVerdict verdict,
                                             const std::function<void(net::RobotsVerdict)>& done) {
  const auto found = sites_.find(owner);
  if (found == sites_.end()) return done(std::move(verdict));
  RobotsNote note{origin, verdict};
  note.verdict.text.clear();
  auto& last = found->second.verdicts[origin];
  auto written = write_note(note) + verdict.text;
  if (last == written) return done(std::move(verdict));  // asked again, told the same
  last = std::move(written);
  Entry entry;
  entry.bytes = verdict.text.size();
  entry.prepare = [capture = found->second.capture, note, text = verdict.text] {
    return [capture, note, text] { capture->add(note, text); };
  };
  entry.deliver = [verdict = std::move(verdict), done] { done(verdict); };
  offer(std::move(entry));
}

void RecordingFetcher::Recorder::take_scan(model::Owner owner, ScanNote note) {
  const auto found = sites_.find(owner);
  if (found == sites_.end()) return;
  Entry entry;
  entry.bytes = kEntry + note.recognised.text.size();
  entry.prepare = [capture = found->second.capture, note = std::move(note)] {
    return [capture, note] { capture->add(note); };
  };
  entry.deliver = [] {};
  offer(std::move(entry));
}

void RecordingFetcher::Recorder::offer(Entry entry) {
  if (!held_.empty() || !admit(entry)) {
    held_.push_back(std::move(entry));
    return;
  }
  entry.deliver();
}

/// Hands the work of `entry` to the writer; false while there is no room. One that is larger than
/// all the room goes alone.
bool RecordingFetcher::Recorder::admit(const Entry& entry) {
  {
    const std::lock_guard lock(mutex_);
    const bool has_room = waiting_bytes_ + entry.bytes <= limits_.waiting_bytes &&
                          waiting_files_ + entry.files <= limits_.waiting_files;
    if (!has_room && !queue_.empty()) {
      is_held_ = true;
      return false;
    }
    waiting_bytes_ += entry.bytes;
    waiting_files_ += entry.files;
  }
  auto work = entry.prepare();
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back({entry.bytes, entry.files, std::move(work)});
  }
  filled_.notify_one();
  return true;
}

void RecordingFetcher::Recorder::drain() {
  while (!held_.empty() && admit(held_.front())) {
    const auto deliver = std::move(held_.front().deliver);
    held_.pop_front();
    deliver();
  }
}

/// The writer thread. An entry counts as waiting until it is written.
void RecordingFetcher::Recorder::serve(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (filled_.wait(lock, stop, [this] { return !queue_.empty(); })) {
    const Work work = std::move(queue_.front().work);
    lock.unlock();
    work();
    lock.lock();
    waiting_bytes_ -= queue_.front().bytes;
    waiting_files_ -= queue_.front().files;
    queue_.pop_front();
    if (std::exchange(is_held_, false)) inner_.post([this] { drain(); });
  }
}

RecordingFetcher::RecordingFetcher(std::unique_ptr<Recorder> recorder)
    : recorder_(std::move(recorder)) {}

RecordingFetcher::~RecordingFetcher() = default;

Result<std::unique_ptr<RecordingFetcher>> RecordingFetcher::make(net::Fetcher& inner,
                                                                 fs::path folder,
                                                                 RecordingLimits limits) {
  std::error_code error;
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path(), error);
  const bool is_made = ::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST;
  if (!is_made || ::access(folder.c_str(), W_OK | X_OK) != 0)
    return fail(ErrorCode::io, "cannot write to " + folder.string() + ": " + std::strerror(errno));
  if (!fs::is_directory(folder, error))
    return fail(ErrorCode::io, "cannot write to " + folder.string() + ": it is no folder");
  return std::unique_ptr<RecordingFetcher>(
      new RecordingFetcher(std::make_unique<Recorder>(inner, std::move(folder), limits)));
}

Result<bool> RecordingFetcher::begin_site(model::Owner owner, const SiteHead& head) {
  return recorder_->begin(owner, head);
}

void RecordingFetcher::end_site(model::Owner owner, SiteEnd end, Ended done) {
  recorder_->end(owner, std::move(end), std::move(done));
}

void RecordingFetcher::note_scan(model::Owner owner, ScanNote note) {
  recorder_->inner().post([recorder = recorder_.get(), owner, note = std::move(note)]() mutable {
    recorder->take_scan(owner, std::move(note));
  });
}

void RecordingFetcher::fetch(model::Request request, Done done) {
  const auto owner = request.owner;
  const auto purpose = request.purpose;
  recorder_->inner().fetch(std::move(request), [recorder = recorder_.get(), owner, purpose,
                                                done = std::move(done)](model::Response response) {
    recorder->take(owner, purpose, std::move(response), done);
  });
}

void RecordingFetcher::robots(const url::Url& origin_of, model::Owner owner,
                              std::function<void(net::RobotsVerdict)> done) {
  recorder_->inner().robots(origin_of, owner,
                            [recorder = recorder_.get(), owner, origin = origin_of.origin(),
                             done = std::move(done)](net::RobotsVerdict verdict) {
                              recorder->take_robots(owner, origin, std::move(verdict), done);
                            });
}

void RecordingFetcher::post(std::function<void()> work) {
  recorder_->inner().post(std::move(work));
}

void RecordingFetcher::after(std::chrono::milliseconds delay, std::function<void()> work) {
  recorder_->inner().after(delay, std::move(work));
}

void RecordingFetcher::run() { recorder_->inner().run(); }
void RecordingFetcher::stop() { recorder_->inner().stop(); }
void RecordingFetcher::cancel_all() { recorder_->inner().cancel_all(); }
void RecordingFetcher::cancel(model::Owner owner) { recorder_->inner().cancel(owner); }

std::chrono::milliseconds RecordingFetcher::waited(model::Owner owner) const {
  return recorder_->inner().waited(owner);
}

void RecordingFetcher::leave(model::Owner owner) { recorder_->inner().leave(owner); }

void RecordingFetcher::look_up(const url::Url& url, std::function<void(std::string)> done) {
  recorder_->inner().look_up(url, std::move(done));
}

}  // namespace oit::store
