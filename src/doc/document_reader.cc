#include "doc/document_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "doc/pdf.h"
#include "doc/zygote.h"
#include "text/charset.h"

namespace oit::doc {
namespace {

model::Document ended(model::DocumentOutcome outcome, std::string why) {
  model::Document document;
  document.outcome = outcome;
  document.why = std::move(why);
  return document;
}

/// Plain text needs no sandbox: decoding bytes is what pages go through, too.
model::Document read_text(const std::string& path, const DocumentLimits& limits) {
  const auto bytes = read_file(path, limits.text_bytes);
  if (!bytes) return ended(model::DocumentOutcome::too_costly, "cannot be read, or too long");
  model::Document document;
  document.page_count = 1;
  document.pages.push_back(text::decode(*bytes, {}).utf8);
  const bool is_blank = document.pages[0].find_first_not_of(" \t\r\n") == std::string::npos;
  document.outcome = is_blank ? model::DocumentOutcome::empty : model::DocumentOutcome::ok;
  if (is_blank) document.why = "nothing in it";
  return document;
}

}  // namespace

struct SandboxedReader::Zygote {
  ZygoteProcess process;
  DocumentLimits limits;
};

SandboxedReader::SandboxedReader(std::unique_ptr<Zygote> zygote) : zygote_(std::move(zygote)) {}
SandboxedReader::~SandboxedReader() = default;

Result<std::unique_ptr<SandboxedReader>> SandboxedReader::start(DocumentLimits limits) {
  auto process = ZygoteProcess::start(limits, read_pdf, prepare_pdf);
  if (!process) return pass_on(process);
  auto zygote = std::unique_ptr<Zygote>(new Zygote{std::move(process.value()), limits});
  return std::unique_ptr<SandboxedReader>(new SandboxedReader(std::move(zygote)));
}

model::Document SandboxedReader::read(const std::string& path, model::BodyKind kind,
                                      const std::atomic<bool>& stop) {
  if (kind == model::BodyKind::text) return read_text(path, zygote_->limits);
  if (kind != model::BodyKind::pdf)
    return ended(model::DocumentOutcome::unsupported, "a kind of file that is not read");
  const int document = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (document < 0) return ended(model::DocumentOutcome::crashed, "the file could not be opened");
  model::Document read = zygote_->process.read(document, stop);
  close(document);
  return read;
}

void SandboxedReader::set_stopped(bool stopped) { zygote_->process.set_stopped(stopped); }

}  // namespace oit::doc
