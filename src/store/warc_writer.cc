#include "store/warc_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/sha256.h"
#include "store/gzip_member.h"
#include "store/moment.h"
#include "store/warc_payload.h"

namespace oit::store {
namespace {

constexpr std::string_view kRecordEnd = "\r\n\r\n";

/// A file that is closed whatever happens.
class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags)
      : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  int get() const { return file_; }
  bool close() { return ::close(std::exchange(file_, -1)) == 0; }

 private:
  int file_;
};

std::string because(const std::filesystem::path& path) {
  return "cannot write " + path.string() + ": " + std::strerror(errno);
}

void add_field(std::string& header, std::string_view name, std::string_view value) {
  header.append(name).append(": ");
  const auto at = header.size();
  header += value;
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::replace_if(header.begin() + static_cast<std::ptrdiff_t>(at), header.end(), is_control, ' ');
  header += "\r\n";
}

/// The header of `record`, which has the id `id` and a block of `size` bytes.
std::string header_of(const WarcRecord& record, const std::string& id, const std::string& warcinfo,
                      const std::string& block_digest, std::uint64_t size) {
  std::string header = "WARC/1.1\r\n";
  add_field(header, "WARC-Type", record.type);
  add_field(header, "WARC-Record-ID", id);
  add_field(header, "WARC-Date", warc_date(record.date));
  if (!record.uri.empty()) add_field(header, "WARC-Target-URI", record.uri);
  if (!warcinfo.empty()) add_field(header, "WARC-Warcinfo-ID", warcinfo);
  for (const auto& [name, value] : record.fields) add_field(header, name, value);
  if (!record.payload_digest.empty())
    add_field(header, "WARC-Payload-Digest", record.payload_digest);
  add_field(header, "WARC-Block-Digest", block_digest);
  if (!record.content_type.empty()) add_field(header, "Content-Type", record.content_type);
  add_field(header, "Content-Length", std::to_string(size));
  return header + "\r\n";
}

/// Adds the member; false when the file, or the payload, failed.
bool add_member(GzipMember& member, const std::string& header, const WarcRecord& record,
                std::uint64_t size) {
  if (!member.add(header) || !member.add(record.head)) return false;
  const auto payload =
      read_payload(record.payload, [&](std::string_view bytes) { return member.add(bytes); });
  if (!payload) return false;
  if (record.head.size() + *payload != size) {
    errno = EIO;  // the file grew or shrank after its length was written
    return false;
  }
  return member.add(kRecordEnd) && member.finish();
}

}  // namespace

WarcWriter::WarcWriter(std::filesystem::path path, std::string seed)
    : path_(std::move(path)), seed_(std::move(seed)) {}

Result<WarcWriter> WarcWriter::create(std::filesystem::path path, std::string seed) {
  const OpenFile file(path, O_WRONLY | O_CREAT | O_EXCL);
  if (file.get() < 0) return fail(ErrorCode::io, because(path));
  return WarcWriter(std::move(path), std::move(seed));
}

/// A UUID of version 8: what its digits mean is the maker's business (RFC 9562, section 5.8).
std::string WarcWriter::next_id() {
  std::string digits = sha256_hex(seed_ + '\n' + std::to_string(records_++)).substr(0, 32);
  digits[12] = '8';
  digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) & 3U];
  for (const std::size_t at : {20U, 16U, 12U, 8U}) digits.insert(at, 1, '-');
  return "<urn:uuid:" + digits + '>';
}

Result<WarcPlace> WarcWriter::write(const WarcRecord& record) {
  if (!failure_.empty()) return fail(ErrorCode::io, failure_);
  Sha256 digest;
  digest.add(record.head);
  const auto payload = read_payload(record.payload, [&](std::string_view bytes) {
    digest.add(bytes);
    return true;
  });
  if (!payload) return pass_on(payload);
  const auto size = record.head.size() + *payload;
  WarcPlace place{next_id(), size_, 0};
  const auto header = header_of(record, place.id, warcinfo_id_, "sha256:" + digest.hex(), size);
  OpenFile file(path_, O_WRONLY | O_APPEND);
  GzipMember member(file.get());
  if (file.get() < 0 || !add_member(member, header, record, size) || !file.close()) {
    failure_ = because(path_);
    static_cast<void>(::truncate(path_.c_str(), static_cast<off_t>(size_)) ==
                      0);  // as well as can be
    return fail(ErrorCode::io, failure_);
  }
  size_ += member.written();
  place.length = member.written();
  if (record.type == "warcinfo") warcinfo_id_ = place.id;
  return place;
}

Result<bool> WarcWriter::sync() {
  if (!failure_.empty()) return fail(ErrorCode::io, failure_);
  const OpenFile file(path_, O_WRONLY);
  if (file.get() >= 0 && ::fsync(file.get()) == 0) return true;
  failure_ = because(path_);
  return fail(ErrorCode::io, failure_);
}

std::string warc_date(std::chrono::system_clock::time_point at) { return Moment(at).iso_seconds(); }

}  // namespace oit::store
