#include "store/deflate.h"

#include <zlib.h>

#include "base/check.h"

namespace oit::store {
namespace {

const Bytef* bytes_of(std::string_view text) { return reinterpret_cast<const Bytef*>(text.data()); }

}  // namespace

std::string deflate(std::string_view bytes, Effort effort) {
  auto size = ::compressBound(bytes.size());
  std::string out(size, '\0');
  const int level = effort == Effort::quick ? 3 : Z_DEFAULT_COMPRESSION;
  const int done = ::compress2(reinterpret_cast<Bytef*>(out.data()), &size, bytes_of(bytes),
                               bytes.size(), level);
  OIT_CHECK(done == Z_OK);  // the bound is the library's own
  out.resize(size);
  return out;
}

std::optional<std::string> inflate(std::string_view deflated, std::size_t size) {
  // Deflate makes nothing more than 1,032 times smaller: a size beyond is damage.
  if (size / 1'032 > deflated.size() + 1) return std::nullopt;
  std::string out(size + 1, '\0');  // one more, to see what is too long
  uLongf got = out.size();
  const int done =
      ::uncompress(reinterpret_cast<Bytef*>(out.data()), &got, bytes_of(deflated), deflated.size());
  if (done != Z_OK || got != size) return std::nullopt;
  out.resize(size);
  return out;
}

}  // namespace oit::store
