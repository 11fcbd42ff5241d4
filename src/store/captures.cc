#include <algorithm>
#include <system_error>
#include <tuple>

#include "store/capture_contents.h"
#include "store/moment.h"

namespace oit::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".warc.gz";

/// "<site>-<YYYYMMDDhhmmss>.warc.gz" taken apart.
std::optional<CaptureFile> read_name(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!name.ends_with(kEnding)) return std::nullopt;
  const auto stem = std::string_view(name).substr(0, name.size() - kEnding.size());
  const auto dash = stem.rfind('-');
  if (dash == std::string_view::npos || !is_site_id(stem.substr(0, dash))) return std::nullopt;
  const auto time = read_fourteen_digits(stem.substr(dash + 1));
  if (!time) return std::nullopt;
  return CaptureFile{path, std::string(stem.substr(0, dash)), *time};
}

/// Of captures in order, the last of each site.
std::vector<CaptureFile> newest_of(std::vector<CaptureFile> files) {
  std::vector<CaptureFile> newest;
  for (auto& file : files) {
    if (!newest.empty() && newest.back().site == file.site) newest.pop_back();
    newest.push_back(std::move(file));
  }
  return newest;
}

}  // namespace

Capture::Capture(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
Capture::Capture(Capture&&) noexcept = default;
Capture& Capture::operator=(Capture&&) noexcept = default;
Capture::~Capture() = default;

const SiteHead& Capture::head() const { return contents_->head; }
const std::optional<SiteEnd>& Capture::end() const { return contents_->end; }
const std::string& Capture::cut() const { return contents_->index.cut; }
const CapturedScans& Capture::scans() const { return contents_->scans; }
std::size_t Capture::answers() const { return contents_->answer_count; }

Result<Capture> open_capture(const fs::path& path) {
  auto reader = WarcReader::open(path);
  if (!reader) return pass_on(reader);
  auto contents = std::make_unique<Capture::Contents>(path, std::move(*reader));
  if (const auto loaded = contents->load(); !loaded) return pass_on(loaded);
  return Capture(std::move(contents));
}

Result<std::vector<CaptureFile>> list_captures(const fs::path& path, CaptureChoice choice) {
  std::error_code error;
  if (fs::is_regular_file(path, error))
    return std::vector<CaptureFile>{read_name(path).value_or(CaptureFile{path, {}, {}})};
  std::vector<CaptureFile> files;
  fs::directory_iterator at(path, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error)) {
    std::error_code ignored;
    auto file = read_name(at->path());
    if (file && at->is_regular_file(ignored)) files.push_back(std::move(*file));
  }
  if (error) return fail(ErrorCode::io, "cannot read " + path.string() + ": " + error.message());
  std::ranges::sort(files, [](const CaptureFile& a, const CaptureFile& b) {
    return std::tie(a.site, a.started_at) < std::tie(b.site, b.started_at);
  });
  return choice == CaptureChoice::all ? files : newest_of(std::move(files));
}

}  // namespace oit::store
