#include "doc/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "doc/contents.h"
#include "doc/html_text.h"
#include "doc/text_pages.h"
#include "model/fetch.h"
#include "text/charset.h"

namespace oit::doc {
namespace {

using enum model::DocumentOutcome;
constexpr int kMaxRead = 50, kMaxEntries = 2000;
constexpr std::size_t kMaxUnpacked = std::size_t{64} << 20, kFreeOfRatio = std::size_t{10} << 20;
constexpr std::size_t kMaxRatio = 100;

/// Gives the formats the first bytes allow. With all at once a RAR or 7z that ends in a document
/// stored as it is, a ZIP itself, is taken for that document.
void support_formats(archive* archive, std::string_view bytes) {
  if (bytes.starts_with("Rar!")) {
    archive_read_support_format_rar(archive);
    archive_read_support_format_rar5(archive);
  } else if (bytes.starts_with("7z\xBC\xAF")) {
    archive_read_support_format_7zip(archive);
  } else {
    archive_read_support_format_zip(archive);
    archive_read_support_format_tar(archive);
  }
}

bool has_compressed_stream(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B") || bytes.starts_with("BZh") ||
         bytes.starts_with(
             "\xFD"
             "7zXZ");
}

class ArchiveReader {
 public:
  ArchiveReader(std::string_view bytes, const DocumentLimits& limits)
      : bytes_(bytes), limits_(limits), archive_(archive_read_new(), archive_read_free) {
    archive_read_support_filter_gzip(archive_.get());
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    support_formats(archive_.get(), bytes);
    if (has_compressed_stream(bytes)) archive_read_support_format_raw(archive_.get());
  }

  model::Document read() {
    if (archive_read_open_memory(archive_.get(), bytes_.data(), bytes_.size()) != ARCHIVE_OK)
      return ended(damaged, "its archive cannot be opened");
    int status = ARCHIVE_OK;
    archive_entry* entry = nullptr;
    for (int i = 0; i < kMaxEntries && stopped_.empty(); ++i) {
      status = archive_read_next_header(archive_.get(), &entry);
      if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL) break;
      if (i + 1 == kMaxEntries) unread_ = "holds more files than are read";
      read_entry(entry);
    }
    if (!stopped_.empty()) return ended(too_costly, stopped_);
    if (status == ARCHIVE_FATAL && read_ == 0) {
      const bool is_locked = archive_read_has_encrypted_entries(archive_.get()) > 0;
      return is_locked ? ended(encrypted, "asks for a password")
                       : ended(damaged, "its archive cannot be read");
    }
    return finish();
  }

 private:
  void read_entry(archive_entry* entry) {
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) return;
    const char* raw = archive_entry_pathname(entry);
    if (raw == nullptr) raw = archive_entry_pathname_utf8(entry);
    std::string name = raw == nullptr ? "" : text::decode(raw, {}).utf8;
    if (name.starts_with("__MACOSX/") || name.ends_with(".DS_Store")) return;
    ++entries_;
    model::Document inner;
    if (archive_entry_is_encrypted(entry) != 0)
      inner = ended(encrypted, "asks for a password");
    else if (read_ < kMaxRead)
      inner = read_inner();
    else
      unread_ = "holds more files than are read";
    add(name, std::move(inner));
  }

  model::Document read_inner() {
    std::string contents;
    if (!unpack(contents)) return ended(damaged, "a part of its archive breaks off");
    const auto kind = model::sniff(std::string_view(contents).substr(0, 1024), "");
    using enum model::BodyKind;
    if (kind == archive && !is_document_archive(contents))
      return ended(unsupported, "an archive inside an archive");
    if (kind == xml || kind == video || kind == other || kind == none)
      return ended(unsupported, "no document");
    ++read_;
    if (kind == html) return read_page(contents);
    return read_contents(contents, -1, limits_);
  }

  model::Document read_page(std::string_view contents) const {
    TextPages pages(limits_);
    pages.add_line(read_html_text(contents));
    const auto signs = pages.signs();
    auto page = pages.take();
    judge_contents(page, signs, false);
    return page;
  }

  /// Takes the entry's bytes; false when they break off. Beyond the limits the whole archive ends.
  bool unpack(std::string& contents) {
    std::array<char, 65536> buffer;
    for (;;) {
      const la_ssize_t got = archive_read_data(archive_.get(), buffer.data(), buffer.size());
      if (got < 0) return false;
      if (got == 0) return true;
      unpacked_ += static_cast<std::size_t>(got);
      if (unpacked_ > kMaxUnpacked ||
          (unpacked_ > kFreeOfRatio && unpacked_ / kMaxRatio > bytes_.size())) {
        stopped_ = "unpacks to more than is read";
        return false;
      }
      contents.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }

  void add(const std::string& name, model::Document inner) {
    if (all_.title.empty()) all_.title = inner.title;
    if (inner.outcome == ok) {
      is_ok_ = true;
    } else if (worst_.outcome == ok || worst_.outcome == unsupported) {
      worst_.outcome = inner.outcome;
      worst_.why = inner.why;
    }
    all_.page_count += inner.outcome == ok ? std::max(inner.page_count, 1) : 1;
    if (inner.outcome != ok || inner.pages.empty()) inner.pages.assign(1, "");
    std::string& first = inner.pages.front();
    first = first.empty() ? name : name + '\n' + first;
    for (auto& page : inner.pages) {
      text_bytes_ += page.size();
      if (text_bytes_ > limits_.text_bytes) stopped_ = "stopped at the limit of text";
      const bool has_room = all_.pages.size() < static_cast<std::size_t>(limits_.pages);
      if (has_room && stopped_.empty()) all_.pages.push_back(std::move(page));
    }
  }

  model::Document finish() {
    if (entries_ == 0) return ended(empty, "nothing in it");
    all_.outcome = is_ok_ ? ok : worst_.outcome;
    if (!is_ok_) {
      all_.why = worst_.outcome == unsupported ? "holds no document that can be read" : worst_.why;
      all_.page_count = static_cast<int>(all_.pages.size());
    }
    note_unread(all_, unread_);
    return std::move(all_);
  }

  std::string_view bytes_;
  DocumentLimits limits_;
  std::unique_ptr<archive, int (*)(archive*)> archive_;
  model::Document all_, worst_ = ended(ok, "");
  std::size_t unpacked_ = 0, text_bytes_ = 0;
  int read_ = 0, entries_ = 0;
  bool is_ok_ = false;
  std::string stopped_, unread_;
};

}  // namespace

model::Document read_archive(std::string_view bytes, const DocumentLimits& limits) {
  return ArchiveReader(bytes, limits).read();
}

}  // namespace oit::doc
