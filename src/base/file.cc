#include "base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

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

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
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
  const std::string temporary = path.string() + ".part" + std::to_string(::getpid());
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return fail(ErrorCode::io, because("cannot write", path));
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  const int why = errno;
  const bool closed = ::close(file) == 0;
  if (written && closed && ::rename(temporary.c_str(), path.c_str()) == 0) return true;
  if (!written) errno = why;
  auto error = fail(ErrorCode::io, because("cannot write", path));
  ::unlink(temporary.c_str());
  return error;
}

}  // namespace oit
