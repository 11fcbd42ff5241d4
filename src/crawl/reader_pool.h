#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "base/worker_pool.h"
#include "crawl/facts_reader.h"

namespace oit::crawl {

/// The workers of a process, each with a FactsReader of its own.
class ReaderPool {
 public:
  ReaderPool(std::size_t workers, const model::Rulebook& rulebook, doc::DocumentReader& documents);

  const Vocabulary& vocabulary() const { return vocabulary_; }

  using Job = std::function<void(FactsReader&)>;

  /// Runs `job` on a worker. The I/O thread calls it; while the queue is full, jobs wait here and
  /// are handed over by the next call of `run` or `flush`.
  void run(Job job);
  void flush();

 private:
  Vocabulary vocabulary_;
  std::vector<std::unique_ptr<FactsReader>> readers_;
  std::deque<WorkerPool::Job> held_;
  WorkerPool pool_;  // last: its threads use the readers
};

}  // namespace oit::crawl
