#include "crawl/reader_pool.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace oit::crawl {
namespace {
constexpr std::size_t kWaitingJobs = 4'096;
}

ReaderPool::ReaderPool(std::size_t workers, const model::Rulebook& rulebook,
                       doc::DocumentReader& documents)
    : vocabulary_(rulebook), pages_(workers, kWaitingJobs), documents_(workers, workers) {
  for (std::size_t i = 0; i < 2 * workers; ++i)
    readers_.push_back(std::make_unique<FactsReader>(vocabulary_, documents));
}

void ReaderPool::run(model::Owner owner, Job job) {
  served_.insert(owner);
  held_.emplace(owner, [this, work = std::move(job)](std::size_t worker) {
    const auto began = std::chrono::steady_clock::now();
    work(*readers_[worker]);
    busy_ += (std::chrono::steady_clock::now() - began).count();
  });
  flush();
}

ReaderPool::Load ReaderPool::take_load() {
  const Load load{Duration(busy_.exchange(0)), served_.size()};
  served_.clear();
  return load;
}

void ReaderPool::flush() {
  while (!held_.empty() && pages_.try_run(std::move(held_.begin()->second), held_.begin()->first))
    held_.erase(held_.begin());
}

void ReaderPool::run_document(model::Owner owner, Job job) {
  held_documents_.push_back({owner, std::move(job)});
  start_documents();
}

void ReaderPool::end_document(model::Owner owner, Duration took) {
  --documents_running_;
  spent_[owner] += took;
  start_documents();
}

void ReaderPool::start_documents() {
  while (!held_documents_.empty() && documents_running_ < documents_.workers()) {
    const auto next = std::ranges::min_element(
        held_documents_, {}, [this](const HeldDocument& held) { return spent_[held.owner]; });
    ++documents_running_;
    const bool is_taken =
        documents_.try_run([this, work = std::move(next->job)](std::size_t worker) {
          work(*readers_[pages_.workers() + worker]);
        });
    OIT_CHECK(is_taken);
    held_documents_.erase(next);
  }
}

}  // namespace oit::crawl
