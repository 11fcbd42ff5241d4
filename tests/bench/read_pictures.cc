#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <string>

#include "doc/document_reader.h"

namespace {

using namespace oit;

void read_codes(doc::DocumentReader& reader, const std::string& path) {
  const std::atomic<bool> go_on{false};
  for (const auto& code : reader.read_codes(path, go_on)) std::printf("code %s\n", code.c_str());
}

void recognise(doc::DocumentReader& reader, const std::string& path) {
  const std::atomic<bool> go_on{false};
  const auto kind = path.ends_with(".pdf") ? model::BodyKind::pdf : model::BodyKind::image;
  const auto read = reader.recognise({path, kind, 0, "", 0}, go_on);
  std::printf("outcome %s\nwhy %s\ncpu_ms %lld\npages %d\nyear_unreadable %d\n%s\n",
              std::string(model::name_of(read.outcome)).c_str(), read.why.c_str(),
              static_cast<long long>(read.cpu.count()), read.page_count,
              read.year_unreadable ? 1 : 0, read.text.c_str());
}

}  // namespace

/// read_pictures [--codes] FILE…: what the document reader makes of each picture or first page,
/// then the most memory any child took; with --codes what the QR codes say.
int main(int argc, char** argv) {
  auto reader = doc::SandboxedReader::start({}, OIT_SOURCE_DIR "/rules/ocr/digits.net");
  if (!reader) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 1;
  }
  const bool wants_codes = argc > 1 && std::string(argv[1]) == "--codes";
  for (int i = wants_codes ? 2 : 1; i < argc; ++i)
    wants_codes ? read_codes(**reader, argv[i]) : recognise(**reader, argv[i]);
  reader->reset();  // only then are the children's figures known
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  std::printf("peak_kib %ld\n", usage.ru_maxrss);
  return 0;
}
