#include "store/warc_payload.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <vector>

#include "base/sha256.h"

namespace oit::store {
namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10;

}  // namespace

Result<std::uint64_t> read_payload(const WarcPayload& payload,
                                   const std::function<bool(std::string_view)>& take) {
  const auto refused = [] { return fail(ErrorCode::io, "the bytes were not taken"); };
  if (payload.file < 0) {
    if (!payload.bytes.empty() && !take(payload.bytes)) return refused();
    return std::uint64_t{payload.bytes.size()};
  }
  std::vector<char> piece(kPiece);
  std::uint64_t given = 0;
  for (;;) {
    const auto got = ::pread(payload.file, piece.data(), piece.size(), static_cast<off_t>(given));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return fail(ErrorCode::io,
                  std::string("cannot read a spooled body: ") + std::strerror(errno));
    if (got == 0) return given;
    if (!take({piece.data(), static_cast<std::size_t>(got)})) return refused();
    given += static_cast<std::uint64_t>(got);
  }
}

Result<std::string> digest_of(const WarcPayload& payload) {
  Sha256 digest;
  const auto read = read_payload(payload, [&](std::string_view bytes) {
    digest.add(bytes);
    return true;
  });
  if (!read) return pass_on(read);
  return "sha256:" + digest.hex();
}

}  // namespace oit::store
