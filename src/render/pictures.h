#pragma once
#include <cstddef>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/result.h"

namespace oit::render {

/// Small pictures of drawn pages, kept in a folder of their own until this goes: so many of the
/// newest as a run may still ask for, each of at most kLargest bytes. JPEG, written in base64 as
/// the browser gives it and a data: address takes it (RFC 4648, section 4). Any thread.
class Pictures {
 public:
  static constexpr std::size_t kLargest = 40 << 10;

  /// `most` pictures are kept. Errors: io (no temporary folder).
  static Result<std::unique_ptr<Pictures>> make(std::size_t most = 4000);
  ~Pictures();
  Pictures(const Pictures&) = delete;
  Pictures& operator=(const Pictures&) = delete;

  /// Keeps the picture of a page by the SHA-256 of its body; one that is too large, no base64, or
  /// cannot be written is left out: a report does without.
  void keep(const std::string& sha256, std::string_view base64);

  /// "" when there is none.
  std::string find(const std::string& sha256) const;

 private:
  Pictures(std::filesystem::path folder, std::size_t most)
      : folder_(std::move(folder)), most_(most) {}

  const std::filesystem::path folder_;
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::deque<std::string> kept_;  // the oldest first
};

}  // namespace oit::render
