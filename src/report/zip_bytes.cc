#include "report/zip_bytes.h"

#include <zip.h>

#include <memory>

namespace oit::report {
namespace {

constexpr zip_uint16_t kFirstDay = (1 << 5) | 1;  // of MS-DOS time: 1 January 1980, midnight

struct DropSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct DropArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Source = std::unique_ptr<zip_source_t, DropSource>;
using Archive = std::unique_ptr<zip_t, DropArchive>;

tl::unexpected<Error> failed(const char* step) {
  return fail(ErrorCode::internal, std::string("an archive could not be made: ") + step);
}

bool add(zip_t* archive, const std::string& name, const std::string& bytes) {
  Source part(zip_source_buffer(archive, bytes.data(), bytes.size(), 0));
  if (!part) return false;
  const auto index = zip_file_add(archive, name.c_str(), part.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) return false;
  (void)part.release();  // the archive's now
  const auto at = static_cast<zip_uint64_t>(index);
  return zip_file_set_dostime(archive, at, 0, kFirstDay, 0) == 0;
}

Result<std::string> read_all(zip_source_t* source) {
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return failed("open");
  std::string out(stat.size, '\0');
  const auto size = zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  if (size < 0 || static_cast<std::size_t>(size) != out.size()) return failed("read");
  return out;
}

}  // namespace

Result<std::string> zip_bytes(const std::vector<std::pair<std::string, std::string>>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  Source whole(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!whole) return failed("begin");
  Archive archive(zip_open_from_source(whole.get(), ZIP_TRUNCATE, &error));
  if (!archive) return failed("begin");
  zip_source_keep(whole.get());  // one reference is the archive's
  for (const auto& [name, bytes] : parts)
    if (!add(archive.get(), name, bytes)) return failed(name.c_str());
  if (zip_close(archive.get()) != 0) return failed("close");
  (void)archive.release();
  return read_all(whole.get());
}

}  // namespace oit::report
