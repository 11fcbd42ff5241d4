#include "store/site_memory.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/sha256.h"
#include "store/capture_notes.h"
#include "store/deflate.h"
#include "store/http_date.h"
#include "store/times.h"

namespace oit::store {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kAnswerColumns =
    "answer (site, url, final_url, redirects, status, content_type, charset, file_name, etag, "
    "last_modified, sha256, size, fetched_at, seen_at, rulebook_revision, tool_version, body)";

/// A row is replaced by a later answer only, whoever writes last.
constexpr std::string_view kReplaceByNewer =
    "on conflict (site, url) do update set final_url = excluded.final_url, "
    "redirects = excluded.redirects, status = excluded.status, "
    "content_type = excluded.content_type, charset = excluded.charset, "
    "file_name = excluded.file_name, etag = excluded.etag, "
    "last_modified = excluded.last_modified, sha256 = excluded.sha256, size = excluded.size, "
    "fetched_at = excluded.fetched_at, seen_at = excluded.seen_at, "
    "rulebook_revision = excluded.rulebook_revision, tool_version = excluded.tool_version, "
    "body = excluded.body where excluded.fetched_at >= answer.fetched_at";

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string document_text(const model::Document& document, model::BodyKind kind) {
  return dump({{"kind", model::name_of(kind)},
               {"outcome", model::name_of(document.outcome)},
               {"why", document.why},
               {"pages", document.pages},
               {"page_count", document.page_count},
               {"title", document.title},
               {"created", document.created},
               {"modified", document.modified}});
}

std::optional<model::DocumentOutcome> read_outcome(std::string_view name) {
  using enum model::DocumentOutcome;
  for (const auto outcome : {ok, image_only, encrypted, damaged, empty, unsupported})
    if (model::name_of(outcome) == name) return outcome;
  return std::nullopt;
}

std::shared_ptr<const model::Document> read_document(const std::string& text,
                                                     model::BodyKind& kind) {
  try {
    const auto json = Json::parse(text);
    kind = model::read_body_kind(json.at("kind").get<std::string>()).value_or(kind);
    const auto outcome = read_outcome(json.at("outcome").get<std::string>());
    if (!outcome) return nullptr;
    auto document = std::make_shared<model::Document>();
    document->outcome = *outcome;
    document->why = json.at("why");
    document->pages = json.at("pages").get<std::vector<std::string>>();
    document->page_count = json.at("page_count");
    document->title = json.at("title");
    document->created = json.at("created");
    document->modified = json.at("modified");
    return document;
  } catch (const Json::exception&) {
    return nullptr;
  }
}

std::string redirects_text(const std::vector<url::Url>& redirects) {
  Json list = Json::array();
  for (const auto& one : redirects) list.push_back(one.text());
  return dump(list);
}

std::vector<url::Url> read_redirects(const std::string& text) {
  std::vector<url::Url> redirects;
  for (const auto& one : Json::parse(text, nullptr, false))
    if (one.is_string())
      if (auto url = url::Url::parse(one.get<std::string>())) redirects.push_back(std::move(*url));
  return redirects;
}

/// Whether the answer says of itself what a later request can rely on.
bool has_strong_date(const model::Response& response) {
  constexpr std::chrono::seconds kYoung{2};
  const auto modified = read_http_date(response.last_modified);
  return modified && *modified + kYoung <= response.fetched_at;
}

bool is_worth_keeping(const model::Response& response, const model::Document* document) {
  constexpr int kPartial = 206;
  if (response.outcome != model::FetchOutcome::ok || response.truncated) return false;
  if (response.status / 100 != 2 || response.status == kPartial) return false;
  if (response.etag.empty() && !has_strong_date(response)) return false;
  if (document == nullptr) return !response.body.empty();
  return read_outcome(model::name_of(document->outcome)).has_value();  // no crash of our own
}

/// The parts of Known::words.
constexpr std::size_t kFinal = 0, kEtag = 1, kModified = 2, kHash = 3;

std::string part(std::string_view words, std::size_t n) {
  for (; n > 0; --n) words.remove_prefix(words.find('\n') + 1);
  return std::string(words.substr(0, words.find('\n')));
}

}  // namespace

SiteMemory::SiteMemory(Store& store, std::string site, std::string revision, std::string version)
    : store_(store),
      site_(std::move(site)),
      revision_(std::move(revision)),
      version_(std::move(version)) {}

SiteMemory::~SiteMemory() { (void)flush().has_value(); }

