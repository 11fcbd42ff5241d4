#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <thread>
#include <vector>

#include "base/bounded_queue.h"

namespace oit {

/// A fixed number of threads that run jobs, the lowest rank first, of one rank in the order given.
/// The destructor finishes the jobs already taken, then joins.
class WorkerPool {
 public:
  /// A job is told which worker runs it: 0 <= worker < workers(). It must not throw.
  using Job = std::function<void(std::size_t worker)>;

  WorkerPool(std::size_t workers, std::size_t waiting_jobs);

  /// False, and the job untouched, while `waiting_jobs` jobs wait. Never blocks. Any thread.
  bool try_run(Job&& job, std::uint64_t rank = 0) { return jobs_.try_push(std::move(job), rank); }

  std::size_t workers() const { return threads_.size(); }

  /// Jobs that no worker has taken yet. Any thread.
  std::size_t waiting() const { return jobs_.size(); }

 private:
  BoundedQueue<Job> jobs_;
  std::vector<std::jthread> threads_;  // after jobs_: joined before the queue goes away
};

}  // namespace oit
