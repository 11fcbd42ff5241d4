#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/document.h"
#include "model/fetch.h"

namespace oit::doc {

struct DocumentLimits {
  std::size_t memory_bytes = std::size_t{256} << 20;
  std::chrono::seconds cpu{30};
  std::chrono::seconds wall{60};
  int pages = 200;
  std::size_t text_bytes = std::size_t{20} << 20;
};

/// Reads documents, an edge of the world that tests replace. Calls block; any worker may call.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// Reads the file at `path`, whose first bytes said `kind`, unless `stop` is or becomes true: the
  /// document then comes back as stopped. Never fails: how it ended is in the Document.
  virtual model::Document read(const std::string& path, model::BodyKind kind,
                               const std::atomic<bool>& stop) = 0;

  /// With true, ends what is being read and lets nothing new begin until called with false: such
  /// documents come back as stopped. Any thread.
  virtual void set_stopped(bool /*stopped*/) {}
};

/// A reader whose work happens in sandboxed child processes: one single-threaded zygote forks a
/// child per document without network, with limits of memory, CPU and wall time. A crash costs one
/// document.
class SandboxedReader final : public DocumentReader {
 public:
  /// Starts the zygote. Call before any thread exists. Errors: process.
  static Result<std::unique_ptr<SandboxedReader>> start(DocumentLimits limits = {});
  ~SandboxedReader() override;

  model::Document read(const std::string& path, model::BodyKind kind,
                       const std::atomic<bool>& stop) override;
  void set_stopped(bool stopped) override;

 private:
  struct Zygote;
  explicit SandboxedReader(std::unique_ptr<Zygote> zygote);
  std::unique_ptr<Zygote> zygote_;
};

}  // namespace oit::doc
