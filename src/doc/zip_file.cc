#include "doc/zip_file.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <utility>

namespace oit::doc {
namespace {

constexpr std::size_t kMaxInflated = std::size_t{64} << 20, kFreeOfRatio = std::size_t{10} << 20;
constexpr std::size_t kMaxRatio = 100;
constexpr zip_int64_t kMaxNames = 20'000;

}  // namespace

std::string_view without_tail(std::string_view bytes) {
  constexpr std::size_t kFixed = 22, kLength = 20;  // bytes; where that of the remark stands
  const auto end = bytes.rfind("PK\5\6");
  if (end == std::string_view::npos || bytes.size() - end < kFixed) return bytes;
  const auto byte = [&](std::size_t at) {
    return std::size_t{static_cast<unsigned char>(bytes[end + at])};
  };
  return bytes.substr(0, end + kFixed + (byte(kLength) | byte(kLength + 1) << 8U));
}

void ZipFile::Closer::operator()(zip* archive) const { zip_discard(archive); }

ZipFile::ZipFile(std::string_view bytes) : packed_(bytes.size()) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (!archive_) {
    if (source != nullptr) zip_source_free(source);
    fail(zip_error_code_zip(&error) == ZIP_ER_MEMORY ? model::DocumentOutcome::too_costly
                                                     : model::DocumentOutcome::damaged,
         "its archive cannot be opened");
  }
  zip_error_fini(&error);
}

void ZipFile::fail(model::DocumentOutcome outcome, std::string why) {
  if (trouble_ != model::DocumentOutcome::ok) return;
  trouble_ = outcome;
  why_ = std::move(why);
}

bool ZipFile::has(const std::string& name) const {
  return archive_ && zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS) >= 0;
}

std::vector<std::string> ZipFile::names() const {
  std::vector<std::string> names;
  if (!archive_) return names;
  const zip_int64_t count = std::min(zip_get_num_entries(archive_.get(), 0), kMaxNames);
  for (zip_int64_t i = 0; i < count; ++i)
    if (const char* name =
            zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
      names.emplace_back(name);
  return names;
}

std::string ZipFile::read(const std::string& name) {
  using enum model::DocumentOutcome;
  if (trouble_ != ok || !has(name)) return {};
  zip_stat_t status;
  zip_stat_init(&status);
  zip_stat(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS, &status);
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    fail(encrypted, "asks for a password");
    return {};
  }
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
      zip_fopen(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS), zip_fclose);
  if (!file) {
    fail(damaged, "a part of it cannot be opened");
    return {};
  }
  std::string bytes;
  std::array<char, 65536> buffer;
  for (;;) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) {
      fail(damaged, "a part of it breaks off");
      return {};
    }
    if (got == 0) return bytes;
    inflated_ += static_cast<std::size_t>(got);
    if (inflated_ > kMaxInflated || (inflated_ > kFreeOfRatio && inflated_ / kMaxRatio > packed_)) {
      fail(too_costly, "unpacks to far more than it is");
      return {};
    }
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

std::string resolve_part(std::string_view from, std::string_view target) {
  std::vector<std::string_view> folders;
  const auto walk = [&folders](std::string_view path) {
    while (!path.empty()) {
      const std::size_t end = std::min(path.find('/'), path.size());
      const std::string_view step = path.substr(0, end);
      path.remove_prefix(std::min(end + 1, path.size()));
      if (step == ".." && !folders.empty()) folders.pop_back();
      if (!step.empty() && step != "." && step != "..") folders.push_back(step);
    }
  };
  if (!target.starts_with('/')) walk(from.substr(0, from.rfind('/') + 1));
  walk(target);
  std::string path;
  for (const auto folder : folders) {
    if (!path.empty()) path += '/';
    path += folder;
  }
  return path;
}

}  // namespace oit::doc
