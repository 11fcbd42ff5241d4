#include "store/capture_contents.h"

#include <algorithm>

#include "store/http_head.h"
#include "store/moment.h"

namespace oit::store {
namespace {

constexpr std::size_t kLongestNote = std::size_t{4} << 20;

bool is_http(const WarcEntry& entry) { return entry.content_type.starts_with("application/http"); }

/// Gives the payload of `entry`, not its HTTP head, to `take`.
Result<bool> read_payload_of(WarcReader& reader, const WarcEntry& entry,
                             const std::function<bool(std::string_view)>& take) {
  if (!is_http(entry)) return reader.read(entry, take);
  BodyAfterHead body(take);
  return reader.read(entry, [&](std::string_view bytes) { return body.add(bytes); });
}

bool holds_body(const WarcEntry& entry) {
  return entry.type == "response" && !entry.payload_digest.empty();
}

}  // namespace

SiblingBodies::SiblingBodies(const std::filesystem::path& capture, std::string site)
    : capture_(capture), site_(std::move(site)) {}

void SiblingBodies::list() {
  is_listed_ = true;
  const auto folder = capture_.has_parent_path() ? capture_.parent_path() : ".";
  auto files = list_captures(folder);
  if (!files) return;
  std::erase_if(*files, [&](const CaptureFile& file) {
    return file.site != site_ || file.path.filename() == capture_.filename();
  });
  std::ranges::sort(*files, std::ranges::greater(), &CaptureFile::started_at);
  for (auto& file : *files) {
    siblings_.emplace_back();
    siblings_.back().file = std::move(file);
  }
}

void SiblingBodies::open(Sibling& sibling) {
  if (std::exchange(sibling.is_read, true)) return;
  auto reader = WarcReader::open(sibling.file.path);
  if (!reader) return;
  auto index = reader->index();
  if (!index) return;
  for (auto& entry : index->entries)
    if (holds_body(entry)) sibling.bodies.try_emplace(entry.payload_digest, std::move(entry));
  sibling.reader = std::move(*reader);
}

Result<bool> SiblingBodies::read(const std::string& digest, const std::string& date,
                                 const std::function<bool(std::string_view)>& take) {
  if (!is_listed_) list();
  const auto time = read_fourteen_digits(fourteen_digits_of(date));
  // A record stands in the run that had begun last before it; only odd cases look further.
  auto likely = std::ranges::find_if(
      siblings_, [&](const Sibling& one) { return time && one.file.started_at <= *time; });
  const auto first = static_cast<std::size_t>(likely - siblings_.begin()) % (siblings_.size() + 1);
  for (std::size_t i = 0; i < siblings_.size(); ++i) {
    Sibling& sibling = siblings_[(first + i) % siblings_.size()];
    open(sibling);
    const auto found = sibling.bodies.find(digest);
    if (found != sibling.bodies.end()) return read_payload_of(*sibling.reader, found->second, take);
  }
  return fail(ErrorCode::io, "its body stands in an earlier capture that is not beside this one");
}

Capture::Contents::Contents(std::filesystem::path path_read, WarcReader warc)
    : path(std::move(path_read)), reader(std::move(warc)) {}

Result<bool> Capture::Contents::load() {
  auto read = reader.index();
  if (!read) return pass_on(read);
  index = std::move(*read);
  bool has_head = false;
  for (std::size_t at = 0; at < index.entries.size(); ++at) {
    const auto& entry = index.entries[at];
    by_id_.try_emplace(entry.id, at);
    if (holds_body(entry)) by_digest_.try_emplace(entry.payload_digest, at);
    if (entry.type != "metadata" || entry.content_type != "application/json") continue;
    const auto text = note_text(at);
    if (!text) continue;
    const auto note = read_note(*text);
    has_head = has_head || std::holds_alternative<SiteHead>(note);
    keep(note, at);
  }
  if (!has_head) return fail(ErrorCode::io, path.string() + " is no capture of oitcheck's");
  return true;
}

void Capture::Contents::keep(const Note& note, std::size_t at) {
  if (const auto* of_site = std::get_if<SiteHead>(&note)) head = *of_site;
  if (const auto* last = std::get_if<SiteEnd>(&note)) end = *last;
  if (const auto* scan = std::get_if<ScanNote>(&note))
    scans.try_emplace({scan->sha256, scan->page}, scan->recognised);
  if (const auto* verdict = std::get_if<RobotsNote>(&note)) verdicts[verdict->origin].push_back(at);
  if (const auto* answer_note = std::get_if<AnswerNote>(&note)) {
    const auto& response = answer_note->response;
    answers[{answer_note->purpose, response.requested.text()}].push_back(at);
    ++answer_count;
    if (!response.address.empty())
      addresses.try_emplace(std::string(response.url.host()), response.address);
  }
}

Result<std::string> Capture::Contents::note_text(std::size_t at) {
  return reader.read_block(index.entries[at], kLongestNote);
}

std::size_t Capture::Contents::find(const Key& key, std::size_t n) const {
  const auto found = answers.find(key);
  if (found == answers.end()) return kNone;
  return found->second[std::min(n, found->second.size() - 1)];
}

Result<AnswerNote> Capture::Contents::answer(std::size_t at) {
  const auto text = note_text(at);
  if (!text) return pass_on(text);
  auto note = read_note(*text);
  if (auto* found = std::get_if<AnswerNote>(&note)) return std::move(*found);
  return fail(ErrorCode::io, path.string() + " has changed while it was read");
}

Result<RobotsNote> Capture::Contents::robots(std::size_t at) {
  const auto text = note_text(at);
  if (!text) return pass_on(text);
  auto note = read_note(*text);
  if (auto* found = std::get_if<RobotsNote>(&note)) return std::move(*found);
  return fail(ErrorCode::io, path.string() + " has changed while it was read");
}

Result<bool> Capture::Contents::read_body(std::size_t at, const Take& take) {
  const auto described = by_id_.find(index.entries[at].refers_to);
  if (index.entries[at].refers_to.empty() || described == by_id_.end())
    return fail(ErrorCode::io, "the capture holds the answer without its body");
  const auto& entry = index.entries[described->second];
  if (entry.type != "revisit") return read_payload_of(reader, entry, take);
  const auto original = by_digest_.find(entry.payload_digest);
  if (original != by_digest_.end())
    return read_payload_of(reader, index.entries[original->second], take);
  if (!siblings_) siblings_.emplace(path, head.site);
  return siblings_->read(entry.payload_digest, entry.refers_to_date, take);
}

}  // namespace oit::store
