#include "store/warc_reader.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

#include "store/warc_source.h"

namespace oit::store {
namespace {

using Take = std::function<bool(std::string_view)>;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);  // npos + 1 is 0
}

/// "<urn:uuid:…>" without its brackets, which old writers also put around addresses.
std::string bare(std::string_view value) {
  if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
  return std::string(value);
}

bool is_line_end(char c) { return c == '\r' || c == '\n'; }

/// Passes over line ends. False when something else comes next.
bool skip_line_ends(WarcSource& source) {
  for (auto bytes = source.fill_member(); !bytes.empty(); bytes = source.fill_member()) {
    const auto end = std::ranges::find_if_not(bytes, is_line_end);
    const bool is_all = end == bytes.end();
    source.consume(static_cast<std::size_t>(end - bytes.begin()));
    if (!is_all) return false;
  }
  return true;
}

/// The lines up to an empty one, without it, or why there are none.
struct Header {
  std::string text, damage;
};

Header read_header(WarcSource& source, std::size_t most) {
  Header header;
  const auto has_ended = [&] {
    return header.text.ends_with("\n\r\n") || header.text.ends_with("\n\n");
  };
  for (auto bytes = source.fill(); !bytes.empty(); bytes = source.fill()) {
    const auto line = bytes.substr(0, std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    if (header.text.empty() && !std::string_view("WARC/").starts_with(line.substr(0, 5)))
      return {{}, "what should be a record does not begin with WARC/"};
    if (header.text.size() + line.size() > most) return {{}, "a record's header is too long"};
    header.text += line;
    source.consume(line.size());
    if (has_ended()) return header;
  }
  header.damage = source.damage().empty() ? "ends inside a record's header" : source.damage();
  return header;
}

void take_field(WarcEntry& entry, std::string& length, std::string_view name,
                std::string_view value) {
  static constexpr std::pair<std::string_view, std::string WarcEntry::*> kFields[] = {
      {"warc-record-id", &WarcEntry::id},
      {"warc-target-uri", &WarcEntry::uri},
      {"warc-date", &WarcEntry::date},
      {"content-type", &WarcEntry::content_type},
      {"warc-payload-digest", &WarcEntry::payload_digest},
      {"warc-block-digest", &WarcEntry::block_digest},
      {"warc-refers-to", &WarcEntry::refers_to},
      {"warc-refers-to-target-uri", &WarcEntry::refers_to_uri},
      {"warc-refers-to-date", &WarcEntry::refers_to_date},
      {"warc-profile", &WarcEntry::profile}};
  const auto key = lower(name);
  for (const auto& [field, place] : kFields)
    if (key == field) entry.*place = bare(value);
  if (key == "warc-type") entry.type = lower(value);
  if (key == "warc-concurrent-to") entry.concurrent_to.push_back(bare(value));
  if (key == "content-length" && length.empty()) length = value;
}

/// Reads `header` into `entry`; what is wrong with it, or "".
std::string parse_header(std::string_view header, const WarcLimits& limits, WarcEntry& entry) {
  std::string unfolded;  // a line that begins with a blank goes on with the one before
  for (const char c : header) {
    if ((c == ' ' || c == '\t') && unfolded.ends_with('\n'))
      unfolded.erase(unfolded.size() - (unfolded.ends_with("\r\n") ? 2 : 1));
    unfolded += c;
  }
  std::string length;
  std::string_view rest = unfolded;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size() - 1);
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (const auto colon = line.find(':'); colon != std::string_view::npos)
      take_field(entry, length, trim(line.substr(0, colon)), trim(line.substr(colon + 1)));
  }
  const char* const last = length.data() + length.size();
  const auto [end, error] = std::from_chars(length.data(), last, entry.block_bytes);
  if (length.empty() || end != last || error != std::errc())
    return "a record has no proper Content-Length";
  return entry.block_bytes > limits.block_bytes ? "a record is too large" : "";
}

/// Gives the `size` bytes that come next to `take`, until it says false; what is wrong, or "".
std::string read_bytes(WarcSource& source, std::uint64_t size, const Take& take) {
  bool wants_more = true;
  while (size > 0) {
    const auto bytes = source.fill_member();
    if (bytes.empty()) return source.damage().empty() ? "ends inside a record" : source.damage();
    const auto piece =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes.size())));
    if (wants_more) wants_more = take(piece);
    size -= piece.size();
    source.consume(piece.size());
  }
  return {};
}