Result<bool> SiteMemory::load() {
  const std::lock_guard lock(store_.mutex_);
  const auto rows = store_.database_->query(
      "select url, final_url, etag, last_modified, sha256 from answer "
      "where site = ?1 and rulebook_revision = ?2 and tool_version = ?3",
      {site_, revision_, version_});
  if (!rows) return pass_on(rows);
  for (const auto& row : *rows) {
    const auto url = row.text(0), final_url = row.text(1);
    known_.push_back({stable_hash(url), (final_url == url ? "" : final_url) + '\n' + row.text(2) +
                                            '\n' + row.text(3) + '\n' + row.text(4)});
  }
  std::ranges::sort(known_, {}, &Known::key);
  known_.shrink_to_fit();
  return true;
}

const SiteMemory::Known* SiteMemory::find(const url::Url& url) const {
  const auto key = stable_hash(url.text());
  const auto found = std::ranges::lower_bound(known_, key, {}, &Known::key);
  return found != known_.end() && found->key == key ? &*found : nullptr;
}

model::Validators SiteMemory::validators(const url::Url& url) const {
  const auto* known = find(url);
  if (known == nullptr) return {};
  const auto final_url = part(known->words, kFinal);
  auto target = final_url.empty() ? Result<url::Url>(url) : url::Url::parse(final_url);
  if (!target) return {};
  return {std::move(*target), part(known->words, kEtag), part(known->words, kModified)};
}

bool SiteMemory::recall(model::Response& response) {
  const auto sent = validators(response.requested);
  if (sent == model::Validators{}) return false;
  if (!response.url.empty() && response.url != sent.url) return false;
  if (!fill(response, sent)) return false;
  const std::lock_guard lock(mutex_);
  waiting_.seen.insert(response.requested.text());
  waiting_.seen_at = std::max(waiting_.seen_at, response.fetched_at);
  return true;
}

/// Reads the answer and its body back; false when they are lost, damaged, or not those the request
/// was about.
bool SiteMemory::fill(model::Response& response, const model::Validators& sent) {
  std::unique_lock lock(store_.mutex_);
  const auto rows = store_.database_->query(
      "select a.redirects, a.status, a.content_type, a.charset, a.file_name, a.sha256, a.size, "
      "a.body, b.kind, b.size, b.bytes from answer a left join body b on b.sha256 = a.body "
      "where a.site = ?1 and a.url = ?2 and a.etag = ?3 and a.last_modified = ?4 "
      "and a.rulebook_revision = ?5 and a.tool_version = ?6",
      {site_, response.requested.text(), sent.etag, sent.last_modified, revision_, version_});
  lock.unlock();
  if (!rows || rows->empty()) return false;
  const auto& row = rows->front();
  const auto key = row.text(7);
  auto body = inflate(row.bytes(10), static_cast<std::size_t>(row.integer(9)));
  const bool is_page = row.text(8) == "page";
  const bool is_whole = body && sha256_hex(*body) == key;
  auto document = is_whole && !is_page ? read_document(*body, response.kind) : nullptr;
  if (!is_whole || (!is_page && document == nullptr)) {
    forget(response.requested.text(), key);
    return false;
  }
  response.outcome = model::FetchOutcome::ok;
  response.status = static_cast<int>(row.integer(1));
  response.url = sent.url;
  response.redirects = read_redirects(row.text(0));
  response.content_type = row.text(2);
  response.declared_charset = row.text(3);
  response.file_name = row.text(4);
  if (response.etag.empty()) response.etag = sent.etag;
  if (response.last_modified.empty()) response.last_modified = sent.last_modified;
  response.sha256 = row.text(5);
  response.body_bytes = static_cast<std::size_t>(row.integer(6));
  response.truncated = false;
  response.body = is_page ? std::move(*body) : std::string();
  response.document = std::move(document);
  return true;
}

/// A damaged body goes, so that the next answer can put it right.
void SiteMemory::forget(const std::string& url, const std::string& body) {
  {
    const std::lock_guard lock(mutex_);
    lost_.insert(url);
  }
  const std::lock_guard lock(store_.mutex_);
  // When even this fails, the page is asked for anew each time, no worse.
  (void)store_.database_->execute("delete from body where sha256 = ?1", {body}).has_value();
}

/// Whether the body of `url` is stored already, by an earlier run.
bool SiteMemory::has_body(const url::Url& url, const std::string& sha256) {
  const auto* known = find(url);
  if (known == nullptr || part(known->words, kHash) != sha256) return false;
  const std::lock_guard lock(mutex_);
  return !lost_.contains(url.text());
}

