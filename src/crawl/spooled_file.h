#pragma once
#include <cstddef>
#include <cstdio>
#include <string>
#include <utility>

namespace oit::crawl {

/// A private file that holds a body and goes away with this object. Empty when moved from.
class SpooledFile {
 public:
  SpooledFile() = default;
  /// Takes over the file at `path`; none when that is empty.
  explicit SpooledFile(std::string path, std::size_t bytes = 0)
      : path_(std::move(path)), bytes_(bytes) {}
  SpooledFile(SpooledFile&& other) noexcept
      : path_(std::exchange(other.path_, {})), bytes_(std::exchange(other.bytes_, 0)) {}
  SpooledFile& operator=(SpooledFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  SpooledFile(const SpooledFile&) = delete;
  SpooledFile& operator=(const SpooledFile&) = delete;
  ~SpooledFile() {
    if (!path_.empty()) std::remove(path_.c_str());
  }

  bool is_empty() const { return path_.empty(); }
  const std::string& path() const { return path_; }
  std::size_t bytes() const { return bytes_; }

 private:
  std::string path_;
  std::size_t bytes_ = 0;
};

}  // namespace oit::crawl
