#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/new_file.h"

namespace oit {
namespace {

std::string because(const std::string& what, const std::filesystem::path& path) {
  return what + " " + path.string() + ": " + std::strerror(errno);
}

/// Writes all of `bytes` to `file`, whatever pieces the kernel takes.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto taken = ::write(file, bytes.data(), bytes.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  return true;
}

/// Something that exists and is no regular file: renaming over it would replace a device by a file.
bool is_special(const std::filesystem::path& path) {
  struct stat seen {};
  return ::stat(path.c_str(), &seen) == 0 && !S_ISREG(seen.st_mode);
}

/// Where the links of `path` lead, also to a file that does not exist yet.
std::filesystem::path target_of(std::filesystem::path path) {
  constexpr int kMostLinks = 40;  // as the kernel's
  std::error_code error;
  for (int links = 0; links < kMostLinks && std::filesystem::is_symlink(path, error); ++links)
    path = path.parent_path() / std::filesystem::read_symlink(path, error);
  return path;
}

std::string temporary_beside(const std::filesystem::path& target) {
  return target.string() + ".part" + std::to_string(::getpid());
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {  // reads like an empty file otherwise
    errno = EISDIR;
    return fail(ErrorCode::io, because("cannot read", path));
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(ErrorCode::io, because("cannot read", path));
  std::string bytes;
  char chunk[1 << 16];
  while (in.read(chunk, sizeof chunk) || in.gcount() > 0) {
    bytes.append(chunk, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit_bytes)
      return fail(ErrorCode::io, "file is larger than " + std::to_string(limit_bytes) +
                                     " bytes: " + path.string());
  }
  if (in.bad()) return fail(ErrorCode::io, because("cannot read", path));
  return bytes;
}

Result<bool> write_file(const std::filesystem::path& path, std::string_view bytes) {
  auto file = NewFile::create(path);
  if (!file) return pass_on(file);
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

Result<bool> check_writable(const std::filesystem::path& path) {
  struct stat seen {};
  const bool exists = ::stat(path.c_str(), &seen) == 0;
  if (exists && S_ISDIR(seen.st_mode)) errno = EISDIR;
  if (exists && (S_ISDIR(seen.st_mode) || ::access(path.c_str(), W_OK) != 0))
    return fail(ErrorCode::io, because("cannot write", path));
  if (is_special(path)) return true;
  const std::string temporary = temporary_beside(target_of(path));
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return fail(ErrorCode::io, because("cannot write", path));
  ::close(file);
  ::unlink(temporary.c_str());
  return true;
}

Result<NewFile> NewFile::create(const std::filesystem::path& path) {
  const bool in_place = is_special(path);
  const std::filesystem::path target = in_place ? path : target_of(path);
  std::string temporary = in_place ? std::string() : temporary_beside(target);
  const int file = in_place
                       ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY)
                       : ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return fail(ErrorCode::io, because("cannot write", path));
  return NewFile(target, std::move(temporary), file);
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::exchange(other.file_, -1)),
      is_whole_(other.is_whole_) {}

NewFile::~NewFile() {
  if (file_ >= 0) ::close(file_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<bool> NewFile::write(std::string_view bytes) {
  if (is_whole_ && write_all(file_, bytes)) return true;
  if (!is_whole_) errno = EIO;
  is_whole_ = false;
  return fail(ErrorCode::io, because("cannot write", path_));
}

Result<bool> NewFile::commit() {
  if (!is_whole_) {
    errno = EIO;
    return fail(ErrorCode::io, because("cannot write", path_));
  }
  const bool is_synced = temporary_.empty() || ::fsync(file_) == 0;
  int why = errno;
  const bool is_closed = ::close(std::exchange(file_, -1)) == 0;
  if (is_synced && !is_closed) why = errno;
  if (is_synced && is_closed &&
      (temporary_.empty() || ::rename(temporary_.c_str(), path_.c_str()) == 0)) {
    temporary_.clear();
    return true;
  }
  if (!is_synced || !is_closed) errno = why;
  return fail(ErrorCode::io, because("cannot write", path_));
}

}  // namespace oit
