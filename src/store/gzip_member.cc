#include "store/gzip_member.h"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/check.h"

namespace oit::store {
namespace {

constexpr int kLevel = 6, kGzipWindow = 15 + 16, kMemory = 8;
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;  // avail_in is an unsigned int

bool write_all(int file, const unsigned char* bytes, std::size_t size) {
  while (size > 0) {
    const auto taken = ::write(file, bytes, size);
    if (taken < 0 && errno == EINTR) continue;
    if (taken == 0) errno = ENOSPC;
    if (taken <= 0) return false;
    bytes += taken;
    size -= static_cast<std::size_t>(taken);
  }
  return true;
}

}  // namespace

struct GzipMember::Deflate {
  z_stream stream{};
  std::array<unsigned char, 65'536> out{};
};

GzipMember::GzipMember(int file) : deflate_(std::make_unique<Deflate>()), file_(file) {
  OIT_CHECK(deflateInit2(&deflate_->stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory,
                         Z_DEFAULT_STRATEGY) == Z_OK);
}

GzipMember::~GzipMember() { deflateEnd(&deflate_->stream); }

bool GzipMember::add(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.substr(0, kMostAtOnce);
    // zlib's interface is older than const
    deflate_->stream.next_in =
        reinterpret_cast<unsigned char*>(const_cast<char*>(piece.data()));  // NOLINT
    deflate_->stream.avail_in = static_cast<unsigned>(piece.size());
    if (!pump(Z_NO_FLUSH)) return false;
    bytes.remove_prefix(piece.size());
  }
  return true;
}

bool GzipMember::finish() { return pump(Z_FINISH); }

bool GzipMember::pump(int flush) {
  auto& stream = deflate_->stream;
  int state = Z_OK;
  do {
    stream.next_out = deflate_->out.data();
    stream.avail_out = static_cast<unsigned>(deflate_->out.size());
    state = deflate(&stream, flush);
    const std::size_t made = deflate_->out.size() - stream.avail_out;
    if (!write_all(file_, deflate_->out.data(), made)) return false;
    written_ += made;
  } while (flush == Z_FINISH ? state != Z_STREAM_END : stream.avail_out == 0);
  return true;
}

}  // namespace oit::store
