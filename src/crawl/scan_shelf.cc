#include "crawl/scan_shelf.h"

#include <utility>

namespace oit::crawl {

void ScanShelf::keep(std::size_t index, SpooledFile file) {
  drop(index);
  if (file.is_empty() || files_.size() >= kFiles || file.bytes() > kBytes - bytes_) return;
  bytes_ += file.bytes();
  files_.emplace(index, std::move(file));
}

const SpooledFile* ScanShelf::find(std::size_t index) const {
  const auto at = files_.find(index);
  return at == files_.end() ? nullptr : &at->second;
}

void ScanShelf::drop(std::size_t index) {
  const auto at = files_.find(index);
  if (at == files_.end()) return;
  bytes_ -= at->second.bytes();
  files_.erase(at);
}

}  // namespace oit::crawl
