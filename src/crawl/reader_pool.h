#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "base/worker_pool.h"
#include "crawl/facts_reader.h"

namespace oit::crawl {

/// The workers of a process, each with a FactsReader of its own. Documents, which may take a minute
/// each, have workers apart, so that no page waits for one; among waiting documents the owner whose
/// documents have taken the least time is served first. Pages of the owner with the lowest number
/// go first: when there are more than can be read, the sites begun first come to their end, instead
/// of all growing side by side. All members are the I/O thread's.
class ReaderPool {
 public:
  using Job = std::function<void(FactsReader&)>;
  using Duration = std::chrono::steady_clock::duration;

  ReaderPool(std::size_t workers, const model::Rulebook& rulebook, doc::DocumentReader& documents);

  const Vocabulary& vocabulary() const { return vocabulary_; }

  /// Runs `job` on a worker for `owner`; 0 goes before all. While the queue is full, jobs wait here
  /// and are handed over by the next call of `run` or `flush`.
  void run(model::Owner owner, Job job);
  void flush();

  /// Jobs that wait for a worker, documents aside.
  std::size_t waiting() const { return held_.size() + pages_.waiting(); }

  /// What reading pages took since the last call, and for how many owners.
  struct Load {
    Duration busy{};
    std::size_t owners = 0;
  };
  Load take_load();

  /// Runs `job`, which reads a document for `owner`. Its end is told by `end_document`.
  void run_document(model::Owner owner, Job job);
  void end_document(model::Owner owner, Duration took);

  /// `owner` is done: what its documents took is forgotten.
  void leave(model::Owner owner) { spent_.erase(owner); }

 private:
  struct HeldDocument {
    model::Owner owner = 0;
    Job job;
  };

  void start_documents();

  Vocabulary vocabulary_;
  std::vector<std::unique_ptr<FactsReader>> readers_;  // of pages, then of documents
  std::multimap<model::Owner, WorkerPool::Job> held_;
  std::deque<HeldDocument> held_documents_;
  std::map<model::Owner, Duration> spent_;
  std::size_t documents_running_ = 0;
  std::set<model::Owner> served_;  ///< since the last take_load()
  std::atomic<Duration::rep> busy_{0};
  WorkerPool pages_, documents_;  // last: their threads use the readers
};

}  // namespace oit::crawl
