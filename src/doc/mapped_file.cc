#include "doc/mapped_file.h"

#include <sys/mman.h>
#include <sys/stat.h>

#include <climits>

namespace oit::doc {

MappedFile::MappedFile(int document) {
  struct stat status {};
  if (fstat(document, &status) != 0 || status.st_size <= 0 || status.st_size > INT_MAX) {
    outcome = model::DocumentOutcome::damaged;
    why = "has no bytes, or too many";
    return;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, document, 0);
  if (mapped == MAP_FAILED) {
    outcome = model::DocumentOutcome::too_costly;
    why = "does not fit into memory";
    return;
  }
  bytes = {static_cast<const char*>(mapped), size};
}

}  // namespace oit::doc
