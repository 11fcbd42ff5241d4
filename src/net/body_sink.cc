#include "net/body_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace oit::net {
namespace {

constexpr std::size_t kHead = 1'024;      // what sniff() looks at
constexpr std::size_t kVideo = 65'536;    // enough to say that it is one
constexpr std::size_t kBuffer = 262'144;  // bytes gathered before a write
constexpr std::size_t kPageInMemory = std::size_t{1} << 20;

std::string temporary_folder() {
  const char* folder = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return folder == nullptr || *folder == '\0' ? "/tmp" : folder;
}

}  // namespace

void BodySink::begin(const FetchLimits& limits, model::Purpose purpose, bool may_spool,
                     std::string_view content_type) {
  reset();
  limits_ = &limits;
  purpose_ = purpose;
  const bool is_page = purpose == model::Purpose::page || purpose == model::Purpose::document;
  may_spool_ = may_spool && is_page;
  may_move_ = !may_spool && is_page;  // an error page, too, may be large
  content_type_ = content_type;
  limit_ = purpose == model::Purpose::robots ? limits.robots_bytes : limits.page_bytes;
  is_decided_ = !may_spool_;
}

void BodySink::decide() {
  is_decided_ = true;
  switch (model::sniff(body_, content_type_)) {
    case model::BodyKind::html:
    case model::BodyKind::xml:
      may_move_ = true;
      return;
    case model::BodyKind::text:
    case model::BodyKind::none:
      return;
    case model::BodyKind::video:  // never read: knowing that it is there is enough
      limit_ = std::min(limit_, kVideo);
      return;
    default:
      is_document_ = true;
      limit_ = limits_->document_bytes;
  }
}

BodySink::Verdict BodySink::add(std::string_view bytes, std::size_t wire_bytes) {
  if (!is_decided_ && body_.size() + bytes.size() >= kHead) {
    const auto need = kHead - std::min(kHead, body_.size());
    body_.append(bytes.substr(0, need));
    size_ += need;
    bytes.remove_prefix(need);
    decide();
  }
  const bool is_full = size_ + bytes.size() > limit_;
  bytes = bytes.substr(0, limit_ - std::min(limit_, size_));
  body_.append(bytes);
  size_ += bytes.size();
  if (size_ > limits_->bomb_bytes && size_ / limits_->bomb_ratio > wire_bytes) return Verdict::bomb;
  if (body_.size() >= (is_document_ || file_ >= 0 ? kBuffer : kPageInMemory) && !move_to_file())
    return Verdict::disk;
  return is_full ? Verdict::full : Verdict::more;
}

bool BodySink::finish() {
  if (!is_decided_) decide();
  if (!is_document_ && file_ < 0) return true;
  const bool written = write_file(body_);
  body_ = std::string();
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  return written;
}

bool BodySink::open_file() {
  if (file_ >= 0) return true;
  path_ =
      (limits_->spool_dir.empty() ? temporary_folder() : limits_->spool_dir) + "/oitcheck-XXXXXX";
  file_ = ::mkostemp(path_.data(), O_CLOEXEC);  // mode 0600
  if (file_ < 0) path_.clear();
  return file_ >= 0;
}

/// A page may stay in memory when no file can be made for it.
bool BodySink::move_to_file() {
  if (!is_document_) {
    may_move_ = may_move_ && open_file();
    if (!may_move_) return true;
  }
  if (!write_file(body_)) return false;
  body_.clear();
  if (!is_document_) body_.shrink_to_fit();
  return true;
}

bool BodySink::write_file(std::string_view bytes) {
  if (!open_file()) return false;
  while (!bytes.empty()) {
    const auto written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void BodySink::release(model::Response& response) {
  if (body_.capacity() > body_.size() + body_.size() / 4) body_.shrink_to_fit();  // it may wait
  response.body = std::move(body_);
  response.spool_path = std::exchange(path_, {});
  response.body_bytes = size_;
  reset();
}

void BodySink::reset() {
  if (file_ >= 0) ::close(std::exchange(file_, -1));
  if (!path_.empty()) ::unlink(path_.c_str());
  path_.clear();
  body_ = std::string();
  size_ = limit_ = 0;
  is_decided_ = is_document_ = may_move_ = false;
}

}  // namespace oit::net
