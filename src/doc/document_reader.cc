#include "doc/document_reader.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <new>
#include <optional>
#include <string_view>

#include "base/file.h"
#include "doc/codes.h"
#include "doc/contents.h"
#include "doc/digit_net.h"
#include "doc/frames.h"
#include "doc/grey.h"
#include "doc/ocr.h"
#include "doc/pdf.h"
#include "doc/plain_text.h"
#include "doc/program.h"
#include "doc/text_pages.h"
#include "doc/zygote.h"

namespace oit::doc {
namespace {

/// The bytes of an open file, mapped for the rest of the child's life; empty when it has none.
std::string_view map(int document) {
  struct stat status {};
  if (fstat(document, &status) != 0 || status.st_size <= 0) return {};
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, document, 0);
  return mapped == MAP_FAILED ? std::string_view()
                              : std::string_view(static_cast<const char*>(mapped), size);
}

model::Document read_mapped(const Order& order, int document, const DocumentLimits& limits) {
  const std::string_view bytes = map(document);
  if (order.program == Program::antiword) return read_antiword_text(bytes);
  if (order.kind == model::BodyKind::pdf) return read_pdf(bytes, limits);
  return read_contents(bytes, document, limits);
}

/// An open file, closed at the end.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (fd_ >= 0) close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

/// What children know before they are forked.
struct Knowledge {
  std::filesystem::path ocr_data;  ///< empty: no OCR
  std::optional<DigitNet> digits;
};

void read_whole(const Order& order, int document, int out, const DocumentLimits& limits) {
  model::Document read;
  try {
    read = read_mapped(order, document, limits);
  } catch (const std::bad_alloc&) {
    read = ended(model::DocumentOutcome::too_costly, "stopped at the limit of memory");
  }
  send(read, out);
}

/// A child's whole work.
void carry_out(const Knowledge& knowledge, const Order& order, int document, int out,
               const DocumentLimits& limits) {
  switch (order.task) {
    case Task::read_text:
    case Task::convert:
      return read_whole(order, document, out, limits);
    case Task::recognise:
      return recognise_page(order, document, out, knowledge.ocr_data,
                            knowledge.digits ? &*knowledge.digits : nullptr);
    case Task::read_codes:
      return read_codes(document, out);
  }
}

/// What every reading needs once, in the zygote. Names in archives are UTF-8 only in such a locale.
void prepare() {
  setlocale(LC_CTYPE, "C.UTF-8");
  prepare_pdf();
}

/// Plain text needs no sandbox: decoding bytes is what pages go through, too.
model::Document read_text(const std::string& path, const DocumentLimits& limits) {
  const auto bytes = read_file(path, limits.text_bytes);
  if (!bytes) return ended(model::DocumentOutcome::too_costly, "cannot be read, or too long");
  return read_plain_text(*bytes, {});
}

model::Document lacks(Program program) {
  return ended(model::DocumentOutcome::unsupported,
               "reading it needs the package " + std::string(package_of(program)));
}

bool is_readable(model::BodyKind kind) {
  using enum model::BodyKind;
  return kind == pdf || kind == word || kind == spreadsheet || kind == presentation ||
         kind == archive;
}

}  // namespace

model::Recognised DocumentReader::recognise(const ScanPage& /*page*/,
                                            const std::atomic<bool>& /*stop*/) {
  model::Recognised nothing;
  nothing.why = "no OCR program";
  return nothing;
}

std::vector<std::string> DocumentReader::read_codes(const std::string& /*path*/,
                                                    const std::atomic<bool>& /*stop*/) {
  return {};
}

DocumentLimits limits_of(Task task, const DocumentLimits& limits) {
  DocumentLimits own = limits;
  if (task != Task::read_text) own.memory_bytes = limits.picture_bytes;
  return own;
}

struct SandboxedReader::Zygote {
  ZygoteProcess process;
  DocumentLimits limits;
  bool can_recognise = false;
};

SandboxedReader::SandboxedReader(std::unique_ptr<Zygote> zygote) : zygote_(std::move(zygote)) {}
SandboxedReader::~SandboxedReader() = default;