void SiteMemory::keep(const model::Response& response, const std::string& sha256,
                      const model::Document* document) {
  if (!is_worth_keeping(response, document)) return;
  const std::string text = document == nullptr ? "" : document_text(*document, response.kind);
  const std::string& body = document == nullptr ? response.body : text;
  const auto key = document == nullptr ? sha256 : sha256_hex(text);
  const auto url = response.requested.text();
  std::vector<Value> stored;
  // Under the same rules and tool the same document has the same text.
  if (!has_body(response.requested, sha256))
    stored = {key, std::string(document == nullptr ? "page" : "document"),
              static_cast<std::int64_t>(body.size()), Blob{deflate(body, Effort::quick)}};
  const auto at = write_time(response.fetched_at);
  std::vector<Value> answer = {site_,
                               url,
                               response.url.text(),
                               redirects_text(response.redirects),
                               std::int64_t{response.status},
                               response.content_type,
                               response.declared_charset,
                               response.file_name,
                               response.etag,
                               response.last_modified,
                               sha256,
                               static_cast<std::int64_t>(response.body_bytes),
                               at,
                               at,
                               revision_,
                               version_,
                               key};
  {
    const std::lock_guard lock(mutex_);
    if (!stored.empty()) {
      waiting_.bytes += std::get<Blob>(stored.back()).bytes.size();
      waiting_.bodies.insert_or_assign(key, std::move(stored));
    }
    waiting_.answers.insert_or_assign(url, std::move(answer));
  }
  write_when_due();
}

std::optional<model::Recognised> SiteMemory::recall_recognised(const std::string& sha256,
                                                               int page) {
  const std::lock_guard lock(store_.mutex_);
  const auto rows = store_.database_->query(
      "select size, bytes from recognised where sha256 = ?1 and page = ?2 and tool_version = ?3",
      {sha256, std::int64_t{page}, version_});
  if (!rows || rows->empty()) return std::nullopt;
  const auto text =
      inflate(rows->front().bytes(1), static_cast<std::size_t>(rows->front().integer(0)));
  if (!text) return std::nullopt;
  auto note = read_note(*text);
  const auto* scan = std::get_if<ScanNote>(&note);
  if (scan == nullptr || scan->sha256 != sha256 || scan->page != page) return std::nullopt;
  // When this fails, prune() may take it, and it is recognised anew.
  (void)store_.database_
      ->execute("update recognised set seen_at = ?3 where sha256 = ?1 and page = ?2",
                {sha256, std::int64_t{page}, write_time(std::chrono::system_clock::now())})
      .has_value();
  return scan->recognised;
}

void SiteMemory::keep_recognised(const std::string& sha256, int page,
                                 const model::Recognised& recognised) {
  const auto text = write_note(ScanNote{sha256, page, recognised});
  auto kept = [&] {
    const std::lock_guard lock(store_.mutex_);
    return store_.database_->execute(
        "insert into recognised (sha256, page, tool_version, size, bytes, seen_at) "
        "values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (sha256, page) do update set "
        "tool_version = excluded.tool_version, size = excluded.size, bytes = excluded.bytes, "
        "seen_at = excluded.seen_at",
        {sha256, std::int64_t{page}, version_, static_cast<std::int64_t>(text.size()),
         Blob{deflate(text, Effort::quick)}, write_time(std::chrono::system_clock::now())});
  }();
  if (kept) return;
  const std::lock_guard lock(mutex_);
  if (!trouble_) trouble_ = std::move(kept.error());
}

void SiteMemory::write_when_due() {
  constexpr std::size_t kAnswers = 32, kBytes = std::size_t{1} << 20;
  Waiting due;
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.answers.size() < kAnswers && waiting_.bytes < kBytes) return;
    due = std::exchange(waiting_, {});
  }
  auto written = write(due);
  if (written) return;
  const std::lock_guard lock(mutex_);
  if (!trouble_) trouble_ = std::move(written.error());
}

Result<bool> SiteMemory::flush() {
  Waiting due;
  {
    const std::lock_guard lock(mutex_);
    due = std::exchange(waiting_, {});
  }
  auto written = write(due);
  const std::lock_guard lock(mutex_);
  if (trouble_) return tl::unexpected<Error>(*std::exchange(trouble_, std::nullopt));
  return written;
}

Result<bool> SiteMemory::write(const Waiting& waiting) {
  if (waiting.is_empty()) return true;
  std::vector<std::vector<Value>> answers, bodies;
  for (const auto& [url, row] : waiting.answers) answers.push_back(row);
  for (const auto& [hash, row] : waiting.bodies) bodies.push_back(row);
  const auto seen_at = write_time(waiting.seen_at);
  const std::lock_guard lock(store_.mutex_);
  return store_.database_->in_transaction([&](Database& inside) -> Result<bool> {
    const auto kept = insert_rows(inside, "body (sha256, kind, size, bytes)", bodies,
                                  "on conflict (sha256) do nothing");
    if (!kept) return pass_on(kept);
    const auto said = insert_rows(inside, kAnswerColumns, answers, kReplaceByNewer);
    if (!said) return pass_on(said);
    for (const auto& url : waiting.seen) {
      const auto seen = inside.execute(
          "update answer set seen_at = ?3 where site = ?1 and url = ?2 and seen_at < ?3",
          {site_, url, seen_at});
      if (!seen) return pass_on(seen);
    }
    return true;
  });
}

}  // namespace oit::store