bool ignore(std::string_view) { return false; }

}  // namespace

struct WarcReader::Impl {
  Impl(std::filesystem::path path_read, int file, const WarcLimits& limits_kept)
      : path(std::move(path_read)), source(file), limits(limits_kept) {}

  std::string read_one(WarcEntry& entry, std::size_t& held);

  std::filesystem::path path;
  WarcSource source;
  WarcLimits limits;
};

/// Reads one record into `entry` and passes over its block; what is wrong, or "". `held` counts
/// bytes of headers.
std::string WarcReader::Impl::read_one(WarcEntry& entry, std::size_t& held) {
  entry.offset = source.offset();
  entry.skip = source.skip();
  const auto header = read_header(source, limits.header_bytes);
  if (!header.damage.empty()) return header.damage;
  auto wrong = parse_header(header.text, limits, entry);
  if (!wrong.empty()) return wrong;
  held += sizeof entry + header.text.size();
  if (held > limits.held_bytes) return "it has too many records";
  if (source.total() + entry.block_bytes > limits.file_bytes) return "it holds too much";
  wrong = read_bytes(source, entry.block_bytes, ignore);
  if (!wrong.empty()) return wrong;
  skip_line_ends(source);
  if (source.offset() != entry.offset) entry.length = source.offset() - entry.offset;
  return source.damage();
}

WarcReader::WarcReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WarcReader::WarcReader(WarcReader&&) noexcept = default;
WarcReader& WarcReader::operator=(WarcReader&&) noexcept = default;
WarcReader::~WarcReader() = default;

Result<WarcReader> WarcReader::open(const std::filesystem::path& path, WarcLimits limits) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat seen {};
  if (file >= 0 && ::fstat(file, &seen) == 0 && S_ISREG(seen.st_mode))
    return WarcReader(std::make_unique<Impl>(path, file, limits));
  const std::string why = file < 0 ? std::strerror(errno) : "it is no file";
  if (file >= 0) ::close(file);
  return fail(ErrorCode::io, "cannot read " + path.string() + ": " + why);
}

Result<WarcIndex> WarcReader::index() {
  WarcIndex index;
  std::size_t held = 0;
  impl_->source.start(0);
  while (index.cut.empty() && (!skip_line_ends(impl_->source) || !impl_->source.fill().empty())) {
    WarcEntry entry;
    index.cut = impl_->read_one(entry, held);
    if (index.cut.empty()) index.entries.push_back(std::move(entry));
  }
  if (index.cut.empty()) index.cut = impl_->source.damage();
  if (index.entries.empty())
    return fail(ErrorCode::io, impl_->path.string() + " is no WARC file" +
                                   (index.cut.empty() ? ": it is empty" : ": " + index.cut));
  return index;
}

Result<bool> WarcReader::read(const WarcEntry& entry, const Take& take) {
  auto& source = impl_->source;
  const auto damaged = [&](const std::string& why) {
    return fail(ErrorCode::io, impl_->path.string() + " is damaged at byte " +
                                   std::to_string(entry.offset) + ": " + why);
  };
  source.start(entry.offset);
  static_cast<void>(source.fill());
  std::string wrong = read_bytes(source, entry.skip, ignore);
  if (!wrong.empty()) return damaged(wrong);
  const auto header = read_header(source, impl_->limits.header_bytes);
  if (!header.damage.empty()) return damaged(header.damage);
  WarcEntry found;
  wrong = parse_header(header.text, impl_->limits, found);
  if (wrong.empty() && (found.id != entry.id || found.block_bytes != entry.block_bytes))
    wrong = "another record stands there";
  if (wrong.empty()) wrong = read_bytes(source, found.block_bytes, take);
  if (!wrong.empty()) return damaged(wrong);
  skip_line_ends(source);  // up to the member's check sum
  if (!source.damage().empty()) return damaged(source.damage());
  return true;
}

Result<std::string> WarcReader::read_block(const WarcEntry& entry, std::size_t most) {
  if (entry.block_bytes > most)
    return fail(ErrorCode::io, "a record of " + impl_->path.string() + " is larger than " +
                                   std::to_string(most) + " bytes");
  std::string block;
  auto read_all = read(entry, [&](std::string_view bytes) {
    block += bytes;
    return true;
  });
  if (!read_all) return pass_on(read_all);
  return block;
}

}  // namespace oit::store
