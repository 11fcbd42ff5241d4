#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace oit {

/// A file that is written piece by piece and gets its name only when it is whole: until `commit`
/// the bytes stand in a temporary file beside it, which goes away with an object that never
/// committed. A link is followed; a device or pipe is written to as it stands. One thread at a
/// time.
class NewFile {
 public:
  /// Errors: io.
  static Result<NewFile> create(const std::filesystem::path& path);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();

  /// Errors: io; every later call fails alike.
  Result<bool> write(std::string_view bytes);

  /// Puts everything on the disk and gives it its name. Errors: io, also when a write failed.
  Result<bool> commit();

 private:
  NewFile(std::filesystem::path path, std::string temporary, int file)
      : path_(std::move(path)), temporary_(std::move(temporary)), file_(file) {}

  std::filesystem::path path_;
  std::string temporary_;  // empty for what is written in place
  int file_ = -1;
  bool is_whole_ = true;  // every byte given was written
};

}  // namespace oit
