#pragma once
#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "base/worker_pool.h"
#include "doc/document_reader.h"
#include "model/document.h"

namespace oit::crawl {

/// The one place in a process where pages are recognised, beside the workers: it takes seconds for
/// each. Among waiting pages that of the owner who has had the least of it comes first. All members
/// are the I/O thread's.
class ScanSlot {
 public:
  using Duration = std::chrono::steady_clock::duration;

  struct Job {
    doc::ScanPage page;
    std::shared_ptr<std::atomic<bool>> stopped;  ///< of its site; never null
    std::function<void()> began;                 ///< the wait is over; on the I/O thread
    /// What came of it, on the slot's thread; its receiver tells `end()`. With `was_begun` false it
    /// was stopped before, and comes on the I/O thread.
    std::function<void(model::Recognised, bool was_begun)> done;
  };

  /// `reader` outlives the slot.
  explicit ScanSlot(doc::DocumentReader& reader) : reader_(reader), worker_(1, 1) {}

  bool can_recognise() const { return reader_.can_recognise(); }

  void run(Job job);

  /// A job that was begun is done and took so long.
  void end(model::Owner owner, Duration took);

  /// Hands back the jobs of stopped sites that wait.
  void give_back_stopped();

  /// `owner` is done: what it has had is forgotten.
  void leave(model::Owner owner) { spent_.erase(owner); }

 private:
  void start();

  doc::DocumentReader& reader_;
  std::deque<Job> held_;
  std::map<model::Owner, Duration> spent_;
  bool is_busy_ = false;
  WorkerPool worker_;  // last: its thread uses the reader
};

}  // namespace oit::crawl