Result<std::unique_ptr<SandboxedReader>> SandboxedReader::start(
    DocumentLimits limits, const std::filesystem::path& digits) {
  Knowledge knowledge{find_ocr_data(), std::nullopt};
  if (!digits.empty()) {
    auto net = DigitNet::load(digits);
    if (!net) return pass_on(net);
    knowledge.digits = std::move(*net);
  }
  const bool can_recognise = !knowledge.ocr_data.empty();
  auto process = ZygoteProcess::start(
      limits,
      [&knowledge](const Order& order, int document, int out, const DocumentLimits& own) {
        carry_out(knowledge, order, document, out, own);
      },
      prepare);
  if (!process) return pass_on(process);
  auto zygote =
      std::unique_ptr<Zygote>(new Zygote{std::move(process.value()), limits, can_recognise});
  return std::unique_ptr<SandboxedReader>(new SandboxedReader(std::move(zygote)));
}

model::Document SandboxedReader::read(const std::string& path, model::BodyKind kind,
                                      const std::atomic<bool>& stop) {
  if (kind == model::BodyKind::text) return read_text(path, zygote_->limits);
  if (!is_readable(kind))
    return ended(model::DocumentOutcome::unsupported, "a kind of file that is not read");
  const OpenFile file(path);
  if (file.fd() < 0) return ended(model::DocumentOutcome::crashed, "the file could not be opened");
  model::Document read = zygote_->process.run({Task::read_text, kind}, file.fd(), stop);
  const Program program = asked_by(read);
  return program == Program::none ? read : read_by(program, file.fd(), stop);
}

model::Document SandboxedReader::read_by(Program program, int document,
                                         const std::atomic<bool>& stop) {
  using enum model::DocumentOutcome;
  model::Document read;
  if (program == Program::antiword) {
    if (!path_of(program).empty()) {
      read = zygote_->process.run({.task = Task::convert, .program = program}, document, stop);
      if (read.outcome != damaged && read.outcome != crashed) return read;
    }
    if (path_of(Program::writer).empty()) return read.why.empty() ? lacks(program) : read;
    program = Program::writer;  // it reads what antiword does not
  }
  if (path_of(program).empty()) return lacks(program);
  return zygote_->process.run({.task = Task::convert, .program = program}, document, stop);
}

bool SandboxedReader::can_recognise() const { return zygote_->can_recognise; }

model::Recognised SandboxedReader::recognise(const ScanPage& page, const std::atomic<bool>& stop) {
  model::Recognised read;
  const bool is_known = page.kind == model::BodyKind::pdf || page.kind == model::BodyKind::image;
  if (!can_recognise() || !is_known) {
    read.why = is_known ? "no OCR program" : "a kind of file that is not recognised";
    return read;
  }
  const OpenFile file(page.path);
  read.outcome = model::DocumentOutcome::crashed;
  read.why = "the file could not be opened";
  if (file.fd() < 0) return read;
  model::Document document =
      zygote_->process.run({Task::recognise, page.kind, page.page}, file.fd(), stop, &read.cpu);
  read.outcome = document.outcome;
  read.why = std::move(document.why);
  if (!document.pages.empty()) read.text = std::move(document.pages.front());
  read.year_unreadable = document.title == kYearUnreadable;
  read.page_count = document.page_count;
  const bool shows_something =
      read.outcome == model::DocumentOutcome::empty && read.why != kBlankPage;
  if (shows_something && page.page >= 0 && page.page < read.page_count)  // but no words
    read.outcome = model::DocumentOutcome::image_only;
  return read;
}

std::vector<std::string> SandboxedReader::read_codes(const std::string& path,
                                                     const std::atomic<bool>& stop) {
  const OpenFile file(path);
  if (file.fd() < 0) return {};
  return zygote_->process.run({Task::read_codes, model::BodyKind::image}, file.fd(), stop).pages;
}

void SandboxedReader::set_stopped(bool stopped) { zygote_->process.set_stopped(stopped); }

}  // namespace oit::doc
