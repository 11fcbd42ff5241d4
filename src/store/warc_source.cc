#include "store/warc_source.h"

#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/check.h"

namespace oit::store {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr std::string_view kGzipMagic = "\x1F\x8B";

}  // namespace

struct WarcSource::Inflate {
  z_stream stream{};
  std::array<char, 65'536> in{}, out{};
};

WarcSource::WarcSource(int file) : inflate_(std::make_unique<Inflate>()), file_(file) {
  OIT_CHECK(inflateInit2(&inflate_->stream, kGzipWindow) == Z_OK);
}

WarcSource::~WarcSource() {
  inflateEnd(&inflate_->stream);
  ::close(file_);
}

void WarcSource::start(std::uint64_t offset) {
  file_at_ = member_at_ = offset;
  member_out_ = 0;
  ready_ = {};
  damage_.clear();
  inflate_->stream.avail_in = 0;
  std::array<char, 2> magic{};
  const auto got = ::pread(file_, magic.data(), magic.size(), static_cast<off_t>(offset));
  const bool is_gzip = got == 2 && std::string_view(magic.data(), 2) == kGzipMagic;
  state_ = is_gzip ? State::between : State::plain;
}

/// False at the end of the file, and when it cannot be read.
bool WarcSource::read_more() {
  auto& in = inflate_->in;
  ssize_t got = 0;
  do {
    got = ::pread(file_, in.data(), in.size(), static_cast<off_t>(file_at_));
  } while (got < 0 && errno == EINTR);
  if (got < 0) damage_ = std::string("cannot be read: ") + std::strerror(errno);
  if (got <= 0) return false;
  file_at_ += static_cast<std::uint64_t>(got);
  inflate_->stream.next_in = reinterpret_cast<unsigned char*>(in.data());
  inflate_->stream.avail_in = static_cast<unsigned>(got);
  return true;
}

void WarcSource::begin_member() {
  if (inflate_->stream.avail_in == 0 && !read_more()) return;
  member_at_ = file_at_ - inflate_->stream.avail_in;
  member_out_ = 0;
  inflateReset(&inflate_->stream);
  state_ = State::inside;
}

void WarcSource::inflate_some() {
  auto& stream = inflate_->stream;
  if (stream.avail_in == 0 && !read_more()) {
    if (damage_.empty()) damage_ = "ends inside a gzip member";
    return;
  }
  stream.next_out = reinterpret_cast<unsigned char*>(inflate_->out.data());
  stream.avail_out = static_cast<unsigned>(inflate_->out.size());
  const int result = inflate(&stream, Z_NO_FLUSH);
  const std::size_t made = inflate_->out.size() - stream.avail_out;
  ready_ = std::string_view(inflate_->out.data(), made);
  if (result == Z_STREAM_END) {
    state_ = State::between;
  } else if (result != Z_OK && result != Z_BUF_ERROR) {
    damage_ = "no sound gzip member at byte " + std::to_string(member_at_);
  }
}

std::string_view WarcSource::fill_member() {
  while (ready_.empty() && damage_.empty() && state_ == State::inside) inflate_some();
  if (ready_.empty() && state_ == State::plain && damage_.empty() && read_more()) {
    ready_ = std::string_view(inflate_->in.data(), inflate_->stream.avail_in);
    inflate_->stream.avail_in = 0;
  }
  return ready_;
}

std::string_view WarcSource::fill() {
  while (fill_member().empty() && state_ == State::between && damage_.empty()) {
    begin_member();
    if (state_ == State::between) break;  // the end of the file
  }
  return ready_;
}

void WarcSource::consume(std::size_t bytes) {
  ready_.remove_prefix(bytes);
  member_out_ += bytes;
  total_ += bytes;
}

std::uint64_t WarcSource::offset() const {
  if (state_ == State::plain) return file_at_ - ready_.size();
  if (state_ == State::between && ready_.empty()) return file_at_ - inflate_->stream.avail_in;
  return member_at_;
}

std::uint64_t WarcSource::skip() const {
  const bool is_fresh = state_ == State::plain || (state_ == State::between && ready_.empty());
  return is_fresh ? 0 : member_out_;
}

}  // namespace oit::store
