#include "crawl/reader_pool.h"

#include <utility>

namespace oit::crawl {
namespace {
constexpr std::size_t kWaitingJobs = 256;
}

ReaderPool::ReaderPool(std::size_t workers, const model::Rulebook& rulebook,
                       doc::DocumentReader& documents)
    : vocabulary_(rulebook), pool_(workers, kWaitingJobs) {
  for (std::size_t i = 0; i < workers; ++i)
    readers_.push_back(std::make_unique<FactsReader>(vocabulary_, documents));
}

void ReaderPool::run(Job job) {
  held_.emplace_back(
      [this, work = std::move(job)](std::size_t worker) { work(*readers_[worker]); });
  flush();
}

void ReaderPool::flush() {
  while (!held_.empty() && pool_.try_run(std::move(held_.front()))) held_.pop_front();
}

}  // namespace oit::crawl
