#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "model/fetch.h"

namespace oit::doc {

enum class Program : std::uint8_t;

struct DocumentLimits {
  std::size_t memory_bytes = std::size_t{256} << 20;
  std::size_t picture_bytes = std::size_t{512} << 20;  ///< memory_bytes where pictures are read
  std::chrono::seconds cpu{30};
  std::chrono::seconds wall{60};
  int pages = 200;
  std::size_t text_bytes = std::size_t{20} << 20;
};

/// One page to be recognised.
struct ScanPage {
  std::string path;
  model::BodyKind kind = model::BodyKind::none;  ///< pdf or image
  int page = 0;                                  ///< from 0
  std::string sha256;                            ///< of the whole file
  model::Owner owner = 0;
};

/// Reads documents, an edge of the world that tests replace. Calls block; any worker may call.
class DocumentReader {
 public:
  virtual ~DocumentReader() = default;

  /// Reads the file at `path`, whose first bytes said `kind`, unless `stop` is or becomes true: the
  /// document then comes back as stopped. Never fails: how it ended is in the Document.
  virtual model::Document read(const std::string& path, model::BodyKind kind,
                               const std::atomic<bool>& stop) = 0;

  /// Reads the writing on a page that is a picture, as read() with `stop`. Takes seconds. Without
  /// an OCR program the outcome is `unsupported`.
  virtual model::Recognised recognise(const ScanPage& page, const std::atomic<bool>& stop);

  /// Whether recognise() can do anything here.
  virtual bool can_recognise() const { return false; }

  /// What the QR codes in the picture at `path` say, UTF-8, as read() with `stop`; empty without a
  /// decoder.
  virtual std::vector<std::string> read_codes(const std::string& path,
                                              const std::atomic<bool>& stop);

  /// With true, ends what is being read and lets nothing new begin until called with false: such
  /// documents come back as stopped. Any thread.
  virtual void set_stopped(bool /*stopped*/) {}
};

/// A reader whose work happens in sandboxed child processes: one single-threaded zygote forks a
/// child per document without network, with limits of memory, CPU and wall time. A crash costs one
/// document.
class SandboxedReader final : public DocumentReader {
 public:
  /// Starts the zygote. Call before any thread exists. `digits` is the file of the digit net
  /// (rules/ocr/digits.net); without it no Thai digit in a picture is sure. Errors: process;
  /// not_found and bad_rulebook for the file.
  static Result<std::unique_ptr<SandboxedReader>> start(DocumentLimits limits = {},
                                                        const std::filesystem::path& digits = {});
  ~SandboxedReader() override;

  model::Document read(const std::string& path, model::BodyKind kind,
                       const std::atomic<bool>& stop) override;
  model::Recognised recognise(const ScanPage& page, const std::atomic<bool>& stop) override;
  bool can_recognise() const override;
  std::vector<std::string> read_codes(const std::string& path,
                                      const std::atomic<bool>& stop) override;
  void set_stopped(bool stopped) override;

 private:
  struct Zygote;
  model::Document read_by(Program program, int document, const std::atomic<bool>& stop);
  explicit SandboxedReader(std::unique_ptr<Zygote> zygote);
  std::unique_ptr<Zygote> zygote_;
};

}  // namespace oit::doc
