#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <system_error>

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

Result<bool> write_in_place(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
  if (file < 0) return fail(ErrorCode::io, because("cannot write", path));
  const bool written = write_all(file, bytes);
  const int why = errno;
  const bool closed = ::close(file) == 0;
  if (written && closed) return true;
  if (!written) errno = why;
  return fail(ErrorCode::io, because("cannot write", path));
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
  if (is_special(path)) return write_in_place(path, bytes);
  const std::filesystem::path target = target_of(path);
  const std::string temporary = temporary_beside(target);
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return fail(ErrorCode::io, because("cannot write", path));
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  const int why = errno;
  const bool closed = ::close(file) == 0;
  if (written && closed && ::rename(temporary.c_str(), target.c_str()) == 0) return true;
  if (!written) errno = why;
  auto error = fail(ErrorCode::io, because("cannot write", path));
  ::unlink(temporary.c_str());
  return error;
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

}  // namespace oit
