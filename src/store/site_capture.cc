#include "store/site_capture.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <utility>

#include "store/http_head.h"
#include "store/moment.h"

namespace oit::store {
namespace {

namespace fs = std::filesystem;
using model::FetchOutcome;
using Time = std::chrono::system_clock::time_point;

constexpr const char* kHttp = "application/http;msgtype=response";
constexpr const char* kRevisit = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr std::size_t kMostOriginals = 100'000;  // remembered for one site

/// Outcomes that only an HTTP answer gives.
bool is_http(FetchOutcome outcome) {
  return outcome <= FetchOutcome::unavailable || outcome == FetchOutcome::empty ||
         outcome == FetchOutcome::not_modified || outcome == FetchOutcome::too_large;
}

/// The header block of the last answer, not of a redirect; empty when there is none.
std::string_view last_head(const RecordedAnswer& answer) {
  const auto hops = answer.note.response.redirects.size();
  return answer.heads.size() > hops ? std::string_view(answer.heads[hops]) : std::string_view();
}

bool has_body(const RecordedAnswer& answer) { return answer.note.body != BodyPlace::none; }

/// A request that failed before it was sent has no time of its own.
Time date_of(const model::Response& response) {
  return response.fetched_at == Time() ? std::chrono::system_clock::now() : response.fetched_at;
}

/// What two captures' records must not share: name, and the moment they are written in.
std::string seed_of(const fs::path& path) {
  const auto now = std::chrono::system_clock::now().time_since_epoch().count();
  return path.string() + '\n' + std::to_string(now) + '\n' + std::to_string(::getpid());
}

std::string warcinfo_of(const SiteHead& head, const std::string& file_name) {
  std::string fields;
  const auto add = [&](std::string_view name, std::string value) {
    std::ranges::replace_if(
        value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    if (!value.empty()) fields.append(name).append(": ").append(value).append("\r\n");
  };
  add("software", head.tool);
  add("format", "WARC File Format 1.1");
  add("conformsTo",
      "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/");
  add("isPartOf", file_name.substr(0, file_name.find(".warc")));
  add("description", "what " + head.seed + " told a check of its disclosure items");
  add("oitcheck-site", head.site);
  add("oitcheck-rulebook", head.rulebook);
  return fields;
}

constexpr int kTries = 60;  // seconds a name may lie ahead of its time

bool is_taken(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored) || fs::exists(path.string() + ".part", ignored);
}

}  // namespace

RecordedAnswer::~RecordedAnswer() {
  if (file >= 0) ::close(file);
}

SiteCapture::SiteCapture(fs::path folder, SiteHead head)
    : folder_(std::move(folder)), head_(std::move(head)), name_(capture_name(head_)) {}

void SiteCapture::begin() {
  // A run that was killed within this second left its part, and that may be evidence, too.
  for (int tries = 0; tries < kTries && is_taken(folder_ / name_); ++tries) {
    head_.started_at += std::chrono::seconds(1);
    name_ = capture_name(head_);
  }
  const fs::path part = (folder_ / name_).string() + ".part";
  auto writer = WarcWriter::create(part, seed_of(part));
  if (!writer) {
    failure_ = writer.error().message;
    return;
  }
  writer_ = std::move(*writer);
  read_index();
  WarcRecord record;
  record.type = "warcinfo";
  record.date = head_.started_at;
  record.content_type = "application/warc-fields";
  record.fields = {{"WARC-Filename", name_}};
  record.head = warcinfo_of(head_, name_);
  write(record);
  note({}, head_.started_at, write_note(head_), {});
}

/// Learns which bodies earlier captures hold, of those that are still there.
void SiteCapture::read_index() {
  std::ifstream in(folder_ / (head_.site + ".cdxj"), std::ios::binary);
  std::map<std::string, bool> is_there;
  for (std::string text; originals_.size() < kMostOriginals && std::getline(in, text);) {
    if (text.find("\"warc/revisit\"") != std::string::npos) continue;
    const auto line = read_cdxj(text);
    const auto time = line ? read_fourteen_digits(line->time) : std::nullopt;
    if (!time || line->digest.empty() || line->url.empty()) continue;
    if (line->filename.find('/') != std::string::npos) continue;
    const auto [file, is_new] = is_there.try_emplace(line->filename, false);
    std::error_code ignored;
    if (is_new) file->second = fs::is_regular_file(folder_ / line->filename, ignored);
    if (file->second)
      originals_.try_emplace(line->digest, Original{line->url, warc_date(*time), {}});
  }
}

std::optional<WarcPlace> SiteCapture::write(const WarcRecord& record) {
  if (!writer_ || !failure_.empty()) return std::nullopt;
  auto place = writer_->write(record);
  if (place) return std::move(*place);
  failure_ = place.error().message;
  return std::nullopt;
}

/// A metadata record of ours; `described` is the id of the record it is about, when there is one.
void SiteCapture::note(std::string uri, Time date, std::string json, const std::string& described) {
  WarcRecord record;
  record.type = "metadata";
  record.uri = std::move(uri);
  record.date = date;
  record.content_type = "application/json";
  if (!described.empty())
    record.fields = {{"WARC-Concurrent-To", described}, {"WARC-Refers-To", described}};
  record.head = std::move(json);
  write(record);
}

void SiteCapture::index(const WarcRecord& record, const WarcPlace& place,
                        std::string_view http_head) {
  CdxjLine line;
  line.url = record.uri;
  line.time = Moment(record.date).fourteen_digits();
  line.mime = record.type == "revisit" ? "warc/revisit" : media_type_of(http_head);
  if (line.mime.empty()) line.mime = "unk";
  line.status = status_of(http_head);
  line.digest = record.payload_digest;
  line.filename = name_;
  line.length = place.length;
  line.offset = place.offset;
  lines_.push_back(std::move(line));
}

/// Writes a response, or a revisit when its body stands somewhere already. Its id, or "".
std::string SiteCapture::write_message(WarcRecord record) {
  const auto digest = digest_of(record.payload);
  if (!digest) {
    failure_ = failure_.empty() ? digest.error().message : failure_;
    return {};
  }
  record.payload_digest = *digest;
  const bool is_empty = *digest == *digest_of({});
  const auto original = originals_.find(*digest);
  if (!is_empty && original != originals_.end() && record.content_type == kHttp) {
    record.type = "revisit";
    record.payload = {};
    const auto& [uri, date, id] = original->second;
    record.fields.push_back({"WARC-Profile", kRevisit});
    if (!id.empty()) record.fields.push_back({"WARC-Refers-To", id});
    record.fields.push_back({"WARC-Refers-To-Target-URI", uri});
    record.fields.push_back({"WARC-Refers-To-Date", date});
  }
  const auto place = write(record);
  if (!place) return {};
  if (!is_empty && record.type == "response" && originals_.size() < kMostOriginals)
    originals_.try_emplace(*digest, Original{record.uri, warc_date(record.date), place->id});
  index(record, *place, record.content_type == kHttp ? std::string_view(record.head) : "");
  return place->id;
}

/// Writes a response for each redirect whose head was kept; the id of the first, or "".
std::string SiteCapture::add_hops(const RecordedAnswer& answer) {
  const auto& response = answer.note.response;
  std::string first;
  for (std::size_t i = 0; i < response.redirects.size() && i < answer.heads.size(); ++i) {
    if (answer.heads[i].empty()) continue;
    WarcRecord record;
    record.type = "response";
    record.uri = response.redirects[i].text();
    record.date = date_of(response);
    record.content_type = kHttp;
    if (!first.empty()) record.fields.push_back({"WARC-Concurrent-To", first});
    const auto protocol = protocol_of(answer.heads[i]);
    if (!protocol.empty()) record.fields.push_back({"WARC-Protocol", std::string(protocol)});
    record.head = stored_head(answer.heads[i], 0);
    const auto id = write_message(std::move(record));
    if (first.empty()) first = id;
  }
  return first;
}

/// Writes the last answer with its body. Its id; "" when there was none.
std::string SiteCapture::add_message(const RecordedAnswer& answer,
                                     const std::string& concurrent_to) {
  const auto& response = answer.note.response;
  const auto head = last_head(answer);
  const bool was_answered = response.status > 0 && (has_body(answer) || is_http(response.outcome));
  if (head.empty() && !was_answered && !has_body(answer)) return {};
  WarcRecord record;
  record.type = "response";
  record.uri = response.url.empty() ? response.requested.text() : response.url.text();
  record.date = date_of(response);
  record.content_type = kHttp;
  record.payload = {answer.body, answer.file};
  if (!concurrent_to.empty()) record.fields.push_back({"WARC-Concurrent-To", concurrent_to});
  const auto protocol = protocol_of(head);
  if (!protocol.empty()) record.fields.push_back({"WARC-Protocol", std::string(protocol)});
  const auto size = has_body(answer) ? response.body_bytes : 0;
  if (!head.empty()) {
    record.head = stored_head(head, size);
  } else if (was_answered) {
    record.head = made_up_head(response, size);
  } else {  // bytes without an HTTP answer
    record.type = "resource";
    record.content_type = "application/octet-stream";
  }
  return write_message(std::move(record));
}

void SiteCapture::add(const RecordedAnswer& answer) {
  if (!failure_.empty()) return;
  failure_ = answer.trouble;
  const auto first = add_hops(answer);
  const auto message = add_message(answer, first);
  note(answer.note.response.requested.text(), date_of(answer.note.response),
       write_note(answer.note), message);
}

void SiteCapture::add(const RobotsNote& verdict, const std::string& text) {
  const std::string uri = verdict.origin + "/robots.txt";
  const auto now = std::chrono::system_clock::now();
  std::string message;
  if (!text.empty()) {
    model::Response response;
    response.status = verdict.verdict.status;
    response.content_type = "text/plain";
    WarcRecord record;
    record.type = "response";
    record.uri = uri;
    record.date = now;
    record.content_type = kHttp;
    record.head = made_up_head(response, text.size());
    record.payload.bytes = text;
    message = write_message(std::move(record));
  }
  note(uri, now, write_note(verdict), message);
}

void SiteCapture::add(const ScanNote& scan) {
  note({}, std::chrono::system_clock::now(), write_note(scan), {});
}

Result<fs::path> SiteCapture::finish(const SiteEnd& end) {
  note({}, std::chrono::system_clock::now(), write_note(end), {});
  if (!failure_.empty()) return fail(ErrorCode::io, failure_);
  if (const auto synced = writer_->sync(); !synced) return pass_on(synced);
  const fs::path final_path = folder_ / name_;
  if (::rename(writer_->path().c_str(), final_path.c_str()) != 0)
    return fail(ErrorCode::io, "cannot write " + final_path.string() + ": " + std::strerror(errno));
  const auto merged = merge_cdxj(folder_ / (head_.site + ".cdxj"), lines_);
  if (!merged) return pass_on(merged);
  return final_path;
}

}  // namespace oit::store
