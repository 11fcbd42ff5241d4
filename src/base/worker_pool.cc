#include "base/worker_pool.h"

namespace oit {

WorkerPool::WorkerPool(std::size_t workers, std::size_t waiting_jobs) : jobs_(waiting_jobs) {
  threads_.reserve(workers);
  for (std::size_t worker = 0; worker < workers; ++worker) {
    threads_.emplace_back([this, worker](std::stop_token stop) {
      while (auto job = jobs_.pop(stop)) (*job)(worker);
    });
  }
}

}  // namespace oit
