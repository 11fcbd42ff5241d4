#pragma once
#include <cstddef>
#include <map>

#include "crawl/spooled_file.h"

namespace oit::crawl {

/// The files of a site's scans until somebody wants to know what is written on them. What does not
/// fit is let go, and asked for again when it is wanted.
class ScanShelf {
 public:
  static constexpr std::size_t kFiles = 40, kBytes = std::size_t{256} << 20;

  /// Takes the file of page `index` in SiteFacts::pages.
  void keep(std::size_t index, SpooledFile file);

  /// Null when it is not here.
  const SpooledFile* find(std::size_t index) const;

  void drop(std::size_t index);
  void clear() { files_.clear(), bytes_ = 0; }

  std::size_t files() const { return files_.size(); }

 private:
  std::map<std::size_t, SpooledFile> files_;
  std::size_t bytes_ = 0;
};

}  // namespace oit::crawl
