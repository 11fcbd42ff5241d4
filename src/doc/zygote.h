#pragma once
#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

#include "base/result.h"
#include "doc/document_reader.h"
#include "doc/order.h"

namespace oit::doc {

/// What a child does with a document: carries out `order` on `document` and writes frames
/// (frames.h) to `out`. Runs inside the sandbox of a process of its own.
using ChildWork =
    std::function<void(const Order& order, int document, int out, const DocumentLimits& limits)>;

/// The single-threaded process that forks a sandboxed child per document. It is given open files,
/// so that children need no right to open the document.
class ZygoteProcess {
 public:
  /// Forks it; `prepare` runs in it once, so that children start warm. Call before any thread
  /// exists. Errors: process.
  static Result<ZygoteProcess> start(const DocumentLimits& limits, const ChildWork& work,
                                     void (*prepare)());

  ZygoteProcess(ZygoteProcess&& other) noexcept;
  ZygoteProcess& operator=(ZygoteProcess&&) = delete;
  ZygoteProcess(const ZygoteProcess&) = delete;
  ZygoteProcess& operator=(const ZygoteProcess&) = delete;
  ~ZygoteProcess();  ///< ends it and every child that is left

  /// Has `order` carried out on the open file `document`, until `stop`. Blocks; any thread, many at
  /// once. `cpu`, if given, becomes the child's CPU time.
  model::Document run(const Order& order, int document, const std::atomic<bool>& stop,
                      std::chrono::milliseconds* cpu = nullptr) const;

  /// See DocumentReader::set_stopped().
  void set_stopped(bool stopped) const;

 private:
  ZygoteProcess(int socket, pid_t pid, DocumentLimits limits)
      : socket_(socket),
        pid_(pid),
        limits_(limits),
        stopped_(std::make_unique<std::atomic<bool>>(false)) {}
  int socket_ = -1;
  pid_t pid_ = -1;
  DocumentLimits limits_;
  std::unique_ptr<std::atomic<bool>> stopped_;
};

}  // namespace oit::doc
